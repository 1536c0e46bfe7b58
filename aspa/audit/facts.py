"""What administrators read of the facts of a change: words for their names, and values as people write them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.functional import Promise as Text
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aspa.audit.codes import CODES, LANGUAGES
from aspa.hours.verbs import DAYS
from aspa.kit.moments import HELSINKI, clock, far_day
from aspa.staff.roles.words import POWERS

FACTS: dict[str, str | Text] = {
    "acknowledges": _("Acknowledges contacts"),
    "across": _("Of several customers"),
    "act": _("Act"),
    "address_id": _("Address"),
    "agent_id": _("Colleague"),
    "answers_within": _("Answers within"),
    "asks_next": _("Asks what comes next"),
    "asks_second_step": _("Asks the second step"),
    "brand_id": _("Brand"),
    "case_id": _("Case"),
    "cases": _("Cases"),
    "choices": _("Choices"),
    "client_id": _("Aspa's id there"),
    "colour": _("Colour"),
    "count": _("How many"),
    "device": _("Browser"),
    "domains": _("Domains"),
    "field_id": _("Field"),
    "folder": _("Folder"),
    "friday": _("Friday"),
    "greetings": _("Greetings"),
    "held_id": _("Waiting reply"),
    "host": _("Server"),
    "home": _("Merged into"),
    "hours": _("Hours"),
    "into_tag_id": _("Merged into"),
    "invited": _("For whom"),
    "is_administrator": _("As an administrator"),
    "is_encrypted": _("Encrypted (TLS)"),
    "is_only_way": _("The only way to sign in"),
    "is_required": _("Must be filled in"),
    "issuer": _("Provider's address"),
    "kind": _("Kind"),
    "language": _("Language"),
    "leaves_at": _("Leaves"),
    "lines": _("Lines"),
    "logo": _("Logo"),
    "members": _("Members"),
    "monday": _("Monday"),
    "name": _("Name"),
    "named": _("Name"),
    "number": _("Version"),
    "on": _("Date"),
    "outcome": _("Outcome"),
    "plain": _("Plain word"),
    "port": _("Port"),
    "queue_id": _("Queue"),
    "reason_id": _("Reason"),
    "review_on": _("Look at again"),
    "role_id": _("Role"),
    "saturday": _("Saturday"),
    "secret_changed": _("Password or secret changed"),
    "sign_in": _("Signs in with"),
    "signature": _("Signature"),
    "sunday": _("Sunday"),
    "tag": _("Tag"),
    "tag_id": _("Tag"),
    "team_id": _("Team"),
    "texts": _("Texts"),
    "thursday": _("Thursday"),
    "token_id": _("Program"),
    "tone": _("Tone"),
    "trouble": _("Trouble"),
    "trusts_addresses": _("Trusts its addresses"),
    "tuesday": _("Tuesday"),
    "up": _("Moved up"),
    "until": _("Until"),
    "username": _("User name"),
    "view_id": _("View"),
    "wednesday": _("Wednesday"),
    "why": _("Why"),
    "word": _("Word to avoid"),
    **{power.value: word for power, word in POWERS.items()},
}
UNTOLD = {"before", "after", "fields", "grants"}  # told by others, or too long to be read in a row
DATED = {"leaves_at", "on", "review_on"}  # written as ISO 8601 has it
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in words: how it is, and for a change how it was; `was` is None where nothing took another's place."""

    word: str
    now: str
    was: str | None = None


def lines(facts: Mapping[str, Any], names: Names) -> list[Line]:
    """Return what is told of a change; `names` are those of rows by the fact that holds their key."""
    before, after = facts.get("before"), facts.get("after")
    plain = [Line(_word(name, value), said) for name, value in facts.items() if (said := _said(name, value, names))]
    if isinstance(before, bool) and isinstance(after, bool):
        return [*plain, Line("", _said("", after, names), _said("", before, names))]
    return [*plain, *_changed(before, after, names)]


def keys_in(facts: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Return the rows that facts speak of, by the fact that holds each key."""
    for name, value in facts.items():
        if name in ("before", "after") and isinstance(value, dict):
            yield from keys_in(value)
        elif name.endswith("_id") and isinstance(value, int):
            yield name, value
        elif name == "members" and isinstance(value, list):
            yield from (("agent_id", key) for key in value)


def _changed(before: Any, after: Any, names: Names) -> Iterator[Line]:
    was, now = (value if isinstance(value, dict) else {} for value in (before, after))
    for name in sorted({**was, **now}, key=lambda name: DAYS.index(name) if name in DAYS else -1):
        old, new = _said(name, was.get(name), names), _said(name, now.get(name), names)
        if old != new:
            yield Line(_word(name, was.get(name) or now.get(name)), new, old if isinstance(before, dict) else None)


def _word(name: str, value: Any) -> str:
    if name == "hours" and not isinstance(value, int):  # those of a special day; a watch has a number of them
        return gettext("Opening hours")
    return str(FACTS.get(name, name))


def _said(name: str, value: Any, names: Names) -> str:
    """Return a value as people write it; empty for what is not told."""
    if name in UNTOLD or value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, str) and value in CODES.get(name, {}):
        return str(CODES[name][value])
    if name == "answers_within":
        return _hours(round(value / 3600, 1))
    return names.get((name, value)) or str(value) if isinstance(value, int) else _joined(name, value, names)


def _hours(hours: float) -> str:
    number = formats.number_format(int(hours) if hours == int(hours) else hours)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": number}


def _joined(name: str, value: Any, names: Names) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{LANGUAGES.get(key, key)}: {_said('', each, names)}" for key, each in value.items())
    if isinstance(value, list):
        key = "agent_id" if name == "members" else ""
        return ", ".join(said for each in value if (said := _said(key, each, names)))
    if name in DATED and value:
        return _dated(str(value))
    if name == "logo" and value:
        return gettext("picture %(beginning)s…") % {"beginning": str(value)[:8]}
    return str(value)


def _dated(value: str) -> str:
    """Return a day or a moment as people write it, with its year: the log is read much later, too; else as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    language = get_language() or "en"
    if at.tzinfo is None:
        return far_day(at.date(), language)
    return f"{far_day(at.astimezone(HELSINKI).date(), language)} {clock(at, language)}"
