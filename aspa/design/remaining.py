"""How long is left of a promise, in words; `countdown.js` says the same in the browser."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

SOON = timedelta(hours=1)
MINUTE, HOUR, DAY = 60, 3600, 86_400


def urgency(due_until: datetime, now: datetime) -> str:
    """Return `calm`, `soon` in the last hour, or `late`."""
    if due_until <= now:
        return "late"
    return "soon" if due_until - now <= SOON else "calm"


def left(due_until: datetime, now: datetime) -> str:
    """Return `38 min left`, `2 h 5 min left`, `3 d left`, or how long it is late."""
    seconds = int((due_until - now).total_seconds())
    if seconds < 0:
        return _("%(time)s late") % {"time": span(-seconds)}
    return _("%(time)s left") % {"time": span(seconds)}


def span(seconds: int) -> str:
    """Return a stretch of time in its two largest sensible units."""
    day, hour, minute = _("d"), _("h"), _("min")
    if seconds >= DAY:
        return f"{seconds // DAY} {day}"
    minutes = f"{seconds % HOUR // MINUTE} {minute}"
    if seconds < HOUR:
        return minutes
    hours = f"{seconds // HOUR} {hour}"
    return f"{hours} {minutes}" if seconds < 5 * HOUR and seconds % HOUR >= MINUTE else hours
