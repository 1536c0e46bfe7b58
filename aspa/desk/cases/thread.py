"""The thread of a case: what was said and what happened to it and its promises, in order of time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise as Text
from django.utils.translation import gettext as _
from markupsafe import Markup

from aspa.cases.joining.around import Around, JoiningRow
from aspa.cases.shown import Actor, CasePage, ClosureRow, MessageRow, PromiseRow, SnoozeRow
from aspa.desk.words import OUTCOMES, PROMISED
from aspa.kit.addresses import is_plausible
from aspa.kit.moments import HELSINKI, moment, window
from aspa.tasks.queries import Work

AUTOMATIC = {"acknowledgement", "auto_reply", "bounce", "receipt", "bulk", "loop"}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened between the messages; `tone` is `` | kept | broken, `icon` a drawing."""

    at: datetime
    sentence: str | Text
    icon: str = ""
    tone: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """
    A message, and how it stands in the thread: `theirs`, `ours`, `memo` or `automatic`.

    Args:
        who: whose words they are.
        entered_by: who wrote them down, where the customer did not.
        looks: the words with their formatting, where they have any.
    """

    at: datetime
    message: MessageRow
    manner: str
    who: str
    entered_by: str
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something was said; all that follows belongs to it."""

    at: datetime
    items: list[Said | Happening]


def days(page: CasePage, *, now: datetime, language: str, others: Sequence[Happening] = ()) -> list[Day]:
    """Return the thread by days, oldest first; `others` is what else happened to the case."""
    happened = [one for promise in page.promises for one in happenings(promise, now=now, language=language)]
    happened += [one for snooze in page.snoozes for one in rests(snooze, now=now, language=language)]
    happened += [one for closure in page.closures if closure.outcome != "merged" for one in closings(closure)]
    happened += others
    items: list[Said | Happening] = [
        *(said(one, page.case.number) for one in page.messages),
        *(one for one in happened if page.covers(one.at)),
    ]
    byday: dict[date, Day] = {}
    for item in sorted(items, key=lambda item: item.at):
        byday.setdefault(item.at.astimezone(HELSINKI).date(), Day(item.at, [])).items.append(item)
    return list(byday.values())


def said(message: MessageRow, number: int = 0) -> Said:
    """Return a message as it stands in the thread; what was entered by hand is still the customer's."""
    wrote = named(Actor(message.author, message.author_name))
    sender = message.sender_name or (message.sender if is_plausible(message.sender) else "")
    who, entered_by = (sender, wrote) if message.is_inbound else (wrote or sender, "")
    return Said(message.at, message, manner(message), who, entered_by, looks(message, number))


def looks(message: MessageRow, number: int) -> Markup:
    """Return what an agent wrote with formatting, its pictures in their places; it was made clean when it was sent."""
    shown = message.html
    for file in message.attachments if shown else []:
        if file.content_id:
            at = reverse("attachment", args=[number, file.id])
            shown = shown.replace(f'src="cid:{file.content_id}"', f'src="{at}?show=1"')
    return Markup(shown)  # noqa: S704  # by own_html.clean


def named(who: Actor) -> str:
    """Return the name of an agent or a program; nothing for a customer and for Aspa itself."""
    return _("%(name)s (program)") % {"name": who.name} if who.actor.startswith("token:") else who.name


def closings(closure: ClosureRow) -> list[Happening]:
    """Return that the case was closed, by whom, and that it was opened again."""
    sentence = _("Closed: %(outcome)s") % {"outcome": OUTCOMES.get(closure.outcome, "")}
    told = [Happening(closure.closed_at, sentence, "closed", who=named(closure.closed_by))]
    if closure.reopened_at:
        told.append(Happening(closure.reopened_at, _("Opened again"), "reopen", who=named(closure.reopened_by)))
    return told


def rests(snooze: SnoozeRow, *, now: datetime, language: str) -> list[Happening]:
    """Return that the case was let rest, by whom, and that it woke; a rest ended by another act is told by that act."""
    sentence = _("Rests until %(time)s") % {"time": moment(snooze.until, now, language)}
    noted = f"{sentence} – {snooze.note}" if snooze.note else sentence
    told = [Happening(snooze.snoozed_at, noted, "snooze", who=named(snooze.snoozed_by))]
    if snooze.ended_at and snooze.ending in WAKINGS:
        told.append(Happening(snooze.ended_at, _(WAKINGS[snooze.ending]), "wake", who=named(snooze.ended_by)))
    return told


def joinings(around: Around) -> list[Happening]:
    """Return what was merged with the case or split off it, and taken back."""
    return [told for one in around.joinings for told in _told(one)]


def _told(one: JoiningRow) -> list[Happening]:
    sentence = _(JOINED[one.kind, one.is_into]) % {"number": one.number, "subject": one.subject}
    told = [
        Happening(one.at, sentence.strip() + (f": {one.reason}" if one.reason else ""), one.kind, who=named(one.by))
    ]
    if one.undone_at:
        told.append(Happening(one.undone_at, _(UNDONE[one.kind]), "reopen", who=named(one.undone_by)))
    return told


def chosen(work: Work) -> list[Happening]:
    """Return which of its options the customer chose, and who wrote it down."""
    said = _("The customer chose: %(option)s")
    return [
        Happening(one.chosen_at, said % {"option": one.line}, "check", "kept", one.chosen_by)
        for one in work.options
        if one.chosen_at
    ]


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
    for outcome, at in promise.endings:
        sentence, icon, tone = ENDINGS[outcome]
        told.append(Happening(at, _(sentence), icon, tone))
    return told


def N_(sentence: str) -> str:  # noqa: N802  # the name by which translators' tools know a text
    """Mark a text for translation where it is not yet shown."""
    return sentence


WAKINGS = {"woke": N_("Woke from its rest"), "stopped": N_("Was woken")}
JOINED = {
    ("merge", True): N_("Merged into #%(number)s %(subject)s"),
    ("merge", False): N_("#%(number)s %(subject)s was merged here"),
    ("split", True): N_("Messages were split off into #%(number)s %(subject)s"),
    ("split", False): N_("Split off from #%(number)s %(subject)s"),
}
UNDONE = {"merge": N_("The merge was undone"), "split": N_("The split was undone")}
ENDINGS = {
    "kept": (N_("Promise kept"), "check", "kept"),
    "late": (N_("Done, but late"), "check", ""),
    "kept_late": (N_("Done, but late"), "check", ""),
    "renegotiated": (N_("Another time was agreed on"), "today", ""),
    "withdrawn": (N_("The promise was withdrawn"), "close", ""),
    "reopened": (N_("The promise holds again"), "promise", ""),
}
