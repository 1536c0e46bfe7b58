"""What follows for tasks from what happened to cases and agents."""

from aspa.cases.models import Case, Message
from aspa.history.models import Event
from aspa.kit.viewer import Aspa
from aspa.staff.models import Agent
from aspa.tasks import verbs
from aspa.tasks.moving import verbs as moving
from aspa.tasks.options import verbs as options
from aspa.tasks.unknowns import verbs as unknowns


def case_was_merged(event: Event) -> None:
    """Let what the case had go along."""
    moving.follow(event.facts["merge_id"], at=event.at)


def case_was_unmerged(event: Event) -> None:
    """Let what the case had come back."""
    moving.come_back(event.facts["merge_id"], at=event.at)


def case_was_unsplit(event: Event) -> None:
    """Let what was added to the new case go back with its messages."""
    moving.rejoin(event.facts["split_id"], at=event.at)


def agent_left(event: Event) -> None:
    """Let somebody else do what an agent had to do, unless the agent is back."""
    agent = Agent.objects.filter(pk=event.subject_id, is_active=False).first()
    if agent:
        verbs.rehome(agent, by=Aspa(event.organisation_id), at=event.at)


def case_has_a_reason(event: Event) -> None:
    """Bring what its brand must know in cases of this reason."""
    case = Case.objects.select_related("brand", "customer").get(pk=event.subject_id)
    unknowns.bring(case, by=Aspa(event.organisation_id), at=event.at)


def field_was_filled(event: Event) -> None:
    """Know what stands in a field, and ask no more for it."""
    case = Case.objects.get(pk=event.subject_id)
    unknowns.learn(case, event.facts["field_id"], by=event.actor, at=event.at)


def letter_left(event: Event) -> None:
    """Note what a letter to the customer asks and offers."""
    letter = Message.objects.select_related("case").filter(pk=event.facts["message_id"]).first()
    if letter:
        by = Aspa(event.organisation_id)
        unknowns.note_letter(letter, by=by, at=event.at)
        options.note_letter(letter, by=by, at=event.at)
