"""What every change of a case shares: its lock, what is owed next, its history and the hint to browsers."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.language.entities import mask
from aspa.language.words import analyze
from aspa.live import verbs as live
from aspa.promises.models import Promise
from aspa.staff.models import Agent, Queue
from aspa.staff.queries import QueueEnded, is_at_work, is_open, open_queue, waiting_queue
from aspa.staff.verbs import NotAtWork

GIST = 200  # characters of a message that a list shows
SUBJECT = 500
SPOKEN = (Message.Kind.CONTACT, Message.Kind.REPLY)  # what an answer must not leave unseen


class AlreadyClosed(Refused):
    """The case is closed."""

    code = "case_already_closed"


class ChangedMeanwhile(Refused):
    """Somebody answered, or the customer wrote, after what the viewer had seen."""

    code = "case_changed"


class CaseMerged(Refused):
    """The case was put into another, where it goes on."""

    code = "case_merged"


def lock(case: Case) -> None:
    """
    Take the case's row until the transaction ends, and read it again: what must not interleave waits here.

    Rows that point to the case may be written meanwhile: a draft's saving that waited for a memo would stop both.
    """
    case.refresh_from_db(
        from_queryset=Case.objects.select_for_update(no_key=True, of=["self"]).select_related(
            "promise", "closure", "snooze"
        )
    )


def hold(*cases: Case) -> None:
    """Lock several cases, always in the same order: nobody waits in a circle."""
    for case in sorted(cases, key=lambda case: case.pk):
        lock(case)


def must_stand(case: Case) -> None:
    """Raise CaseMerged when what is said and promised in the case goes on in another."""
    if case.joined_to_id:
        number = Case.objects.values_list("number", flat=True).get(pk=case.joined_to_id)
        raise CaseMerged(_("This case was merged into #%(number)s, where it goes on.") % {"number": number})


def must_be_open(case: Case) -> None:
    """Raise AlreadyClosed unless somebody takes care of the case."""
    if case.closure_id:
        raise AlreadyClosed(_("This case is already closed."))


def must_have_seen(case: Case, seen: int | None) -> None:
    """
    Raise ChangedMeanwhile when the customer wrote or somebody answered after the message with the id `seen`.

    The case is locked, so of two answers in the same instant the second meets the first here. None asks nothing.
    """
    if seen is None:
        return
    spoken = case.messages.filter(pk__gt=seen, kind__in=SPOKEN).order_by("-pk").first()
    if spoken is None:
        return
    if spoken.kind == Message.Kind.CONTACT:
        raise ChangedMeanwhile(_("The customer has written something new in this case."))
    raise ChangedMeanwhile(_("This case has been answered meanwhile."))


def own(case: Case, *, agent: Agent | None = None, queue: Queue | None = None) -> None:
    """
    Let an agent or a queue take care of a case that is locked.

    Raises NotAtWork and QueueEnded.
    """
    if agent and not is_at_work(agent.pk):
        raise NotAtWork(_("This agent works here no longer."))
    if queue and not is_open(queue.pk):
        raise QueueEnded(_("This queue was ended. Choose another."))
    case.taken_from_id = None if queue else case.owner_queue_id or case.taken_from_id
    case.owner_agent, case.owner_queue = agent, queue
    case.save(update_fields=["owner_agent", "owner_queue", "taken_from"])


def find_owner(case: Case) -> None:
    """Let a case that opened again have an owner: who had it may have left, or its queue been ended, meanwhile."""
    if case.owner_agent_id and not is_at_work(case.owner_agent_id):
        own(case, queue=waiting_queue(case.brand, case.taken_from))
    elif case.owner_queue_id and not is_open(case.owner_queue_id):
        own(case, queue=open_queue(case.brand))


def take_if_waiting(case: Case, *, by: Viewer) -> None:
    """Let the agent who speaks to the customer take a case that is locked and waits in a queue."""
    if isinstance(by, Agent) and case.owner_queue_id:
        own(case, agent=by)


def point_to_most_urgent(case: Case) -> None:
    """Let the case point to the promise that its owner keeps first, or to none."""
    owed = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True).exclude(act=Promise.Act.CHECK)
    case.promise = owed.order_by("due_until", "id").first()
    case.save(update_fields=["promise"])


def changed(case: Case, name: str, *, by: Viewer, at: datetime, **facts: Any) -> None:
    """Record what happened and hint browsers; the last step of a verb."""
    history.record(name, organisation_id=case.organisation_id, subject_id=case.pk, actor=by.actor, at=at, **facts)
    live.hint([f"case-{case.number}", "list"], organisation_id=case.organisation_id, at=at)


def gist_of(text: str) -> str:
    """Return how a text begins, on one line; identity codes and card numbers are hidden: lists are seen by many."""
    return " ".join(mask(text[: GIST * 2]).split())[:GIST]


def subject_of(text: str) -> str:
    """Return what a case is called: lists show it, and letters repeat it, so it holds no identity code either."""
    return mask(text.strip()[:SUBJECT])


def words_of(*texts: str, language: str) -> list[str]:
    """Return the terms by which a message in a language is found."""
    return analyze("\n".join(texts), language)
