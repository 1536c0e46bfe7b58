"""
Times as people say them, resolved to windows: *huomenna aamupäivällä*, *perjantaihin mennessä*.

Finnish, Swedish and English. Windows are half open: they hold their start and not their end.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from aspa.kit.finland import public_holidays
from aspa.language.timing.clocks import Minutes, clock_named, part_named, without_clock
from aspa.language.timing.days import DAY, Days, days_named, month_of
from aspa.language.timing.vocabulary import NUMBER, UNIT, number_of, pattern

Window = tuple[datetime, datetime]
SATURDAY = 5
LONGEST = 200  # characters of an expression
ANY_MOMENT = datetime.fromisoformat("2026-01-07T12:00")

DEADLINE = pattern(
    r"\bmennessä|\bviimeistään|\basti\b|\bsaakka|\bsenast|\btill och med|\bby\b|\buntil|\bno later than|"
    r"\bat the latest|\bpäätteeksi|\bloppuun\b"
)
EARLIER = pattern(r"\bennen\b|\bföre\b|\binnan\b|\bbefore\b")
LATER = pattern(r"\bjälkeen\b|\befter\b|\bafter\b|\balkaen\b|\bfrom\b")
WITHIN = (
    pattern(rf"\b(?:inom|within|in the next|seuraav\w+)\s+(?:{NUMBER}\s+)?(?:{UNIT})"),
    pattern(rf"(?:\b{NUMBER}\s*)?(?:{UNIT})\s+(?:kuluessa|sisällä|sisään|aikana)\b"),
    pattern(rf"\b{NUMBER}\s*(?=\w+ssa\b|\w+ssä\b)(?:{UNIT})"),
)
AHEAD = (
    pattern(rf"\b(?:om|in)\s+{NUMBER}\s+(?:{UNIT})\b"),
    pattern(rf"(?:\b{NUMBER}\s*)?(?:{UNIT})\s+(?:päästä|kuluttua|from now)\b"),
)
AGO = (pattern(rf"(?:\b{NUMBER}\s*)?\b(?:{UNIT})\s+(?:sitten|ago|sedan)\b"),)
AT_ONCE = pattern(
    r"\b(?:heti|välittömästi|saman tien|pikimmiten|genast|omedelbart|strax|immediately|right away|at once|asap)\b"
)
LAST_NIGHT = pattern(r"\bviime yö\w*|\blast night|\bi natt som var")


class NoTime(ValueError):
    """An expression names no time that could be understood."""


def resolve(expression: str, ref: datetime | str) -> tuple[str, str]:
    """
    Return the window that an expression means, seen from a moment, as ISO 8601: start and end, the end excluded.

    Args:
        ref: a datetime or its ISO form; its zone, or none, is that of the answer.

    Raises NoTime.
    """
    moment = datetime.fromisoformat(ref) if isinstance(ref, str) else ref
    found = window(expression, moment)
    if found is None:
        raise NoTime(expression)
    return found[0].isoformat(), found[1].isoformat()


def window(expression: str, ref: datetime) -> Window | None:
    """Return the window that an expression means, seen from a moment, or None where it names none."""
    text = " ".join(expression[:LONGEST].lower().split())
    return next(_readings(text, ref), None)


def _readings(text: str, ref: datetime) -> Iterator[Window]:
    """What an expression may mean, the likeliest first."""
    yield from _lasting(text, ref)
    clock, part = clock_named(text), part_named(text)
    days = next(days_named(without_clock(text), ref.date()), None)
    if LAST_NIGHT.search(text):
        yield _within(ref.date() - DAY, (22 * 60, 30 * 60), ref)
    elif days or clock or part:
        start, end = _placed(days, clock or part, ref)
        if EARLIER.search(text):
            yield ref, start
        elif DEADLINE.search(text):
            yield ref, start if clock and end - start == timedelta(hours=1) else end
        elif LATER.search(text) and clock:
            yield start, _midnight(start.date() + DAY, ref)
        else:
            yield start, end
    elif AT_ONCE.search(text):
        yield ref, _midnight(ref.date() + DAY, ref)


def _placed(days: Days | None, minutes: Minutes | None, ref: datetime) -> Window:
    """Days and a time of day as one window; a time alone is today's while it lasts, then tomorrow's."""
    if days and not minutes:
        return _midnight(days[0], ref), _midnight(days[1], ref)
    at = minutes or (0, 24 * 60)
    if days:
        return _within(days[0], at, ref)
    today = _within(ref.date(), at, ref)
    return today if today[1] > ref else _within(ref.date() + DAY, at, ref)


def _within(day: date, minutes: Minutes, ref: datetime) -> Window:
    midnight = _midnight(day, ref)
    return midnight + timedelta(minutes=minutes[0]), midnight + timedelta(minutes=minutes[1])


def _midnight(day: date, ref: datetime) -> datetime:
    return datetime.combine(day, time(), ref.tzinfo)


def _lasting(text: str, ref: datetime) -> Iterator[Window]:
    """Windows told by how long they last, or how far off they are."""
    if length := _length(text, WITHIN):
        yield ref, _later(ref, *length)
    elif length := _length(text, AHEAD):
        yield _off(ref, *length)
    elif length := _length(text, AGO):
        yield _off(ref, -length[0], length[1])


def _length(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[float, str] | None:
    """A number and its unit, as the first of these patterns finds them."""
    found = next((found for one in patterns if (found := one.search(text))), None)
    if not found:
        return None
    groups = found.groupdict()
    unit = next(name for name, said in groups.items() if said and name != "number")
    return (number_of(groups["number"]) if groups["number"] else 1.0), unit


def _later(ref: datetime, number: float, unit: str) -> datetime:
    if unit == "business":
        return _midnight(business_day(ref.date(), round(number)) + DAY, ref)
    if unit in {"month", "year"}:
        months = round(number * (12 if unit == "year" else 1))
        start, end = month_of(ref.date(), months)
        return ref.replace(year=start.year, month=start.month, day=min(ref.day, (end - DAY).day))
    return ref + timedelta(**{f"{unit}s": number})


def _off(ref: datetime, number: float, unit: str) -> Window:
    """What is so far off: the hour that begins then, or that whole day."""
    if unit in {"minute", "hour"}:
        moment = ref + timedelta(**{f"{unit}s": number})
        return moment, moment + timedelta(hours=1)
    day = business_day(ref.date(), round(number)) if unit == "business" else _later(ref, number, unit).date()
    return _midnight(day, ref), _midnight(day + DAY, ref)


def business_day(day: date, number: int) -> date:
    """Return the business day so many after a day; weekends and public holidays of Finland are none."""
    step = DAY if number >= 0 else -DAY
    for _nth in range(abs(number)):
        day += step
        while day.weekday() >= SATURDAY or day in public_holidays(day.year):
            day += step
    return day


def is_time(text: str) -> bool:
    """Tell whether a text names any time."""
    return window(text[:LONGEST], ANY_MOMENT) is not None
