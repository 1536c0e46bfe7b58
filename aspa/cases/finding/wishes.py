"""
What somebody wrote into the search box: words, and filters by name (`from:liisa`, `tila:avoin`, `before:1.11.2026`).

A filter that is not understood is looked for as words, as if it were none: a text never fails to be a search.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from aspa.kit.addresses import normal
from aspa.staff.queries import agents_called

FILTER = re.compile(r'(?<!\S)(?P<name>[^\W\d_]{2,12}):(?:"(?P<quoted>[^"]+)"|(?P<plain>[^\s"]+))')
NAMES = {
    "from": ("from", "lähettäjä", "keneltä", "från", "avsändare"),
    "order": ("order", "tilaus", "beställning"),
    "is": ("is", "tila", "läge"),
    "owner": ("owner", "hoitaja", "ägare"),
    "after": ("after", "alkaen", "efter"),
    "before": ("before", "ennen", "före"),
}
CALLED = {name: key for key, names in NAMES.items() for name in names}
STATES = {
    "c.closure_id is null": ("open", "avoin", "avoinna", "öppen", "öppet"),
    "c.closure_id is not null": ("closed", "suljettu", "stängd", "stängt"),
    "c.snooze_id is not null": ("resting", "lepää", "vilar"),
    "p.broken_at is not null": ("late", "myöhässä", "sen", "försenad"),
}
STATE_OF = {word: where for where, words in STATES.items() for word in words}
FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")


@dataclass(slots=True)
class Wish:
    """
    What is searched for.

    Attributes:
        words: what is looked for in texts.
        where: what else holds of the case `c` and what it owes next, `p`.
        facts: values that `where` names.
    """

    words: str = ""
    where: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def condition(self) -> str:
        """All that holds beside the words, as one condition."""
        return " and ".join(self.where) or "true"


def wish_of(text: str, *, organisation_id: int, today: date) -> Wish:
    """Return what a text asks for."""
    wish = Wish()

    def take(match: re.Match[str]) -> str:
        name, value = CALLED.get(match["name"].lower(), ""), (match["quoted"] or match["plain"]).strip()
        reader = READERS.get(name)
        return "" if reader and reader(wish, value, organisation_id, today) else match[0]

    wish.words = f"{FILTER.sub(take, text)} {wish.words}".strip()
    return wish


def _from(wish: Wish, value: str, _organisation_id: int, _today: date) -> bool:
    """Who wrote: the address, or words of the name. Both stand in the index beside the words of a message."""
    wish.words += f' "{value}"'
    if "@" in value:
        wish.facts["from"] = normal(value)
        wish.where.append(
            "c.customer_id in (select customer_id from customers_identity where organisation_id = %(organisation)s "
            "and kind = 'email' and value = %(from)s)"
        )
    return True


def _order(wish: Wish, value: str, _organisation_id: int, _today: date) -> bool:
    """A number that stands in a message, exactly."""
    wish.words += f' "{value.lstrip("#")}"'
    return True


def _is(wish: Wish, value: str, _organisation_id: int, _today: date) -> bool:
    where = STATE_OF.get(value.lower())
    wish.where += [where] if where else []
    return where is not None


def _owner(wish: Wish, value: str, organisation_id: int, _today: date) -> bool:
    wish.facts["owners"] = agents_called(value, organisation_id=organisation_id)
    wish.where.append("c.owner_agent_id = any(%(owners)s)")
    return bool(wish.facts["owners"])


def _after(wish: Wish, value: str, _organisation_id: int, today: date) -> bool:
    day = day_of(value, today)
    if day:
        wish.facts["after_day"] = _midnight(day)
        wish.where.append("c.latest_at >= %(after_day)s")
    return day is not None


def _before(wish: Wish, value: str, _organisation_id: int, today: date) -> bool:
    day = day_of(value, today)
    if day:
        wish.facts["before_day"] = _midnight(day)
        wish.where.append("c.latest_at < %(before_day)s")
    return day is not None


READERS: dict[str, Callable[[Wish, str, int, date], bool]] = {
    "from": _from,
    "order": _order,
    "is": _is,
    "owner": _owner,
    "after": _after,
    "before": _before,
}


def day_of(written: str, today: date) -> date | None:
    """Return the day that `1.11.2026`, `1.11.` or `2026-11-01` is; without a year the last one that has been."""
    match = FINNISH_DATE.fullmatch(written if written.count(".") > 1 else f"{written}.")
    try:
        if not match:
            return date.fromisoformat(written)
        day = date(int(match[3] or today.year), int(match[2]), int(match[1]))
        return day if match[3] or day <= today else day.replace(year=day.year - 1)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
