"""What agents and programs may do, asked in one question."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from aspa.kit.powers import Allowance, Power, Powers, Reach

GRANTED = """
(select coalesce(json_agg(json_build_array(g.brand_id, g.queue_id, r.read, r.answer, r.close, r.export, r.administer)
                          order by g.id), '[]')
 from staff_grant g join staff_role r on r.id = g.role_id where {whose})
"""
TEAMS = "select team_id from staff_membership where agent_id = a.id"
COLLEAGUES = """
(select coalesce(array_agg(distinct other.agent_id), '{}') from staff_membership mine
 join staff_membership other on other.team_id = mine.team_id where mine.agent_id = a.id)
"""
# Of an agent in the statement around it, `a`: what was granted, and the keys of everybody in the same teams.
OF_AGENT = GRANTED.format(whose=f"g.agent_id = a.id or g.team_id in ({TEAMS})") + f", {COLLEAGUES}"
OF_TOKEN = GRANTED.format(whose="g.token_id = staff_token.id")


def powers_of_agent(agent_id: int) -> Powers:
    """Return what an agent may do."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {OF_AGENT} from staff_agent a where a.id = %s", (agent_id,))  # noqa: S608  # our own
        row = cursor.fetchone()
    return powers(agent_id, *row) if row else Powers([])


def powers_of_token(token_id: int) -> Powers:
    """Return what a program may do."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {OF_TOKEN} from staff_token where id = %s", (token_id,))  # noqa: S608  # our own
        row = cursor.fetchone()
    return powers(None, *row) if row else Powers([])


def powers(agent_id: int | None, granted: Sequence[Sequence[Any]], colleagues: Sequence[int] = ()) -> Powers:
    """Return powers from rows as `OF_AGENT` answers them."""
    return Powers(
        [
            Allowance(power, Reach(reach), brand_id, queue_id)
            for brand_id, queue_id, *reaches in granted
            for power, reach in zip(Power, reaches, strict=True)
            if reach
        ],
        agent_id,
        frozenset(colleagues),
    )
