"""What follows for tasks from what happened to cases and agents."""

from aspa.history.models import Event
from aspa.kit.viewer import Aspa
from aspa.staff.models import Agent
from aspa.tasks import verbs
from aspa.tasks.moving import verbs as moving


def case_was_merged(event: Event) -> None:
    """Let what the case had go along."""
    moving.follow(event.facts["merge_id"], at=event.at)


def case_was_unmerged(event: Event) -> None:
    """Let what the case had come back."""
    moving.come_back(event.facts["merge_id"], at=event.at)


def agent_left(event: Event) -> None:
    """Let somebody else do what an agent had to do, unless the agent is back."""
    agent = Agent.objects.filter(pk=event.subject_id, is_active=False).first()
    if agent:
        verbs.rehome(agent, by=Aspa(event.organisation_id), at=event.at)
