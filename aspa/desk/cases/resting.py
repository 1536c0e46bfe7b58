"""Letting a case rest: until when, and what an agent says to it meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime
from datetime import time as clock
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from aspa.cases import queries, snoozing
from aspa.cases.models import Case
from aspa.cases.resting.wakings import Waking, opening, wakings
from aspa.desk.answers import DeskRequest, asks_for_part, page_or_part, retargeted, signed_in
from aspa.desk.cases.changes import shown
from aspa.desk.cases.choices import choices
from aspa.desk.forms import DeskForm
from aspa.hours.queries import hours_of
from aspa.hours.working_time import WeekHours


class SnoozeForm(DeskForm):
    """Until when: one of the moments that are offered, or a day and perhaps a time."""

    about: ClassVar[dict[str, str]] = {"snooze_past": "day", "snooze_too_long": "day", "promise_sooner": "day"}

    until = forms.CharField(required=False, max_length=20)
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        required=False,
    )
    time = forms.TypedChoiceField(label=_("Time"), coerce=clock.fromisoformat, required=False, empty_value=None)
    note = forms.CharField(label=_("What is waited for (for colleagues)"), max_length=snoozing.NOTE, required=False)

    def __init__(self, *args: Any, hours: WeekHours, offered: Sequence[Waking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hours, self.offered = hours, {one.name: one.at for one in offered}
        times = choices("time", date.min, get_language() or "en")
        self.choose("time", [("", _("when we open")), *times])

    def clean(self) -> dict[str, Any]:
        """Return the moment and the note."""
        chosen, day = self.cleaned_data, self.cleaned_data.get("day")
        until = self.offered.get(chosen.get("until", ""))
        if until is None and not self.errors:
            if chosen.get("until") and not day:
                self.add_error("day", _("That time is no longer offered. Choose another."))
            elif day is None:
                self.add_error("day", _("Choose a day."))
            else:
                until = self._on(day, chosen.get("time"))
        return {"until": until, "note": chosen.get("note", "")}

    def _on(self, day: date, at: clock | None) -> datetime:
        return datetime.combine(day, at, self.hours.zone) if at else opening(self.hours, day)


def form_for(case: Case, *filled: Any) -> SnoozeForm:
    """Return the form for a case."""
    hours = hours_of(case.brand_id)
    return SnoozeForm(*filled, hours=hours, offered=wakings(case, hours, now=timezone.now()))


@signed_in
@require_GET
def choosing(request: DeskRequest, number: int) -> HttpResponse:
    """Show until when a case may rest."""
    case = queries.case_by_number(request.agent, number)
    return chosen_wrongly(request, case, form_for(case))


def chosen_wrongly(request: DeskRequest, case: Case, form: SnoozeForm) -> HttpResponse:
    """Show the choices, with what is wrong if anything is."""
    parts = {"rest": "desk/cases/_rest.html"}
    response = page_or_part(request, "desk/cases/rest.html", parts, case=case, form=form)
    response.status_code = 422 if form.errors else 200
    return retargeted(response, "#rest") if form.errors and asks_for_part(request) else response


@signed_in
@require_POST
def snooze(request: DeskRequest, number: int) -> HttpResponse:
    """Let a case rest."""
    case = queries.case_by_number(request.agent, number)
    form = form_for(case, request.POST)
    if form.done_by(snoozing.snooze, case, by=request.agent, at=timezone.now()):
        return shown(request, number)
    return chosen_wrongly(request, case, form)


@signed_in
@require_POST
def waking(request: DeskRequest, number: int) -> HttpResponse:
    """Wake a case before its moment."""
    snoozing.wake(queries.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def rest(request: DeskRequest, number: int) -> HttpResponse:
    """Say that what the customer wrote needs no answer: the case rests on."""
    snoozing.rest_on(queries.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)
