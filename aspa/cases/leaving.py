"""
When an agent leaves: what they had open goes on with somebody else, and nothing that was promised changes. A queue goes
only when nothing waits in it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from aspa.cases import verbs
from aspa.cases.models import Case
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Queue
from aspa.staff.queries import waiting_queue


class QueueNotEmpty(Refused):
    """Cases wait in this queue, and would be forgotten with it."""

    code = "queue_not_empty"


def must_be_empty(queue: Queue) -> None:
    """Raise QueueNotEmpty while open cases are in a queue that is held, also those that rest or are set aside."""
    waiting = Case.objects.filter(
        organisation_id=queue.organisation_id, owner_queue=queue, closure__isnull=True
    ).count()
    if waiting:
        raise QueueNotEmpty(
            ngettext(
                "%(count)s open case is in this queue, resting or set aside too. Give it to somebody first.",
                "%(count)s open cases are in this queue, resting or set aside too. Give them to somebody first.",
                waiting,
            )
            % {"count": waiting}
        )


def open_cases_of(agent: Agent) -> int:
    """Return how many open cases an agent has: as many need a new owner when the agent leaves."""
    return Case.objects.filter(organisation_id=agent.organisation_id, owner_agent=agent, closure__isnull=True).count()


@transaction.atomic
def part_from(agent: Agent, *, by: Viewer, at: datetime, to: Agent | None = None) -> int:
    """
    Let an agent go; return how many open cases went to a colleague, or back to the queues they were taken from.

    What they closed stays theirs, and goes to a queue when it is opened again.

    Raises staff.NotAtWork, also of the colleague, LastAdministrator and OtherOrganisation.
    """
    _open_cases(agent)  # held first, as every verb holds its case before anything else
    staff.deactivate(agent, by=by.actor, at=at)
    theirs = _open_cases(agent)
    for case in theirs:
        queue = None if to else waiting_queue(case.brand, case.taken_from)
        verbs.assign(case, agent=to, queue=queue, by=by, at=at)
    return len(theirs)


def _open_cases(agent: Agent) -> list[Case]:
    held = Case.objects.select_for_update(no_key=True, of=["self"]).select_related("brand", "taken_from")
    return list(held.filter(owner_agent=agent, closure__isnull=True).order_by("id"))
