"""By when somebody looks at what is suspected. Pure."""

from datetime import datetime, timedelta

from aspa.hours.working_time import NoHours, WeekHours


def look_by(hours: WeekHours, within: timedelta, *, at: datetime) -> datetime:
    """
    Return when somebody will have looked at what came at `at`: hours of the clock, not of work, for who waits counts
    them so; but no alarm sounds in an empty house: what would fall into closed hours falls on the next opening.
    """
    exact = at + within
    if hours.is_open(exact):
        return exact
    try:
        return hours.add(exact, timedelta.resolution) - timedelta.resolution
    except NoHours:
        return exact
