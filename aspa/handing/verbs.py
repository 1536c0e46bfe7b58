"""Handing a case over: offered, accepted, declined, taken back; and afterwards the customer is asked."""

from datetime import datetime, timedelta
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.allowed import must
from aspa.cases.models import Case
from aspa.cases.promising import give
from aspa.cases.touch import changed, lock, must_be_open
from aspa.handing.models import Check, Handover
from aspa.hours.queries import hours_of
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window, answer_window
from aspa.staff.models import Agent, Queue
from aspa.staff.queries import QueueEnded, is_at_work, is_open

REMINDED_AFTER = timedelta(hours=4)  # of working time
CHECKED_WITHIN = timedelta(hours=24)  # of working time: three days
LONGEST = 4000


class NotSaid(Refused):
    """The short form is not filled in."""

    code = "handover_incomplete"


class OfferedAlready(Refused):
    """Another offer of the case is open."""

    code = "handover_open"


class OfferEnded(Refused):
    """The offer was accepted, declined or taken back."""

    code = "handover_ended"


class NoReceiver(Refused):
    """It has the case already, or works here no longer."""

    code = "handover_receiver"


class OfferedToQueue(Refused):
    """Whoever works on the queue is asked to take a case, and has not answered."""

    code = "queue_offered"


class Note(TypedDict):
    """The short form: what is known, what the customer was promised, and what is asked of the receiver."""

    known: str
    promised: str
    asked: str


def must_not_be_offered(queue: Queue) -> None:
    """Raise OfferedToQueue while an open case is offered to a queue that is held."""
    offers = Handover.objects.filter(organisation_id=queue.organisation_id, to_queue=queue, ended_at__isnull=True)
    offered = offers.filter(case__closure__isnull=True).order_by("id").first()
    if offered:
        raise OfferedToQueue(
            _("Case #%(number)s is offered to this queue. Let the offer be answered or taken back first.")
            % {"number": offered.case.number}
        )


@transaction.atomic
def offer(
    case: Case, *, note: Note, by: Viewer, at: datetime, to: Agent | Queue, agent: Agent | None = None
) -> Handover:
    """
    Offer a case to a colleague or a queue; its owner stays until somebody accepts.

    The note stays in the case as a memo, whatever becomes of the offer.

    Args:
        agent: in whose name a program offers; they ask the customer afterwards.

    Raises AlreadyClosed, NotSaid, OfferedAlready, NoReceiver and QueueEnded.
    """
    lock(case)
    who = _acting(by, agent, case)
    must_be_open(case)
    said = {name: str(text).replace("\x00", "").strip()[:LONGEST] for name, text in note.items()}
    if not all(said.get(name) for name in Note.__required_keys__):
        raise NotSaid(_("Say what is known, what is promised and what is asked."))
    if Handover.objects.filter(case=case, ended_at__isnull=True).exists():
        raise OfferedAlready(_("This case is offered to somebody already. Take that back first."))
    offered: Handover = Handover.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        offered_by=who,
        offered_at=at,
        remind_at=hours_of(case.brand_id).add(at, REMINDED_AFTER),
        **_receiver(case, to),
        **said,
    )
    cases.memo(case, text=_memo(offered, to.name), by=by, at=at)
    changed(case, "case.offered", by=by, at=at, handover_id=offered.pk)
    return offered


@transaction.atomic
def accept(offered: Handover, *, by: Viewer, at: datetime, agent: Agent | None = None) -> Check | None:
    """
    Become the owner of a case that was offered; whoever offered it checks with the customer afterwards.

    Args:
        agent: who becomes the owner where a program says so.

    Returns:
        What the first agent owes then; None to oneself.

    Raises OfferEnded, Forbidden and AlreadyClosed.
    """
    case = offered.case
    _hold_open(offered)
    who = _acting(by, agent, case)
    _must_be_for(offered, who)
    must_be_open(case)
    _end(offered, Handover.Ending.ACCEPTED, by=by, at=at)
    cases.assign(case, agent=who, by=by, at=at)
    check = _owe_check(offered, at=at) if offered.offered_by_id != who.pk else None
    changed(case, "case.handed_over", by=by, at=at, handover_id=offered.pk)
    return check


