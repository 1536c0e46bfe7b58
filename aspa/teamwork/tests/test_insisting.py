"""What stood in the way of many cases at once is told by kind, and passed over where it may be."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.history.models import Event
from aspa.relating import verbs as relating
from aspa.staff.models import Agent
from aspa.tasks import verbs as tasks
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import queries, verbs
from tests.cast import NINE, a_case
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def chosen(kuusi: Brand, aino: Agent) -> list[Case]:
    """Cases: nothing stands against the first, tasks against three, a case under the third, a debt against two."""
    made = [a_case(f"Paketti {nth}", at=NINE + timedelta(minutes=nth)) for nth in range(5)]
    for case in made[:3]:
        cases.reply(case, text="Tulossa.", by=aino, at=NINE)
    for case in made[1:4]:
        tasks.add(case, text=f"Soita {case.number}", by=aino, at=NINE)
    relating.put_under(a_case("Alla", at=NINE), parent=made[2], by=aino, at=NINE)
    return made


def closed(chosen: list[Case], by: Agent) -> Sweep:
    """Close them as solved, as far as that goes."""
    made = verbs.sweep([case.number for case in chosen], act="close", facts={"outcome": "solved"}, by=by, at=TEN)
    verbs.run(made, at=TEN, within=60)
    return made


def insisted(made: Sweep) -> queries.SweepState:
    verbs.insist(made, at=TEN)
    verbs.run(made, at=TEN, within=60)
    return queries.state_of(made)


def kinds(state: queries.SweepState) -> list[tuple[str, int, bool]]:
    return [(one.code, one.count, one.is_question) for one in state.hindrances]


def test_what_stood_in_the_way_is_told_by_kind(chosen: list[Case], aino: Agent) -> None:
    made = closed(chosen, aino)

    state = queries.state_of(made)
    assert kinds(state) == [("tasks_open", 2, True), ("answer_owed", 1, False), ("children_open", 1, True)]
    assert (state.done, state.questions) == (1, 3)
    assert [bool(one.sentence) for one in state.hindrances] == [False, True, True]  # each case has tasks of its own


def test_each_case_is_closed_despite_what_was_told_of_it_and_of_nothing_else(chosen: list[Case], aino: Agent) -> None:
    made = closed(chosen, aino)

    state = insisted(made)

    assert state.done == 2
    assert kinds(state) == [("answer_owed", 2, False), ("tasks_open", 1, True)]
    assert kinds(insisted(made)) == [("answer_owed", 2, False)]
    assert Event.objects.filter(name="sweep.insisted").count() == 2


def test_what_was_done_anyway_is_taken_back_with_the_rest(chosen: list[Case], aino: Agent) -> None:
    made = closed(chosen, aino)
    insisted(made)

    verbs.undo(made, at=TEN)
    verbs.run(made, at=TEN, within=60)

    assert queries.state_of(made).undone == 2
    assert Case.objects.open().filter(pk__in=[case.pk for case in chosen]).count() == 5


def test_what_may_not_be_passed_over_is_not(chosen: list[Case], aino: Agent) -> None:
    made = closed(chosen[4:], aino)

    with pytest.raises(verbs.NothingToPassOver):
        verbs.insist(made, at=TEN)


def test_nothing_is_done_anyway_once_it_was_taken_back(chosen: list[Case], aino: Agent) -> None:
    made = closed(chosen, aino)
    verbs.undo(made, at=TEN)

    with pytest.raises(verbs.AlreadyUndone):
        verbs.insist(made, at=TEN)
    assert queries.state_of(made).questions == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_insists_twice_at_once_insists_once(chosen: list[Case], aino: Agent) -> None:
    closed(chosen, aino)

    said = at_once(*[lambda: verbs.insist(Sweep.objects.get(), at=TEN)] * 4)

    assert said == ["", *["nothing_to_pass_over"] * 3]
    assert Event.objects.filter(name="sweep.insisted").count() == 1


def test_what_was_given_on_is_never_a_question(chosen: list[Case], aino: Agent, otso: Agent) -> None:
    facts = {"agent_id": otso.pk}
    made = verbs.sweep([case.number for case in chosen], act="assign", facts=facts, by=aino, at=TEN)
    verbs.run(made, at=TEN, within=60)

    state = queries.state_of(made)
    assert (len(state.hindrances), state.refusals, state.questions) == (1, 5, 0)
    with pytest.raises(verbs.NothingToPassOver):
        verbs.insist(made, at=TEN)
