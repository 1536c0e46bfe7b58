"""The next case: the most urgent one that waits and that an agent may take, handed to exactly one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.narrowing.conditions import Asking, is_closed, where
from aspa.cases.views import TURN
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent
from aspa.teamwork.focus.queries import focus_of
from aspa.teamwork.focus.verbs import Focusing


class NothingWaits(Refused):
    """No case waits that the agent may take."""

    code = "nothing_waits"


# What is promised comes before what is not. A case that somebody else is just being handed is passed over.
WAITS = "c.closure_id is null and c.owner_queue_id is not null and c.id <> all(%(passed)s::bigint[])"
PROMISED = f"""
select c.id from promises_promise p join cases_case c on c.promise_id = p.id
where p.organisation_id = %(organisation)s and p.ended_at is null and {{waits}}
order by {TURN}, p.id limit 1 for no key update of c skip locked
"""  # noqa: S608  # our own words
OTHERS = """
select c.id from cases_case c left join promises_promise p on p.id = c.promise_id
where c.organisation_id = %(organisation)s and c.promise_id is null and {waits}
order by c.latest_at, c.id limit 1 for no key update of c skip locked
"""


@transaction.atomic
def take_next(agent: Agent, *, by: Viewer, at: datetime, passing: Iterable[int] = ()) -> Case:
    """
    Make an agent the owner of the most urgent case that waits in a queue and that the agent may answer.

    Whoever focuses on a view gets cases of that view only.

    Args:
        passing: the keys of cases that have been answered, though the answer has not left yet.

    Raises NothingWaits, and Focusing when somebody else hands cases to whoever focuses.
    """
    focus = focus_of(agent)
    if focus and agent.actor != by.actor:
        raise Focusing(_("%(name)s is focusing and takes nothing else now.") % {"name": agent.name})
    chosen = focus.view.conditions if focus and focus.view else {}
    asking = Asking(agent, at)
    waits = f"{WAITS} and {where(chosen, asking)}{asking.allowed}" if not is_closed(chosen) else "false"
    passed = list(passing)
    while case := _first(waits, asking, passed):
        if agent.may(Power.ANSWER, case):
            cases.assign(case, agent=agent, by=by, at=at)
            return case
        passed.append(case.pk)
    raise NothingWaits(_("Nothing waits that you may take."))


def _first(waits: str, asking: Asking, passed: list[int]) -> Case | None:
    """Return the most urgent case that nobody else is being handed, its row taken."""
    with connection.cursor() as cursor:
        for sql in (PROMISED, OTHERS):
            cursor.execute(sql.format(waits=waits), asking.facts | {"passed": passed})
            if row := cursor.fetchone():
                found: Case = Case.objects.select_related("promise").get(pk=row[0])
                return found
    return None
