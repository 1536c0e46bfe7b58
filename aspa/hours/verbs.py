"""Changing when a brand serves."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.history import verbs as history
from aspa.hours import queries
from aspa.hours.models import Slot, SpecialDay
from aspa.hours.wording import written
from aspa.hours.working_time import MIDNIGHT, Opening
from aspa.kit.errors import Refused

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE_DAY: Sequence[Opening] = [(time(8), time(16))]
OFFICE_WEEK: Sequence[Sequence[Opening]] = [*[OFFICE_DAY] * 5, [], []]


class ClosesBeforeOpening(Refused):
    """A stretch of service ends before it begins."""

    code = "closes_before_opening"


class NeverOpen(Refused):
    """A week without service, in which nothing could be promised to anybody."""

    code = "never_open"


class DayGone(Refused):
    """This date has passed; nothing would be promised differently."""

    code = "day_gone"


def set_default_hours(brand: Brand, *, at: datetime) -> None:
    """Serve Monday to Friday 8–16, as a new brand does."""
    set_hours(brand, OFFICE_WEEK, by="aspa", at=at)


@transaction.atomic
def set_hours(brand: Brand, week: Sequence[Sequence[Opening]], *, by: str, at: datetime) -> None:
    """
    Serve at these hours from now on; promises already given stand as they are.

    Args:
        week: for Monday to Sunday, when the brand opens and closes; closing at 00:00 means midnight.

    Raises ClosesBeforeOpening and NeverOpen.
    """
    if len(week) != 7:
        raise ValueError("a week has seven days")
    openings = [(weekday, *opening) for weekday, day in enumerate(week) for opening in day]
    if not openings:
        raise NeverOpen(_("Serve at least once a week; close single dates as special days."))
    for _weekday, opens, closes in openings:
        _check(opens, closes)
    before = _told_week(brand)
    Slot.objects.filter(brand=brand).delete()
    Slot.objects.bulk_create(
        Slot(organisation_id=brand.organisation_id, brand=brand, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in openings
    )
    _changed(brand, "hours.set", by=by, at=at, before=before, after=_told_week(brand))


@transaction.atomic
def set_special_day(brand: Brand, *, on: date, opening: Opening | None, by: str, at: datetime) -> None:
    """
    Let one date differ from its weekday and from public holidays; saying it again replaces what was said.

    Args:
        opening: when the brand opens and closes on that date; None = closed.

    Raises DayGone and ClosesBeforeOpening.
    """
    if on < at.astimezone(ZoneInfo(brand.zone)).date():
        raise DayGone(_("This date has passed. Choose today or one to come."))
    if opening:
        _check(*opening)
    before, (opens, closes) = _told_day(brand, on), opening or (None, None)
    SpecialDay.objects.update_or_create(
        brand=brand, on=on, defaults={"organisation_id": brand.organisation_id, "opens": opens, "closes": closes}
    )
    after = _told_day(brand, on)
    _changed(brand, "hours.special_day_set", by=by, at=at, on=on.isoformat(), before=before, after=after)


@transaction.atomic
def drop_special_day(brand: Brand, *, on: date, by: str, at: datetime) -> None:
    """Let a date be like others of its weekday again; nothing happens where it already is."""
    before = _told_day(brand, on)
    dropped, _kinds = SpecialDay.objects.filter(brand=brand, on=on).delete()
    if dropped:
        _changed(brand, "hours.special_day_dropped", by=by, at=at, on=on.isoformat(), before=before, after={})


def _check(opens: time, closes: time) -> None:
    if closes != MIDNIGHT and closes <= opens:
        raise ClosesBeforeOpening(_("Service must end after it begins."))


def _told_week(brand: Brand) -> dict[str, str]:
    """Return the hours of a brand as history keeps them: as people write them; of two who set them the second waits."""
    Brand.objects.select_for_update(no_key=True).get(id=brand.id)
    return {day: written(openings) for day, openings in zip(DAYS, queries.week_of(brand), strict=True)}


def _told_day(brand: Brand, on: date) -> dict[str, str]:
    """Return how a date differs, as history keeps it; nothing where it does not."""
    Brand.objects.select_for_update(no_key=True).get(id=brand.id)
    day = SpecialDay.objects.filter(brand=brand, on=on).first()
    if day is None:
        return {}
    return {"hours": "" if day.opens is None or day.closes is None else written([(day.opens, day.closes)])}


def _changed(brand: Brand, name: str, *, by: str, at: datetime, **facts: Any) -> None:
    history.record(name, organisation_id=brand.organisation_id, subject_id=brand.id, actor=by, at=at, **facts)
    queries.forget(brand.id)
    transaction.on_commit(lambda: queries.forget(brand.id))  # somebody may have read the old hours meanwhile
