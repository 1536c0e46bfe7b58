"""What belongs to cases when they are merged, and parted again."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging, splitting
from aspa.cases.models import Case
from aspa.cases.tests.test_splitting import said_too
from aspa.cases.touch import CaseMerged
from aspa.history.models import Event
from aspa.history.verbs import run_due
from aspa.staff.models import Agent
from aspa.tasks import queries, verbs
from aspa.tasks.models import Task
from aspa.tasks.moving import verbs as moving
from aspa.tasks.options import verbs as options
from aspa.tasks.unknowns import verbs as unknowns
from tests.cast import NINE, a_case
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)


def texts(agent: Agent, *those: Case) -> list[list[str]]:
    return [sorted(task.text for task in queries.work_of(agent, case.pk).tasks) for case in those]


@pytest.fixture
def two(kuusi: Brand, aino: Agent) -> tuple[Case, Case]:
    """Two cases of Liisa's, each with something to do."""
    one, other = a_case("Paketti", "Missä paketti?"), a_case("Paketti yhä", "Missä se on?")
    for case in (one, other):
        verbs.add(case, text=case.subject, by=aino, at=NINE)
    return one, other


def test_tasks_go_along_and_come_back(two: tuple[Case, Case], aino: Agent) -> None:
    one, other = two
    merged = merging.merge(one, into=other, by=aino, at=NINE)
    for _twice in range(2):
        run_due(at=TEN)
        Event.objects.filter(name="case.merged").update(is_due=True)
    verbs.add(other, text="Meanwhile", by=aino, at=NINE)
    together = texts(aino, one, other)

    merging.unmerge(merged, by=aino, at=NINE + timedelta(minutes=5))
    run_due(at=TEN)

    assert together == [[], ["Meanwhile", "Paketti", "Paketti yhä"]]
    assert texts(aino, one, other) == [["Paketti"], ["Meanwhile", "Paketti yhä"]]
    assert [task.merges for task in Task.objects.all()] == [[], [], []]


def test_a_merge_that_was_undone_at_once_moves_nothing(two: tuple[Case, Case], aino: Agent) -> None:
    merged = merging.merge(two[0], into=two[1], by=aino, at=NINE)
    merging.unmerge(merged, by=aino, at=NINE)

    run_due(at=TEN)

    assert texts(aino, *two) == [["Paketti"], ["Paketti yhä"]]


def test_a_chain_of_merges_is_undone_step_by_step(two: tuple[Case, Case], aino: Agent) -> None:
    third = a_case("Kolmas", "Kolmas viesti")
    first = merging.merge(two[0], into=two[1], by=aino, at=NINE)
    run_due(at=TEN)
    second = merging.merge(two[1], into=third, by=aino, at=NINE)
    run_due(at=TEN)
    assert texts(aino, *two, third) == [[], [], ["Paketti", "Paketti yhä"]]

    for merged in (second, first):
        merging.unmerge(merged, by=aino, at=NINE)
        run_due(at=TEN)

    assert texts(aino, *two, third) == [["Paketti"], ["Paketti yhä"], []]


def test_a_case_that_was_merged_takes_no_task(two: tuple[Case, Case], aino: Agent) -> None:
    merging.merge(two[0], into=two[1], by=aino, at=NINE)

    with pytest.raises(CaseMerged):
        verbs.add(two[0], text="Tarkista", by=aino, at=NINE)


def test_what_was_asked_anew_meanwhile_stays_with_the_other(two: tuple[Case, Case], aino: Agent) -> None:
    one, other = two
    unknowns.wonder(one, text="Mikä osoite?", by=aino, at=NINE)
    merged = merging.merge(one, into=other, by=aino, at=NINE)
    run_due(at=TEN)
    merging.unmerge(merged, by=aino, at=NINE)
    unknowns.wonder(one, text="mikä osoite?", by=aino, at=NINE)

    moving.come_back(merged.pk, at=TEN)

    assert [case.unknowns.get().text for case in two] == ["mikä osoite?", "Mikä osoite?"]
    assert texts(aino, one, other) == [["Paketti"], ["Paketti yhä"]]


def test_what_was_added_to_a_case_that_is_put_back_goes_along(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    made = (done := splitting.split(case, messages=[said_too(case).pk], by=aino, at=NINE)).made
    verbs.add(made, text="Soita", by=aino, at=NINE)
    options.propose(made, text="Vaihto uuteen", by=aino, at=NINE)
    for one, asked in ((case, "Mikä osoite?"), (made, "mikä osoite?"), (made, "Mikä lasku?")):
        unknowns.wonder(one, text=asked, by=aino, at=NINE)
    splitting.unsplit(done, by=aino, at=NINE)

    for _twice in range(2):
        run_due(at=TEN)
        Event.objects.filter(name="case.unsplit").update(is_due=True)

    assert texts(aino, case, made) == [["Soita"], []]
    assert case.options.get().text == "Vaihto uuteen"
    assert sorted(case.unknowns.values_list("text", flat=True)) == ["Mikä lasku?", "Mikä osoite?"]


@pytest.mark.django_db(transaction=True)
def test_of_closing_and_adding_at_once_the_second_sees_the_first(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    hers, his = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)

    refused = at_once(
        lambda: verbs.add(hers, text="Tarkista", by=aino, at=NINE),
        lambda: cases.close(his, outcome="no_answer_needed", by=aino, at=NINE),
    )

    assert refused in (["", "tasks_open"], ["", "case_already_closed"])
