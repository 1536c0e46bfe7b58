"""Times of day that people name, in minutes from midnight; more than a day's is the day after."""

import re

from aspa.language.timing.vocabulary import DASH, PARTS_OF_DAY, pattern

Minutes = tuple[int, int]
HOUR = 60
NOON = 12 * HOUR
TIME = r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?"
BEFORE = r"(?:klo|kello|kl|at|klockan|@)\.?\s*"
SPAN = pattern(
    rf"(?:{BEFORE}|between\s+|mellan\s+|välillä\s+)?(?<![\d.]){TIME}(?:{DASH}|\s+(?:and|och|ja)\s+){TIME}(?![\d.]*\d)"
)
EXACT = pattern(
    rf"{BEFORE}{TIME}(?!\d)|(?<![\d.])(\d{{1,2}}):(\d{{2}})(?!\d)|(?<![\d.:])(\d{{1,2}})(?:[.:](\d{{2}}))?\s*(am|pm|a\.m\.|p\.m\.)"
)
KNOWN = pattern(rf"{BEFORE}|between|mellan|välillä|\d[.:]\d\d|\d\s*(?:am|pm)")
HALF = pattern(
    r"\b(?:puoli|halv)\s+(yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen|yksitoista|kaksitoista|"
    r"ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b"
)
HOURS = {
    word: nth
    for words in (
        "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista",
        "ett två tre fyra fem sex sju åtta nio tio elva tolv",
    )
    for nth, word in enumerate(words.split(), 1)
}
OFFICE_BEGINS = 7  # an hour below this after *puoli* is in the afternoon
PARTS = tuple((pattern(named), start * HOUR, end * HOUR) for named, start, end in PARTS_OF_DAY)


def clock_named(text: str) -> Minutes | None:
    """Return the window of a day that digits or hours tell, or None; an hour named alone lasts an hour."""
    if (found := SPAN.search(text)) and KNOWN.search(found[0]) is not None:
        half_day = found[3] or found[6]
        start, end = _minutes(found[1], found[2], half_day), _minutes(found[4], found[5], found[6])
        return (start, end) if start is not None and end is not None and start < end else None
    if found := EXACT.search(text):
        groups = found.groups()
        hour, minute, half = next(part for part in (groups[:3], (*groups[3:5], None), groups[5:]) if part[0])
        start = _minutes(hour or "", minute, half)
        return None if start is None else (start, start + HOUR)
    if found := HALF.search(text):
        hour_before = HOURS[found[1].lower()] - 1
        start = (hour_before + (12 if hour_before < OFFICE_BEGINS else 0)) * HOUR + 30
        return start, start + HOUR
    return None


def part_named(text: str) -> Minutes | None:
    """Return the part of a day that a text names, or None."""
    return next(((start, end) for named, start, end in PARTS if named.search(text)), None)


def _minutes(hour: str, minute: str | None, half_day: str | None) -> int | None:
    hours = int(hour)
    if half_day:
        hours = hours % 12 + (12 if half_day.lower().startswith("p") else 0)
    minutes = hours * HOUR + int(minute or 0)
    return minutes if hours <= 24 and int(minute or 0) < HOUR else None


def without_clock(text: str) -> str:
    """Return a text without its times, whose digits would be taken for days."""
    blank = re.sub(SPAN, lambda found: " " if KNOWN.search(found[0]) else found[0], text)
    return EXACT.sub(" ", blank)
