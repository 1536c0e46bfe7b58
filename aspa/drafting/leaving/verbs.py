"""Replies that leave later: held, taken back, stopped when something changed, and let go exactly once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.cases.touch import changed, lock
from aspa.channels.files import Stored
from aspa.drafting import verbs as drafting
from aspa.drafting.leaving import queries
from aspa.drafting.leaving.letter import as_kept, as_said, on_desk
from aspa.drafting.models import Draft, DraftFile, Habits, Held, HeldFile
from aspa.jobs.loop import wake
from aspa.kit import walls
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import EVERY, Powers
from aspa.kit.viewer import Empowered, Viewer
from aspa.passages.using import verbs as using
from aspa.staff.models import Agent
from aspa.understanding import verbs as understanding

LONGEST_UNDO = 60  # seconds
FARTHEST = timedelta(days=366)


class LeavesInThePast(Refused):
    """The moment to leave has passed, or is too far to mean anything."""

    code = "leaves_in_the_past"


class HasLeft(Refused):
    """It left, or was taken back, already."""

    code = "reply_has_left"


class TooLongUndo(Refused):
    """Nobody waits this long for a reply to leave."""

    code = "undo_too_long"


@dataclass(frozen=True, slots=True)
class Writer(Empowered):
    """A program that wrote, when its reply leaves; what it may was asked when it wrote."""

    organisation_id: int
    actor: str
    powers: Powers = EVERY


@transaction.atomic
def reply(  # each is one thing an agent fills in
    case: Case,
    *,
    by: Agent,
    at: datetime,
    leaves_at: datetime | None = None,
    kept: Sequence[int] = (),
    enclosures: Sequence[Stored] = (),
    **said: Any,
) -> Held | Message:
    """
    Answer the customer, at `leaves_at` or as soon as its writer can no longer undo it, and clear the draft.

    Raises LeavesInThePast, and what `drafting.verbs.reply` raises where it leaves at once.
    """
    undo_for = Habits.objects.filter(agent=by).values_list("undo_for", flat=True).first()
    if leaves_at is None and undo_for == 0:
        return drafting.reply(case, by=by, at=at, kept=kept, enclosures=enclosures, **said)
    along = drafting.taken_along(case, kept=kept, enclosures=enclosures, by=by, at=at, html=said.get("html", ""))
    undone_by = at + timedelta(seconds=10 if undo_for is None else undo_for)
    held = hold(case, leaves_at=leaves_at or undone_by, is_scheduled=bool(leaves_at), along=along, by=by, at=at, **said)
    drafting.clear(case, kind=Draft.Kind.REPLY, by=by, at=at)
    return held


@transaction.atomic
def hold(  # noqa: PLR0913  # each is one thing an agent fills in
    case: Case,
    *,
    leaves_at: datetime,
    by: Viewer,
    at: datetime,
    is_scheduled: bool = True,
    along: Sequence[Stored] = (),
    seen: int | None = None,
    passages: Sequence[int] = (),
    hand: Sequence[str] = (),
    **said: Any,
) -> Held:
    """
    Hold a reply until `leaves_at`; what would be refused now is refused now.

    Args:
        seen: id of the newest message its writer had seen; the newest of all where nobody looked.
        passages: keys of the versions of ready passages that were put in; noted when it leaves.
        hand: which questions it answers and which not, where its writer has said so; noted when it leaves.

    Raises LeavesInThePast, EmptyText, ChangedMeanwhile and whatever else `cases.verbs.reply` refuses.
    """
    if not at < leaves_at <= at + FARTHEST:
        raise LeavesInThePast(_("Choose a time that is still to come, at most a year away."))
    lock(case)
    try_out(case, by=by, at=at, along=along, seen=seen, **said)
    newest = case.messages.order_by("-id").values_list("id", flat=True).first()
    held: Held = Held.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        agent=by if isinstance(by, Agent) else None,
        author=by.actor,
        letter=as_kept({**said, "passages": passages, "hand": hand}),
        is_scheduled=is_scheduled,
        seen=newest if seen is None else max(seen, newest or 0),
        written_at=at,
        leaves_at=leaves_at,
    )
    whose = {"organisation_id": held.organisation_id, "held": held}
    HeldFile.objects.bulk_create(HeldFile(**whose, **asdict(file)) for file in along)
    changed(case, "reply.held", by=by, at=at, held_id=held.pk, leaves_at=leaves_at.isoformat())
    wake("leaving")
    return held


def try_out(case: Case, *, by: Viewer, at: datetime, along: Sequence[Stored], **said: Any) -> None:
    """Do all that will be done, and undo it: whoever wrote learns now what would be refused later."""
    with transaction.atomic():
        cases.reply(case, by=by, at=at, enclosures=along, **said)
        transaction.set_rollback(True)
    lock(case)


@transaction.atomic
def take_back(held: Held, *, by: Agent, at: datetime) -> None:
    """
    Take a held reply back to its writer's desk: it is the draft again, with its files.

    Raises Forbidden when a colleague wrote it, HasLeft, and drafting.OtherWindow when another letter was begun since.
    """
    _still_here(held)
    if held.agent_id != by.pk:
        raise Forbidden(_("Only its writer can take a reply back."))
    draft = drafting.draft_row(held.case, kind=Draft.Kind.REPLY, by=by, at=at)
    if not draft.is_empty:
        raise drafting.OtherWindow(_("You have begun another answer here. Send it or empty it first."))
    fields = on_desk(held.letter)
    facts = {"text": held.letter["text"], "html": held.letter.get("html", ""), "fields": fields}
    drafting.keep(held.case, kind=Draft.Kind.REPLY, version=draft.version, by=by, at=at, **facts)
    names = ("name", "content_type", "size", "sha256", "content_id")
    rows = HeldFile.objects.filter(held=held).order_by("id").values(*names)
    DraftFile.objects.bulk_create(
        DraftFile(organisation_id=held.organisation_id, draft=draft, **facts) for facts in rows
    )
    _end(held, "withdrawn_at", by=by, at=at, name="reply.withdrawn")


@transaction.atomic
def drop(held: Held, *, by: Viewer, at: datetime) -> None:
    """
    Let a held reply never leave; for programs, which have no desk to take it back to.

    Raises HasLeft, and Forbidden when somebody else wrote it.
    """
    _still_here(held)
    if held.author != by.actor:
        raise Forbidden(_("Only its writer can take a reply back."))
    _end(held, "withdrawn_at", by=by, at=at, name="reply.withdrawn")


@transaction.atomic
def leave_now(held: Held, *, by: Viewer, at: datetime) -> None:
    """
    Let a held reply leave at once, also one that was stopped: its writer has looked at what changed.

    Raises HasLeft, Forbidden when somebody else wrote it, and what `cases.verbs.reply` raises.
    """
    _still_here(held)
    if held.author != by.actor:
        raise Forbidden(_("Only its writer can send it."))
    _leave(held, by=by, seen=None, at=at)


def leave_next(*, at: datetime) -> bool:
    """
    Let the held reply go whose time has come first; return whether there was one.

    Message, promise and the note that it left stand in one transaction: after a crash it is as if nothing was done, and
    a second worker passes over a row that is in hand.
    """
    with transaction.atomic():
        due = queries.take_due(at=at)
        if due is None:
            return False
        organisation_id, held_id = due
        with walls.within(organisation_id):
            held = Held.objects.select_related("agent", "case").get(pk=held_id)
            with translation.override(held.agent.language if held.agent else None):
                _leave_or_stop(held, at=at)
    return True


@transaction.atomic
def settle(agent: Agent, *, undo_for: int, is_plain: bool, is_advised: bool = True) -> Habits:
    """
    Say how an agent likes to write.

    Raises TooLongUndo.
    """
    if not 0 <= undo_for <= LONGEST_UNDO:
        raise TooLongUndo(_("A reply can be undone for at most %(most)s seconds.") % {"most": LONGEST_UNDO})
    said = {"undo_for": undo_for, "is_plain": is_plain, "is_advised": is_advised}
    habits, _is_new = Habits.objects.update_or_create(
        agent=agent, defaults={"organisation_id": agent.organisation_id, **said}
    )
    return habits


def _leave_or_stop(held: Held, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            _leave(held, by=held.agent or Writer(held.organisation_id, held.author), seen=held.seen, at=at)
    except Refused as refusal:
        held.refresh_from_db(fields=["message", "left_at"])
        _stop(held, reason=str(refusal), at=at)


def _leave(held: Held, *, by: Viewer, seen: int | None, at: datetime) -> None:
    files = [
        Stored(one.name, one.content_type, one.size, one.sha256, one.content_id)
        for one in HeldFile.objects.filter(held=held).order_by("id")
    ]
    said = as_said(held.letter)
    held.message = cases.reply(held.case, by=by, at=at, seen=seen, enclosures=files, **said)
    using.note(held.message, versions=held.letter.get("passages", ()))
    understanding.settle(held.case, held.message, hand=held.letter.get("hand", ()), by=by)
    held.left_at = at
    held.save(update_fields=["left_at", "message"])


def _stop(held: Held, *, reason: str, at: datetime) -> None:
    held.stopped_at, held.reason = at, reason
    held.save(update_fields=["stopped_at", "reason"])
    changed(held.case, "reply.stopped", by=Writer(held.organisation_id, "aspa"), at=at, held_id=held.pk)


def _still_here(held: Held) -> None:
    held.refresh_from_db(from_queryset=Held.objects.select_for_update(no_key=True, of=["self"]).select_related("case"))
    if held.left_at or held.withdrawn_at:
        raise HasLeft(_("This reply has left, or was taken back already."))


def _end(held: Held, field: str, *, by: Viewer, at: datetime, name: str) -> None:
    setattr(held, field, at)
    held.save(update_fields=[field])
    changed(held.case, name, by=by, at=at, held_id=held.pk)
