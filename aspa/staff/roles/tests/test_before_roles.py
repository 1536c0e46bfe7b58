"""An installation from before roles: everybody may afterwards what they could before."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aspa.kit.powers import Power
from aspa.ops import walls
from aspa.staff import queries as staff
from aspa.staff import verbs
from aspa.staff.models import Agent
from tests.cast import NINE

pytestmark = pytest.mark.django_db(transaction=True)


def go_to(name: str | None) -> None:
    """Migrate staff there; None is the newest of everything, with the walls around the tables that were made anew."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("staff", name)] if name else newest)
    if name is None:
        walls.raise_walls()


@pytest.fixture
def before(aino: Agent, vaino: Agent) -> Iterator[str]:
    """The database as it was before roles; the secret of a program in it."""
    secret = verbs.make_token(vaino.organisation, name="varasto", at=NINE)
    go_to("0003_teams_roles_and_grants")
    with connection.cursor() as cursor:
        cursor.execute("delete from staff_grant")
        cursor.execute("delete from staff_role")
    yield secret
    go_to(None)


def test_nobody_loses_what_they_may(before: str, aino: Agent, vaino: Agent) -> None:
    go_to(None)

    agent, head, program = staff.agent_at_work(aino.pk), staff.agent_at_work(vaino.pk), staff.token_by_secret(before)
    assert all((agent, head, program))
    assert [power for power in Power if agent.may(power)] == ["read", "answer", "close"]
    assert [power for power in Power if head.may(power)] == list(Power)
    assert [power for power in Power if program.may(power)] == ["read", "answer", "close", "export"]
