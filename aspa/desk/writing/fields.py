"""What an agent fills in about a letter besides its text: to whom it goes, and when it leaves."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.hours.queries import hours_of
from aspa.hours.working_time import NoHours
from aspa.kit.addresses import is_plausible, normal
from aspa.kit.moments import HELSINKI
from aspa.promises.models import Promise

BETWEEN = re.compile(r"[\s,;]+")
MORNING = time(8)
MOMENT = timedelta(seconds=1)


class AddressesField(forms.CharField):
    """Addresses, however they are parted."""

    def __init__(self, **how: Any) -> None:
        super().__init__(required=False, max_length=4000, **how)

    def clean(self, value: str) -> list[str]:
        """Return the addresses, or say which is none."""
        found = [normal(one) for one in BETWEEN.split(super().clean(value)) if one]
        for one in found:
            if not is_plausible(one):
                raise forms.ValidationError(_("%(address)s is not an e-mail address.") % {"address": one[:100]})
        return found


class LeavesField(forms.RegexField):
    """When a letter leaves: at once, when service opens next, tomorrow morning, or at a day and time."""

    def __init__(self, **how: Any) -> None:
        super().__init__(r"^(opening|morning|\d{4}-\d\d-\d\dT\d\d:\d\d|chosen)$", **how)


class WayField(forms.RegexField):
    """How a letter was to leave when something was asked about it: so it leaves once that is answered."""

    def __init__(self, **how: Any) -> None:
        super().__init__(r"^(now|closing|opening|morning|chosen)$", **how)


def leaves_at(form: forms.Form, case: Case, *, now: datetime) -> datetime | None:
    """Return when a letter leaves by what was chosen; None for as soon as it may."""
    chosen = form.cleaned_data.get("leaves")
    if not chosen:
        return None
    if chosen == "opening":
        return next_opening(case.brand_id, at=now)
    if chosen == "morning":
        tomorrow = now.astimezone(HELSINKI).date() + timedelta(days=1)
        return datetime.combine(tomorrow, MORNING, HELSINKI)
    text = f"{form.data.get('leaves_day')}T{form.data.get('leaves_time')}" if chosen == "chosen" else chosen
    try:
        return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)
    except ValueError:
        return now  # refused as not to come


def next_opening(brand_id: int, *, at: datetime) -> datetime:
    """Return when the brand begins to serve next; an hour from now where it never rests or never opens."""
    hours = hours_of(brand_id)
    try:
        closes = hours.close_of(at) if hours.is_open(at) else at
        opens = hours.add(closes, MOMENT) - MOMENT
    except NoHours:
        return at + timedelta(hours=1)
    return opens if opens > at else at + timedelta(hours=1)


def is_open_ended(case: Case) -> bool:
    """Tell whether a letter that promises nothing would leave an open matter with nothing owed in it."""
    if not (case.is_open and case.brand.asks_next):
        return False
    owed = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True).exclude(act=Promise.Act.ANSWER)
    return not owed.exists()
