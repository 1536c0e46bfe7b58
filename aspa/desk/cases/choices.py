"""What can be chosen when something is promised or closed; drawn once a day for each language, not once a page."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from aspa.desk.words import ACTS, OUTCOMES
from aspa.kit.moments import HELSINKI, day

DAYS_AHEAD = 14
TIMES = [time(hour, minute) for hour in range(7, 21) for minute in (0, 30)]
USUAL = "16:00"

Choices = list[tuple[str, str]]


def choices(kind: str, today: date, language: str) -> Choices:
    """Return values and words of `act`, `day`, `time` or `outcome`."""
    if kind == "act":
        return [("", _("No new promise")), *((act, str(word)) for act, word in ACTS.items() if act != "check")]
    if kind == "outcome":
        return [(outcome, str(word)) for outcome, word in OUTCOMES.items() if outcome not in {"spam", "merged"}]
    if kind == "day":
        ahead = [today + timedelta(days=nth) for nth in range(DAYS_AHEAD)]
        return [(on.isoformat(), day(on, today, language)) for on in ahead]
    separator = ":" if language == "en" else "."
    return [(f"{at:%H:%M}", f"{at.hour}{separator}{at.minute:02}") for at in TIMES]


def usual(kind: str, today: date) -> str:
    """Return what is chosen before anybody chooses: the next weekday at four."""
    return {"day": next_weekday(today).isoformat(), "time": USUAL, "outcome": "solved"}.get(kind, "")


@lru_cache(512)
def drawn(today: date, language: str, kind: str, chosen: str | None = None) -> Markup:
    """Return the options of a select."""
    now = usual(kind, today) if chosen is None else chosen
    option = Markup('<option value="{}"{}>{}</option>')
    return Markup("").join(
        option.format(value, Markup(" selected") if value == now else "", word)
        for value, word in choices(kind, today, language)
    )


def options(now: datetime) -> Callable[..., Markup]:
    """Return what draws options today, in the language of whoever looks."""
    return partial(drawn, now.astimezone(HELSINKI).date(), get_language() or "en")


def later(due: datetime | None, now: datetime) -> dict[str, str]:
    """Return which day and time are chosen before anybody chooses another than `due`: the usual, or a weekday after."""
    today = now.astimezone(HELSINKI).date()
    on, at = next_weekday(today), time.fromisoformat(USUAL)
    if due and datetime.combine(on, at, HELSINKI) <= due:
        on = min(next_weekday(due.astimezone(HELSINKI).date()), today + timedelta(days=DAYS_AHEAD - 1))
    return {"day": on.isoformat(), "time": USUAL}


def until(moment: datetime, now: datetime) -> tuple[str, str] | None:
    """
    Return which day and time promise what is done before a moment, or None where no such choice is in time.

    What is said of a day, or of a week, is promised by its working hours: *on Friday* is by four on Friday.
    """
    local, here = (moment - timedelta(minutes=1)).astimezone(HELSINKI), now.astimezone(HELSINKI)
    on, at = local.date(), max((one for one in TIMES if one <= moment.astimezone(HELSINKI).time()), default=None)
    if local.time() > TIMES[-1] or at is None:
        is_early = local.time() < TIMES[0]
        on, at = last_weekday(on - timedelta(days=is_early)), time.fromisoformat(USUAL)
    in_time = datetime.combine(on, at, HELSINKI) > here and (on - here.date()).days < DAYS_AHEAD
    return (on.isoformat(), f"{at:%H:%M}") if in_time else None


def last_weekday(today: date) -> date:
    """Return this day, or the Friday before it."""
    return today - timedelta(days=max(today.weekday() - 4, 0))


def next_weekday(today: date) -> date:
    """Return the next day from Monday to Friday."""
    on = today + timedelta(days=1)
    while on.weekday() > 4:
        on += timedelta(days=1)
    return on
