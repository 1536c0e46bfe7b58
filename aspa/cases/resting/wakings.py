"""When a case that is let rest may wake: the moments people mean, in a brand's own hours. Pure."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from aspa.cases.models import Case
from aspa.hours.working_time import DAY, MIDNIGHT, NoHours, WeekHours

AFTERNOON = time(13)
EARLY = time(8)  # when a brand that never closes, or never said its hours, begins a day
AHEAD = timedelta(minutes=30)  # a rest shorter than this is none
BEFORE_PROMISE = timedelta(minutes=30)
MONDAY = 0


class Waking(NamedTuple):
    """A moment that is offered: `promise` | `afternoon` | `tomorrow` | `week`, and when it is."""

    name: str
    at: datetime


def wakings(case: Case, hours: WeekHours, *, now: datetime) -> list[Waking]:
    """
    Return the moments that are offered for a case, the nearest first; none at which a promise would be slept through.

    `promise` is half an hour before what is owed, `tomorrow` when the brand opens next after today, `week` when it
    opens on the next Monday or the first day after it.
    """
    today = now.astimezone(hours.zone).date()
    owed = case.promise if case.promise and not case.promise.ended_at else None
    due = (owed.due_from or owed.due_until) if owed else None
    found = [
        Waking("promise", due - BEFORE_PROMISE) if due else None,
        Waking("afternoon", datetime.combine(today, AFTERNOON, hours.zone)),
        Waking("tomorrow", opening(hours, today + DAY)),
        Waking("week", opening(hours, today + ((7 - today.weekday()) % 7 or 7) * DAY)),
    ]
    offered = {one.at: one for one in reversed(found) if one and one.at >= now + AHEAD and not (due and due < one.at)}
    return [one for at, one in sorted(offered.items()) if one.name != "afternoon" or hours.is_open(at)]


def opening(hours: WeekHours, day: date) -> datetime:
    """Return when a brand opens on a day or, closed then, on the first day after it; at eight where it never closes."""
    midnight = datetime.combine(day, MIDNIGHT, hours.zone)
    try:
        opens = hours.add(midnight, timedelta.resolution) - timedelta.resolution
    except NoHours:
        opens = midnight
    return datetime.combine(day, EARLY, hours.zone) if opens == midnight else opens
