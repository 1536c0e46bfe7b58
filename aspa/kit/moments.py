"""How a moment is written for people: short, local, and the way the language does it. Pure; zone and language given."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
FAR = timedelta(days=180)  # from here on a date without its year may be mistaken for another's


@dataclass(frozen=True, slots=True)
class Way:
    """How one language writes days and times."""

    time: str
    clock: str
    day: str
    year: str
    weekdays: tuple[str, ...]
    today: str
    tomorrow: str
    yesterday: str
    told: str
    told_year: str
    days: tuple[str, ...]


WAYS = {
    "fi": Way(
        "{h}.{m:02}",
        "klo {time}",
        "{weekday} {d}.{month}.",
        "{d}.{month}.{y}",
        ("ma", "ti", "ke", "to", "pe", "la", "su"),
        "tänään",
        "huomenna",
        "eilen",
        "{weekday} {d}.{month}.{year} klo {time}",
        "{y}",
        ("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
    ),
    "sv": Way(
        "{h}.{m:02}",
        "kl. {time}",
        "{weekday} {d}.{month}.",
        "{d}.{month}.{y}",
        ("må", "ti", "on", "to", "fr", "lö", "sö"),
        "i dag",
        "i morgon",
        "i går",
        "{weekday} {d}.{month}{year} kl. {time}",
        ".{y}",
        ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    ),
    "en": Way(
        "{h}:{m:02}",
        "{time}",
        "{weekday} {d} {name}",
        "{d} {name} {y}",
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "today",
        "tomorrow",
        "yesterday",
        "{weekday} {d} {name}{year}, {time}",
        " {y}",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
}
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def clock(at: datetime, language: str, zone: tzinfo = HELSINKI) -> str:
    """Return the time of day: `klo 14.00`, `kl. 14.00`, `14:00`."""
    way = _way(language)
    return way.clock.format(time=_time(way, at.astimezone(zone)))


def day(on: date, today: date, language: str) -> str:
    """Return a day as near as people say it: `tänään`, `huomenna`, `ma 9.11.`, and with its year when far."""
    way = _way(language)
    near = {timedelta(-1): way.yesterday, timedelta(): way.today, timedelta(1): way.tomorrow}
    if word := near.get(on - today):
        return word
    if _is_far(on, today):
        return far_day(on, language)
    return way.day.format(weekday=way.weekdays[on.weekday()], d=on.day, month=on.month, name=MONTHS[on.month])


def far_day(on: date, language: str) -> str:
    """Return a day with its year: `9.11.2024`, `9 Nov 2024`."""
    return _way(language).year.format(d=on.day, month=on.month, name=MONTHS[on.month], y=on.year)


def moment(at: datetime, now: datetime, language: str, zone: tzinfo = HELSINKI) -> str:
    """Return a time as short as it is clear: today only the clock, later `ma 9.11. klo 14.00`, far only the day."""
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if on == today:
        return clock(at, language, zone)
    if _is_far(on, today):
        return day(on, today, language)
    return f"{day(on, today, language)} {clock(at, language, zone)}"


def brief(due_from: datetime | None, due_until: datetime, now: datetime, language: str) -> str:
    """Return a promised window for a narrow row: today as `window`, a day gone by alone, a day ahead with its hour."""
    on, today = due_until.astimezone(HELSINKI), now.astimezone(HELSINKI).date()
    if on.date() == today:
        return window(due_from, due_until, now, language)
    named = day(on.date(), today, language)
    return named if on.date() < today else f"{named} {_time(_way(language), on)}"


def window(due_from: datetime | None, due_until: datetime, now: datetime, language: str) -> str:
    """Return a promised window: `klo 14.00`, or with a beginning `ma 9.11. klo 9.00–10.00`."""
    end = moment(due_until, now, language)
    if due_from is None:
        return end
    start, until = due_from.astimezone(HELSINKI), due_until.astimezone(HELSINKI)
    if start.date() != until.date():
        return f"{moment(due_from, now, language)} – {end}"
    return f"{moment(due_from, now, language)}–{_time(_way(language), until)}"


def told(due_from: datetime | None, due_until: datetime, now: datetime, language: str) -> str:
    """
    Return a promised window as a letter says it, true on whatever day it is read: `tiistaina 24.11. klo 16.00`.

    With a beginning `tiistaina 24.11. klo 9.00–10.00`; a far day has its year.
    """
    way, until = _way(language), due_until.astimezone(HELSINKI)
    if due_from is None:
        return _told(way, until, _time(way, until), now)
    start = due_from.astimezone(HELSINKI)
    if start.date() != until.date():
        return f"{_told(way, start, _time(way, start), now)} – {_told(way, until, _time(way, until), now)}"
    return _told(way, until, f"{_time(way, start)}–{_time(way, until)}", now)


def _told(way: Way, on: datetime, time: str, now: datetime) -> str:
    is_far = _is_far(on.date(), now.astimezone(HELSINKI).date())
    return way.told.format(
        weekday=way.days[on.weekday()],
        d=on.day,
        month=on.month,
        name=MONTH_NAMES[on.month],
        year=way.told_year.format(y=on.year) if is_far else "",
        time=time,
    )


def _way(language: str) -> Way:
    return WAYS.get(language, WAYS["en"])


def _time(way: Way, here: datetime) -> str:
    return way.time.format(h=here.hour, m=here.minute)


def _is_far(on: date, today: date) -> bool:
    return abs(on - today) >= FAR
