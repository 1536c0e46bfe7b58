"""When a letter says it was sent: the standard form quickly, the broken forms patiently."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_STANDARD = re.compile(
    r"\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+"
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s+([+-])(\d{2})(\d{2})(?!\d)"
)
_EARLIEST, _LATEST = 1980, 2100


def sent_at(value: str) -> datetime | None:
    """Return the aware moment a Date header means; None where nothing sensible can be made of it."""
    value = value[:200]
    if not value:
        return None
    try:
        moment = _standard(value) or _patient(value)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment


def _standard(value: str) -> datetime | None:
    found = _STANDARD.match(value)
    month = _MONTHS.get(found[2].lower()) if found else None
    if not found or not month:
        return None
    second = min(int(found[6] or 0), 59)
    offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
    zone = _zone(-offset if found[7] == "-" else offset)
    return datetime(int(found[3]), month, int(found[1]), int(found[4]), int(found[5]), second, tzinfo=zone)


def _zone(offset: timedelta) -> timezone:
    """A clock more than 14 hours off is a typing error, and then the offset tells nothing."""
    return timezone(offset) if offset and abs(offset) <= timedelta(hours=14) else UTC


def _patient(value: str) -> datetime | None:
    if re.match(r"\s*\d{4}-\d\d-\d\d", value):
        moment = datetime.fromisoformat(re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", value.strip()))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    fields = parsedate_tz(value)
    if fields is None or fields[0] is None:
        return None
    year, month, day, hour, minute, second = fields[:6]
    zone = _zone(timedelta(seconds=fields[9] or 0))
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
