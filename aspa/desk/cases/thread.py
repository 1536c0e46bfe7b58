"""The thread of a case: what was said and what happened to its promises, in order of time. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise as Text
from django.utils.translation import gettext as _

from aspa.cases.shown import CasePage, MessageRow, PromiseRow
from aspa.desk.words import OUTCOMES, PROMISED
from aspa.kit.moments import HELSINKI, window

AUTOMATIC = {"acknowledgement", "auto_reply", "bounce", "receipt", "bulk", "loop"}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened between the messages; `tone` is `` | kept | broken, `icon` a drawing."""

    at: datetime
    sentence: str | Text
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and how it stands in the thread: `theirs`, `ours`, `memo` or `automatic`."""

    at: datetime
    message: MessageRow
    manner: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something was said; all that follows belongs to it."""

    at: datetime
    items: list[Said | Happening]


def days(page: CasePage, *, now: datetime, language: str) -> list[Day]:
    """Return the thread by days, oldest first."""
    said = [Said(message.at, message, manner(message)) for message in page.messages]
    happened = [one for promise in page.promises for one in happenings(promise, now=now, language=language)]
    if page.case.closed_at:
        outcome = OUTCOMES.get(page.case.outcome, "")
        sentence = _("Closed: %(outcome)s") % {"outcome": outcome}
        happened.append(Happening(page.case.closed_at, sentence, "closed"))
    items: list[Said | Happening] = [*said, *(one for one in happened if page.covers(one.at))]
    byday: dict[date, Day] = {}
    for item in sorted(items, key=lambda item: item.at):
        byday.setdefault(item.at.astimezone(HELSINKI).date(), Day(item.at, [])).items.append(item)
    return list(byday.values())


def manner(message: MessageRow) -> str:
    """Say how a message stands in the thread."""
    if message.kind == "memo":
        return "memo"
    if message.kind in AUTOMATIC:
        return "automatic" if message.is_inbound else "ours automatic"
    return "theirs" if message.is_inbound else "ours"


def happenings(promise: PromiseRow, *, now: datetime, language: str) -> list[Happening]:
    """Return what happened to a promise: given, broken, and how it ended."""
    words = {
        "promised": PROMISED.get(promise.act, promise.act),
        "time": window(promise.due_from, promise.due_until, now, language),
    }
    given = "{promised} {time}".format(**words) if promise.due_from else _("%(promised)s by %(time)s") % words
    told = [Happening(promise.given_at, given, "promise")]
    if promise.broken_at:
        told.append(Happening(promise.broken_at, _("The promise was not kept in time"), "broken", "broken"))
    if promise.ended_at and promise.outcome in ENDINGS:
        sentence, icon, tone = ENDINGS[promise.outcome]
        told.append(Happening(promise.ended_at, _(sentence), icon, tone))
    return told


def N_(sentence: str) -> str:  # noqa: N802  # the name by which translators' tools know a text
    """Mark a text for translation where it is not yet shown."""
    return sentence


ENDINGS = {
    "kept": (N_("Promise kept"), "check", "kept"),
    "late": (N_("Done, but late"), "check", ""),
    "renegotiated": (N_("Another time was agreed on"), "today", ""),
}
