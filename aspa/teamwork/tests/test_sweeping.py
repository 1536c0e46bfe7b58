"""One thing done to many cases, told case by case and taken back as a whole."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.kit.errors import Missing
from aspa.staff.models import Agent, Grant
from aspa.teamwork.models import Sweep, SweptCase
from aspa.teamwork.sweeping import queries, verbs
from tests.cast import NINE, a_case
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)


def three() -> list[Case]:
    return [a_case(f"Paketti {nth}", at=NINE + timedelta(minutes=nth)) for nth in range(3)]


def swept(chosen: list[Case], act: str, by: Agent, **facts: object) -> Sweep:
    """Do something to cases, to its end."""
    made = verbs.sweep([case.number for case in chosen], act=act, facts=facts, by=by, at=TEN)
    verbs.run(made, at=TEN, within=60)
    return made


def put_back(made: Sweep) -> queries.SweepState:
    verbs.undo(made, at=TEN)
    verbs.run(made, at=TEN, within=60)
    return queries.state_of(made)


def owners() -> list[int | None]:
    return list(Case.objects.order_by("number").values_list("owner_agent_id", flat=True))


def test_many_cases_are_given_on_and_back_to_whom_they_came_from(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    chosen = three()
    cases.take(chosen[0], by=aino, at=NINE)

    made = swept(chosen, "assign", aino, agent_id=vaino.pk)

    assert owners() == [vaino.pk] * 3
    state = put_back(made)
    assert (state.undone, state.refusals, state.is_undoable) == (3, 0, False)
    assert owners() == [aino.pk, None, None]


def test_what_is_refused_is_told_and_holds_up_nothing(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    cases.reply(chosen[1], text="Tulossa.", by=aino, at=TEN)

    state = queries.state_of(swept(chosen, "close", aino, outcome="solved"))

    assert (state.total, state.done, state.refusals, state.waiting) == (3, 1, 2, 0)
    assert [number for number, _why in state.refused] == [chosen[0].number, chosen[2].number]
    assert all("Vastaa tai merkitse" in why for _number, why in state.refused)


def test_closed_cases_are_opened_again_and_owe_what_they_owed(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    made = swept(chosen, "close", aino, outcome="no_answer_needed")
    assert Case.objects.open().count() == 0

    state = put_back(made)

    assert state.undone == 3
    assert Case.objects.open().filter(promise__act="answer").count() == 3


def test_cases_are_snoozed_and_woken(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    for case in chosen:
        cases.reply(case, text="Palaan asiaan.", by=aino, at=TEN)
    made = swept(chosen, "snooze", aino, until=(NINE + timedelta(days=7)).isoformat())
    assert Case.objects.filter(snooze__isnull=False).count() == 3

    put_back(made)

    assert Case.objects.filter(snooze__isnull=False).count() == 0


def test_what_somebody_changed_since_stays_and_is_told(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    chosen = three()
    made = swept(chosen, "assign", aino, agent_id=aino.pk)
    cases.take(chosen[0], by=vaino, at=TEN)

    state = put_back(made)

    assert (state.undone, [number for number, _why in state.refused]) == (2, [chosen[0].number])
    assert owners() == [vaino.pk, None, None]
    with pytest.raises(verbs.AlreadyUndone):
        verbs.undo(made, at=TEN)


def test_what_was_not_begun_when_it_is_undone_never_begins(kuusi: Brand, aino: Agent) -> None:
    made = verbs.sweep([case.number for case in three()], act="assign", facts={"agent_id": aino.pk}, by=aino, at=TEN)
    verbs.run(made, at=TEN, within=0)

    state = put_back(made)

    assert (state.done, state.undone, state.waiting) == (0, 1, 0)
    assert owners() == [None] * 3


def test_the_worker_does_what_the_page_left_over(kuusi: Brand, aino: Agent) -> None:
    made = verbs.sweep([case.number for case in three()], act="assign", facts={"agent_id": aino.pk}, by=aino, at=TEN)
    verbs.run(made, at=TEN, within=0)

    while verbs.turn() == 0:
        pass

    assert queries.state_of(made).done == 3


def test_only_what_an_agent_may_do_is_done(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    role = Grant.objects.get(agent=aino).role
    role.close = ""
    role.save()
    agent = Agent.objects.get(pk=aino.pk)

    state = queries.state_of(swept(chosen, "close", agent, outcome="spam"))

    assert (state.done, state.refusals) == (0, 3)


def test_cases_of_another_organisation_are_never_touched(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    chosen = three()

    with pytest.raises(verbs.NothingChosen):
        swept(chosen, "close", otso, outcome="spam")
    made = swept(chosen, "assign", aino, agent_id=otso.pk)
    assert queries.state_of(made).refusals == 3
    with pytest.raises(Missing):
        queries.sweep_of(otso, made.pk)


def test_there_is_a_most(kuusi: Brand, aino: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST", 2)

    with pytest.raises(verbs.TooManyCases):
        swept(three(), "close", aino, outcome="spam")


@pytest.mark.django_db(transaction=True)
def test_the_page_and_the_worker_at_once_do_each_case_once(kuusi: Brand, aino: Agent) -> None:
    chosen = [a_case(f"Paketti {nth}").number for nth in range(8)]
    made = verbs.sweep(chosen, act="close", facts={"outcome": "spam"}, by=aino, at=TEN)

    at_once(*[lambda: verbs.run(Sweep.objects.get(pk=made.pk), at=TEN, within=60)] * 2)

    assert SweptCase.objects.filter(done_at__isnull=False, refusal="").count() == 8
    assert Case.objects.filter(closures__isnull=False).count() == 8
