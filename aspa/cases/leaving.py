"""When an agent leaves: what they had open goes on with somebody else, and nothing that was promised changes."""

from datetime import datetime

from django.db import transaction

from aspa.cases import verbs
from aspa.cases.models import Case
from aspa.kit.viewer import Viewer
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.queries import open_queue


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
        queue = None if to else case.taken_from or open_queue(case.brand)
        verbs.assign(case, agent=to, queue=queue, by=by, at=at)
    return len(theirs)


def _open_cases(agent: Agent) -> list[Case]:
    held = Case.objects.select_for_update(of=["self"]).select_related("brand", "taken_from")
    return list(held.filter(owner_agent=agent, closure__isnull=True).order_by("id"))
