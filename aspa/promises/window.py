"""The window in which a new contact is answered."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aspa.hours.working_time import WeekHours

QUARTER = timedelta(minutes=15)
ANY_QUARTER = datetime(2000, 1, 1, tzinfo=UTC)  # every zone of today keeps whole quarters from UTC


@dataclass(frozen=True, slots=True)
class Window:
    """When a promised act is done: not before `due_from`, if it stands, and before `due_until`."""

    due_from: datetime | None
    due_until: datetime


def answer_window(hours: WeekHours, within: timedelta, *, at: datetime) -> Window:
    """
    Return the window in which a contact that came at `at` is answered.

    Args:
        within: working time in which the brand answers; less than a quarter of an hour counts as one.

    Returns:
        A window that ends `within` from `at`, rounded up to a quarter of an hour but not past closing time.

    Raises:
        NoHours: no working time near enough.
    """
    exact = hours.add(at, max(within, QUARTER))
    return Window(None, min(_next_quarter(exact), hours.close_of(exact)))


def window_since(hours: WeekHours, within: timedelta, *, came_at: datetime, at: datetime) -> Window:
    """
    Return the window in which a contact is answered that came at `came_at` and is seen only now: nobody is promised a
    time that has passed.

    Raises NoHours.
    """
    window = answer_window(hours, within, at=came_at)
    return window if window.due_until > at else answer_window(hours, within, at=at)


def _next_quarter(at: datetime) -> datetime:
    return at + (ANY_QUARTER - at) % QUARTER
