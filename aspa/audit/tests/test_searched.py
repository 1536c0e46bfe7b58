"""A log of millions of rows is searched without reading all of it, also behind the wall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from aspa.audit import queries, verbs
from aspa.audit.queries import Wish
from aspa.history.models import Event
from aspa.kit import walls
from aspa.people import merging
from aspa.staff.models import Agent
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def plan_of(agent: Agent, ask, wish: Wish) -> str:
    """How PostgreSQL answers a search where it must not read a table from end to end."""
    with walls.within(agent.organisation_id), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        with CaptureQueriesContext(connection) as asked:
            ask(agent, wish)
        cursor.execute("explain " + asked[-1]["sql"])
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("wish", [Wish(), Wish(text="norsu"), Wish(until=NINE), Wish(before=7)])
def test_what_happens_all_day_is_never_read_for_what_was_set(vaino: Agent, wish: Wish) -> None:
    assert "event_of_house" in plan_of(vaino, queries.changes, wish)


def test_what_one_did_is_found_without_the_rest(vaino: Agent) -> None:
    assert "event_of_house" in plan_of(vaino, queries.changes, Wish(actor=vaino.actor))


def test_whom_somebody_looked_at_is_found_by_whom_a_name_means(vaino: Agent) -> None:
    number = a_case().number
    plans = [plan_of(vaino, queries.looks, Wish(text=text)) for text in ("liisa", f"#{number}", "norsu")]

    assert not [plan for plan in plans if "~~*" in plan]  # no name and no number is compared letter by letter


def test_looks_at_whoever_was_merged_are_found_by_the_name_that_stayed(vaino: Agent, aino: Agent) -> None:
    liisa = a_case().customer
    double = a_case("Lasku", sender="L. V. <lv@example.com>").customer
    verbs.note_look(aino, customer_id=double.pk, at=TEN)

    merging.merge(liisa, double, by=vaino, at=TEN)

    assert [row.facts["customer"] for row in queries.looks(vaino, Wish(text="virtanen"))] == ["L. V."]


@pytest.mark.parametrize("text", ["99999999999999999999", "#0", "##", "²"])
def test_a_number_that_no_case_has_finds_nothing(vaino: Agent, text: str) -> None:
    a_case()
    assert queries.looks(vaino, Wish(text=text)) == []
    assert Event.objects.exists()


def test_what_was_set_is_found_by_the_words_that_people_read(vaino: Agent, aino: Agent) -> None:
    with translation.override("fi"):
        found = queries.changes(vaino, Wish(text="kollega tuli"))

    assert {row.name for row in found} == {"agent.hired"}
    with translation.override("sv"):
        assert {row.words for row in found} == {"En kollega började"}


@pytest.mark.parametrize("text", ["aino", "lehto", "yövuoro", "Asiakaspalvelija"])
def test_what_was_set_is_found_by_the_names_of_what_it_is_about(vaino: Agent, aino: Agent, text: str) -> None:
    how = {"by": vaino.actor, "at": NINE}
    team = roles.start_team(vaino.organisation, name="Yövuoro", **how)
    roles.join(team, aino, **how)
    role = roles.standing(vaino.organisation_id, "agent")
    roles.grant(role, to=team, **how)
    roles.disband(team, **how)
    about = {"team.started", "team.joined", "role.granted", "team.disbanded"}
    meant = {"yövuoro": about, "Asiakaspalvelija": {"role.granted"}}

    with translation.override("fi"):
        found = queries.changes(vaino, Wish(text=text))

    assert {row.name for row in found} & about == meant.get(text, about - {"team.started"})  # she came with a role
