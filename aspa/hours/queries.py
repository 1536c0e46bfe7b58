"""Asking when a brand serves."""

from collections import defaultdict
from datetime import date
from time import monotonic
from zoneinfo import ZoneInfo

from aspa.brands.models import Brand
from aspa.hours.models import Slot, SpecialDay
from aspa.hours.working_time import MIDNIGHT, Opening, WeekHours, never
from aspa.kit.finland import public_holidays

FRESH = 60.0  # seconds; another process may change the hours, and a minute late is early enough
FINNISH_ZONES = {"Europe/Helsinki", "Europe/Mariehamn"}
ALWAYS = ((MIDNIGHT, MIDNIGHT),)

_known: dict[int, tuple[float, WeekHours]] = {}


def hours_of(brand_id: int) -> WeekHours:
    """
    Return when a brand serves, at most a minute old.

    Public holidays of Finland are closed for brands in its time zone, unless the brand serves day and night. A brand
    that never said its hours serves day and night: its mail must be promised an answer like any other.
    """
    read_at, hours = _known.get(brand_id, (0.0, None))
    if hours is None or monotonic() - read_at > FRESH:
        hours = _read(brand_id)
        _known[brand_id] = (monotonic(), hours)
    return hours


def week_of(brand: Brand) -> list[list[Opening]]:
    """Return when a brand serves on Monday to Sunday, as it was set, not as remembered."""
    return [list(day) for day in _week(brand.pk)]


def special_days_of(brand: Brand, *, since: date) -> list[SpecialDay]:
    """Return the dates from `since` on that differ, the nearest first."""
    return list(SpecialDay.objects.filter(brand=brand, on__gte=since).order_by("on", "id"))


def forget(brand_id: int) -> None:
    """Ask the database next time; called by the verb that changed the hours."""
    _known.pop(brand_id, None)


def _read(brand_id: int) -> WeekHours:
    zone = Brand.objects.values_list("zone", flat=True).get(id=brand_id)
    days = _week(brand_id)
    rests = zone in FINNISH_ZONES and any(day != ALWAYS for day in days)
    return WeekHours(days, ZoneInfo(zone), _special_days(brand_id), public_holidays if rests else never)


def _week(brand_id: int) -> tuple[tuple[Opening, ...], ...]:
    week: dict[int, list[Opening]] = defaultdict(list)
    for weekday, opens, closes in Slot.objects.filter(brand_id=brand_id).values_list("weekday", "opens", "closes"):
        week[weekday].append((opens, closes))
    return tuple(tuple(sorted(week[weekday])) if week else ALWAYS for weekday in range(7))


def _special_days(brand_id: int) -> dict[date, tuple[Opening, ...]]:
    rows = SpecialDay.objects.filter(brand_id=brand_id).values_list("on", "opens", "closes")
    return {on: ((opens, closes),) if opens is not None and closes is not None else () for on, opens, closes in rows}
