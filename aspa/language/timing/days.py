"""Days, weeks and months that people name, seen from a day: windows of whole days, the end excluded."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from aspa.language.timing.vocabulary import DASH, MONTHS, SHORT_WEEKDAYS, WEEKDAYS, WHICH, either, pattern

Days = tuple[date, date]
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

ISO = pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b")
RANGE = pattern(
    rf"(?<!\d)(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.(\d{{4}})?)?{DASH}(\d{{1,2}})\.\s?(\d{{1,2}})\.?(?:\s?(\d{{4}}))?(?!\d)"
)
NUMERIC = pattern(
    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}(?!\d|\.)))?(?!\d)|(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?!\d)"
)
SPELT = pattern(
    rf"(?<!\d)(?:den\s+)?(\d{{1,2}})(?:\.|:e|st|nd|rd|th)?\s+(?:of\s+)?({either(MONTHS)})\w*(?:\s+(\d{{4}}))?"
    rf"|\b({either(MONTHS)})\w*\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[.:]\d)(?:,?\s+(\d{{4}}))?"
)
WEEK_NUMBER = pattern(
    rf"\b(?:viiko\w+|vko|vk|vecka|veckorna|v\.|weeks?)\.?\s*(\d{{1,2}})(?:{DASH}(\d{{1,2}}))?(?!\d|[.:]\d)"
)
OF_WEEK = pattern(
    rf"\b{WHICH}\s+(?:viikon|veckas?)\s+(?P<weekday>{either(WEEKDAYS)})"
    rf"|\b(?P<day>{either(WEEKDAYS)})\w*\s+{WHICH.replace('?P<', '?P<of_')}\s+(?:vecka|week)"
)
WEEKDAY = pattern(
    rf"(?:\b{WHICH}\s+|\b(?P<past>i)\s+)?\b(?P<weekday>{either(WEEKDAYS)})(?P<ending>\w*)"
    rf"|\b(?P<short>{either(SHORT_WEEKDAYS)})\b(?=\s*(?:\d|klo|kl\b|at\b|aam|ilt|ip|ap))"
)
NEAR = (
    (pattern(r"\btoissapäivänä|\bi förrgår|\bday before yesterday"), -2),
    (pattern(r"\bylihuomen\w*|\bi ?övermorgon|\bday after tomorrow"), 2),
    (pattern(r"\beili\w*|\beilen|\bi ?går|\byesterday|\bi förrgår kväll"), -1),
    (pattern(r"\bhuomen(?!ta)\w*|\bhuomis\w*|\bi ?morgon\b|\bmorgondag\w*|\btomorrow"), 1),
    (
        pattern(
            r"\btänään|\btämän päivän|\bpäivän (?:aikana|mittaan|päätteeksi|loppuun)|\bi ?dag\b|\bdagens\b|\btoday|"
            r"\b(?:tänä|tämän) (?:aamu|ilta|yö)\w*|"
            r"\bi (?:kväll|natt|eftermiddag|förmiddag|morse)|\bthis (?:morning|afternoon|evening)|"
            r"\btonight|\bend of (?:the )?day"
        ),
        0,
    ),
)
WEEKEND = pattern(rf"(?:\b{WHICH}\s+)?\b(?:viikonlop\w+|helg\w*|veckoslut\w*|weekend)")
THAT_WEEK = pattern(
    rf"\b{WHICH}\s+(?:viik\w+|veck\w+|week)|\b(?:viikon (?=lop|alu|lopp)|slutet av veckan|end of the week)"
)
THAT_MONTH = pattern(rf"\b{WHICH}\s+(?:kuu\w*|månad\w*|month)|\bkuun\b|\bmånaden\b|\b(?:of the|the) month")
MONTH = pattern(rf"(?:\b{WHICH}\s+(?:vuoden\s+|års?\s+)?)?\b(?P<month>{either(MONTHS)})\w*(?:\s+(?P<year>\d{{4}}))?")
YEAR = pattern(rf"\b{WHICH}\s+(?:vuo\w+|år\w*|year)")
PARTS = (
    (pattern(r"alu\w+|alkupuol\w*|början|beginning|start|early"), 1, 10),
    (pattern(r"puoliväl\w+|mitten|middle|mid"), 11, 20),
    (pattern(r"lopu\w+|lopp?u?(?:un|puol)\w*|slutet|end\b|late"), 21, 31),
)
HOLIDAYS = (
    (pattern(r"\bjouluaat\w+|\bjulafton\w*|\bchristmas eve"), 12, 24),
    (pattern(r"\bjoulupäiv\w+|\bjuldagen|\bchristmas day"), 12, 25),
    (pattern(r"\btapaninpäiv\w+|\bannandag jul|\bboxing day"), 12, 26),
    (pattern(r"\bitsenäisyyspäiv\w+|\bsjälvständighetsdag\w*|\bindependence day"), 12, 6),
    (pattern(r"\buudenvuodenaat\w+|\bnyårsafton\w*|\bnew year'?s eve"), 12, 31),
    (pattern(r"\bvappu?n\w*|\bvapu\w+|\bförsta maj\b"), 5, 1),
)


def days_named(text: str, today: date) -> Iterator[Days]:
    """Give the windows of whole days that a text names, the plainest first."""
    for read in (_iso, _range, _numeric, _spelt, _week_number, _of_week, _holiday, _weekend, _near, _weekday):
        yield from read(text, today)
    yield from chain(_week(text, today), _months(text, today), _year(text, today))


def on(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def following(today: date, month: int, day: int) -> date | None:
    """Return the next such day, today included."""
    this_year = on(today.year, month, day)
    return this_year if this_year and this_year >= today else on(today.year + 1, month, day)


def month_of(first: date, months: int = 0) -> Days:
    """Return the month of a day, or one so many months later."""
    nth = first.year * 12 + first.month - 1 + months
    return date(nth // 12, nth % 12 + 1, 1), date((nth + 1) // 12, (nth + 1) % 12 + 1, 1)


def _whole(day: date | None) -> Iterator[Days]:
    if day:
        yield day, day + DAY


def _year_of(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _dated(day: str, month: str, year: str | None, today: date) -> date | None:
    return on(_year_of(year), int(month), int(day)) if year else following(today, int(month), int(day))


def _iso(text: str, today: date) -> Iterator[Days]:
    if found := ISO.search(text):
        yield from _whole(on(*map(int, found.groups())))


def _range(text: str, today: date) -> Iterator[Days]:
    if found := RANGE.search(text):
        first, first_month, first_year, last, last_month, last_year = found.groups()
        start = _dated(first, first_month or last_month, first_year or last_year, today)
        end = _dated(last, last_month, last_year, start or today)
        if start and end and start <= end:
            yield start, end + DAY


def _numeric(text: str, today: date) -> Iterator[Days]:
    if found := NUMERIC.search(text):
        day, month, year = found.groups()[:3] if found[1] else found.groups()[3:]
        yield from _whole(_dated(day, month, year, today))


def _spelt(text: str, today: date) -> Iterator[Days]:
    if found := SPELT.search(text):
        day, month, year, month_first, day_after, year_after = found.groups()
        number = MONTHS[(month or month_first).lower()]
        yield from _whole(_dated(day or day_after, str(number), year or year_after, today))


def _week_number(text: str, today: date) -> Iterator[Days]:
    """The week of a number that ends last is meant: the one that is going on, or the next."""
    found = WEEK_NUMBER.search(text)
    if not found or not 1 <= int(found[1]) <= 53:
        return
    for year in (today.year, today.year + 1):
        try:
            start = date.fromisocalendar(year, int(found[1]), 1)
            end = date.fromisocalendar(year, int(found[2] or found[1]), 1) + WEEK
        except ValueError:
            continue
        if end > today:
            yield start, end
            return


def _weeks(found: re.Match[str], prefix: str = "") -> int:
    groups = found.groupdict()
    return 1 if groups.get(prefix + "next") else -1 if groups.get(prefix + "last") else 0


def _monday(today: date) -> date:
    return today - DAY * today.weekday()


def _of_week(text: str, today: date) -> Iterator[Days]:
    if found := OF_WEEK.search(text):
        weeks = _weeks(found) if found["weekday"] else _weeks(found, "of_")
        nth = WEEKDAYS[(found["weekday"] or found["day"]).lower()] - 1
        yield from _whole(_monday(today) + WEEK * weeks + DAY * nth)


def _holiday(text: str, today: date) -> Iterator[Days]:
    for name, month, day in HOLIDAYS:
        if name.search(text):
            yield from _whole(following(today, month, day))


def _weekend(text: str, today: date) -> Iterator[Days]:
    if found := WEEKEND.search(text):
        weeks = -1 if found["last"] else 1 if (found["next"] or "").lower() in {"ensi", "nästa", "next"} else 0
        saturday = _monday(today) + WEEK * weeks + DAY * 5
        yield saturday, saturday + DAY * 2


def _near(text: str, today: date) -> Iterator[Days]:
    for named, days in NEAR:
        if named.search(text):
            yield from _whole(today + DAY * days)
            return


def _weekday(text: str, today: date) -> Iterator[Days]:
    """A weekday alone is the next one, not today; *ensi* and *nästa* say the same of Monday and mean the next week."""
    if not (found := WEEKDAY.search(text)):
        return
    nth = (SHORT_WEEKDAYS[found["short"].lower()] if found["short"] else WEEKDAYS[found["weekday"].lower()]) - 1
    is_past = found["last"] or (found["past"] and (found["ending"] or "").startswith("s"))
    if is_past:
        yield from _whole(today - DAY * ((today.weekday() - nth - 1) % 7 + 1))
    elif found["this"]:
        yield from _whole(_monday(today) + DAY * nth)
    elif found["next"]:
        yield from _whole(_monday(today) + WEEK + DAY * nth)
    else:
        yield from _whole(today + DAY * ((nth - today.weekday() - 1) % 7 + 1))


def _week(text: str, today: date) -> Iterator[Days]:
    if found := THAT_WEEK.search(text):
        start = _monday(today) + WEEK * _weeks(found)
        yield start, start + WEEK


def _months(text: str, today: date) -> Iterator[Days]:
    found = THAT_MONTH.search(text)
    if found:
        yield _part(text, month_of(today, _weeks(found)))
        return
    if named := MONTH.search(text):
        month = MONTHS[named["month"].lower()]
        year = int(named["year"] or today.year)
        if not named["year"]:
            year += (
                -1 if named["last"] and month >= today.month else 1 if month < today.month and not named["last"] else 0
            )
        yield _part(text, month_of(date(year, month, 1)))


def _part(text: str, month: Days) -> Days:
    """A third of a month, where the text says so."""
    start, end = month
    for named, first, last in PARTS:
        if named.search(text):
            return start + DAY * (first - 1), min(start + DAY * last, end)
    return month


def _year(text: str, today: date) -> Iterator[Days]:
    if found := YEAR.search(text):
        year = today.year + _weeks(found)
        yield date(year, 1, 1), date(year + 1, 1, 1)
