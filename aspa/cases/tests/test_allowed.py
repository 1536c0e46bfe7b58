"""A viewer sees and does what their powers cover, alike in every list, search, page and file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspa.brands.models import Brand
from aspa.cases import lists, page, queries, verbs
from aspa.cases.models import Case, Message
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Allowance, Power, Powers, Reach
from aspa.reception import founding
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, found, mail, tell

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def three(kuusi: Brand, aino: Agent, vaino: Agent) -> dict[str, Case]:
    """Cases that Aino has, that Väinö has, and that waits."""
    made = {name: a_case(name) for name in ("omani", "toisen", "jonossa")}
    verbs.take(made["omani"], by=aino, at=TEN)
    verbs.take(made["toisen"], by=vaino, at=TEN)
    return made


def seen_by(viewer: Agent) -> list[set[str]]:
    """Subjects as every way of asking shows them."""
    rows = lists.case_list(viewer, "all", now=TEN).rows
    seen = found(viewer, "pakettini")
    return [
        {row.subject for row in rows},
        {row.subject for row in seen},
        set(Case.objects.visible_to(viewer).values_list("subject", flat=True)),
        set(Message.objects.visible_to(viewer).values_list("case__subject", flat=True)),
    ]


def only(agent: Agent, *allowances: Allowance, colleagues: set[int] | None = None) -> Agent:
    agent.powers = Powers(allowances, agent.pk, frozenset(colleagues or ()))
    return agent


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        (Reach.OWN, {"omani"}),
        (Reach.TEAM, {"omani", "jonossa"}),
        (Reach.ALL, {"omani", "toisen", "jonossa"}),
    ],
)
def test_every_way_of_asking_shows_the_same(three: dict[str, Case], aino: Agent, reach: Reach, seen: set[str]) -> None:
    only(aino, Allowance(Power.READ, reach))

    assert seen_by(aino) == [seen] * 4
    assert lists.counts(aino, now=TEN, agent_id=aino.pk)["queue"] == ("jonossa" in seen)


def test_a_team_sees_what_its_members_have(three: dict[str, Case], aino: Agent, vaino: Agent) -> None:
    only(aino, Allowance(Power.READ, Reach.TEAM), colleagues={aino.pk, vaino.pk})

    assert seen_by(aino) == [set(three)] * 4


def test_a_queue_shows_also_what_was_taken_from_it(three: dict[str, Case], aino: Agent) -> None:
    queue = Case.objects.get(subject="jonossa").owner_queue_id

    assert seen_by(only(aino, Allowance(Power.READ, Reach.ALL, queue_id=queue))) == [set(three)] * 4
    assert seen_by(only(aino, Allowance(Power.READ, Reach.ALL, queue_id=queue + 1))) == [set()] * 4


def test_a_brand_shows_its_own(three: dict[str, Case], aino: Agent, vaino: Agent, kuusi: Brand) -> None:
    facts = {"name": "Honka", "address": "tuki@honka.fi", "language": "fi"}
    honka = founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **facts)
    arrives(mail("honka", "Missä pakettini on?", to="tuki@honka.fi"), to="tuki@honka.fi")
    tell()

    assert seen_by(only(aino, Allowance(Power.READ, Reach.ALL, brand_id=honka.pk))) == [{"honka"}] * 4
    assert seen_by(only(aino, Allowance(Power.READ, Reach.OWN, brand_id=kuusi.pk))) == [{"omani"}] * 4


def test_whoever_may_read_nothing_sees_nothing(three: dict[str, Case], aino: Agent) -> None:
    assert seen_by(only(aino)) == [set()] * 4


def test_a_case_beyond_reach_is_not_there(three: dict[str, Case], aino: Agent) -> None:
    only(aino, Allowance(Power.READ, Reach.OWN))
    hers = three["toisen"]

    for ask in (
        lambda: page.case_page(aino, hers.number),
        lambda: queries.case_by_number(aino, hers.number),
        lambda: queries.message_of(aino, hers.messages.first().pk),
        lambda: queries.must_allow(aino, hers.number, Power.ANSWER),
    ):
        with pytest.raises(Missing):
            ask()
    card = page.case_page(aino, three["omani"].number).customer
    assert (card.earlier, card.cases_count) == ([], 1)


def test_reading_does_not_let_one_answer_or_close(three: dict[str, Case], aino: Agent) -> None:
    only(aino, Allowance(Power.READ, Reach.ALL), Allowance(Power.ANSWER, Reach.OWN))

    queries.must_allow(aino, three["omani"].number, Power.ANSWER)
    with pytest.raises(Forbidden):
        queries.must_allow(aino, three["toisen"].number, Power.ANSWER)
    with pytest.raises(Forbidden):
        verbs.reply(three["omani"], text="Valmis.", by=aino, at=TEN, closes="solved")


def test_whoever_may_read_all_asks_nothing_more(three: dict[str, Case], aino: Agent) -> None:
    facts: dict[str, object] = {}
    aino.powers = Powers([Allowance(Power.READ, Reach.ALL), Allowance(Power.ANSWER, Reach.ALL)], aino.pk)

    with CaptureQueriesContext(connection) as asked:
        queries.must_allow(aino, 1, Power.ANSWER)
        statement = str(Case.objects.visible_to(aino).query)

    assert (len(asked), facts) == (0, {})
    assert statement.partition(" WHERE ")[2] == f'"cases_case"."organisation_id" = {aino.organisation_id}'