@transaction.atomic
def decline(offered: Handover, *, reason: str, by: Viewer, at: datetime, agent: Agent | None = None) -> None:
    """
    Say no to an offer, and why; the owner stays, and reads the reason in a memo.

    Args:
        agent: who declines where a program says so.

    Raises OfferEnded, Forbidden, and NotSaid without a reason.
    """
    _hold_open(offered)
    who = _named(by, agent)
    _must_be_for(offered, who)
    if offered.to_agent_id is None or by.actor != who.actor:
        _acting(by, agent, offered.case)  # an agent to whom it is offered may say no, whatever they may do with it
    offered.reason = reason.replace("\x00", "").strip()[:LONGEST]
    if not offered.reason:
        raise NotSaid(_("Say why, so that the offer can be made better."))
    _end(offered, Handover.Ending.DECLINED, by=by, at=at)
    cases.memo(offered.case, text=_("Hand-over declined: %(reason)s") % {"reason": offered.reason}, by=by, at=at)
    changed(offered.case, "case.handover_declined", by=by, at=at, handover_id=offered.pk)


@transaction.atomic
def withdraw(offered: Handover, *, by: Viewer, at: datetime) -> None:
    """
    Take an offer back.

    Raises OfferEnded.
    """
    _hold_open(offered)
    must(by, Power.ANSWER, offered.case)
    _end(offered, Handover.Ending.WITHDRAWN, by=by, at=at)
    changed(offered.case, "case.handover_withdrawn", by=by, at=at, handover_id=offered.pk)


@transaction.atomic
def done(check: Check, *, by: Viewer, at: datetime) -> None:
    """
    Say that the customer was asked whether it was solved.

    Raises promises.NotOwed when it was said before.
    """
    case = Case.objects.get(pk=check.promise.subject_id)  # it may have been merged since
    lock(case)
    must(by, Power.ANSWER, case)
    promises.keep(check.promise, by=by.actor, at=at)
    changed(case, "case.checked", by=by, at=at, check_id=check.pk)


def _named(by: Viewer, agent: Agent | None) -> Agent:
    """Return who acts: an agent in their own name, a program in the name of one."""
    who = agent or by
    if not isinstance(who, Agent):
        raise TypeError("a program acts in the name of an agent")
    return who


def _acting(by: Viewer, agent: Agent | None, case: Case) -> Agent:
    """Return who acts, if they may, and whoever acts for them."""
    who = _named(by, agent)
    for each in {by.actor: by, who.actor: who}.values():
        must(each, Power.ANSWER, case)
    return who


def _must_be_for(offered: Handover, who: Agent) -> None:
    if offered.to_agent_id not in {None, who.pk}:
        raise Forbidden(_("This case is offered to somebody else."))


def _receiver(case: Case, to: Agent | Queue) -> dict[str, Agent | Queue]:
    if to.organisation_id != case.organisation_id:
        raise ValueError("a receiver of another organisation")
    if isinstance(to, Agent):
        if to.pk == case.owner_agent_id or not is_at_work(to.pk):
            raise NoReceiver(_("Choose somebody else: the case is theirs already, or they work here no longer."))
        return {"to_agent": to}
    if to.pk == case.owner_queue_id:
        raise NoReceiver(_("The case waits in this queue already."))
    if not is_open(to.pk):
        raise QueueEnded(_("This queue was ended. Choose another."))
    return {"to_queue": to}


def _hold_open(offered: Handover) -> None:
    """Hold the case, then the offer, and read both again; raise OfferEnded when somebody was quicker."""
    lock(offered.case)
    case = offered.case
    offered.refresh_from_db(
        from_queryset=Handover.objects.select_for_update(no_key=True, of=["self"]).select_related("offered_by")
    )
    offered.case = case
    if offered.ended_at:
        raise OfferEnded(_("This offer has been answered or taken back already."))


def _end(offered: Handover, ending: Handover.Ending, *, by: Viewer, at: datetime) -> None:
    offered.ending, offered.ended_by, offered.ended_at = ending, by.actor, at
    offered.save(update_fields=["ending", "ended_by", "ended_at", "reason"])


def _owe_check(offered: Handover, *, at: datetime) -> Check:
    case, first = offered.case, offered.offered_by
    window: Window = answer_window(hours_of(case.brand_id), CHECKED_WITHIN, at=at)
    promise = give(case, act=Promise.Act.CHECK, window=window, by=first, at=at)
    check: Check = Check.objects.create(
        organisation_id=case.organisation_id, handover=offered, agent=first, promise=promise
    )
    return check


def _memo(offered: Handover, receiver: str) -> str:
    lines = [
        _("Hand-over to %(name)s") % {"name": receiver},
        _("Known: %(text)s") % {"text": offered.known},
        _("Promised: %(text)s") % {"text": offered.promised},
        _("Asked: %(text)s") % {"text": offered.asked},
    ]
    return "\n\n".join(lines)
