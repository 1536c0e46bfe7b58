"""Asking a colleague without giving the case away, and calling somebody by name."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.writing import EmptyText
from aspa.history import verbs as history
from aspa.kit.errors import Forbidden, Missing
from aspa.staff.models import Agent, Membership, Team
from aspa.teamwork import queries as teamwork
from aspa.teamwork import verbs as views
from aspa.teamwork.asking import queries, verbs
from aspa.teamwork.asking.names import called
from aspa.teamwork.models import Mention, SavedView
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def wants(agent: Agent, condition: str) -> SavedView:
    """A view of what colleagues want of somebody."""
    return views.save_view(name=condition, conditions={condition: ["me"]}, order="due", by=agent, at=NINE)


def count(agent: Agent, view: SavedView) -> int:
    return teamwork.counts_of(agent, [view], now=TEN)[view.pk]


def test_a_colleague_is_asked_and_answers_and_the_owner_stays(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    cases.take(case, by=aino, at=NINE)
    view = wants(vaino, "asked")

    question = verbs.ask(case, text="Onko takuu voimassa?", agent=vaino, by=aino, at=TEN)

    assert count(vaino, view) == 1
    assert question.memo.text == "@Väinö Kuusinen Onko takuu voimassa?"
    memo = verbs.answer(question, text="On, kesään.", by=vaino, at=TEN)
    assert (count(vaino, view), memo.kind) == (0, "memo")
    assert Case.objects.get().owner_agent == aino
    [told] = queries.questions(aino, case)
    assert (told.answer, told.answered_at) == (memo, TEN)


def test_a_team_is_asked_and_any_member_answers_once(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    team = Team.objects.create(organisation=kuusi.organisation, name="Huolto")
    Membership.objects.create(organisation=kuusi.organisation, team=team, agent=vaino)
    question = verbs.ask(a_case(), text="Kauanko huolto kestää?", team=team, by=aino, at=TEN)

    assert (count(vaino, wants(vaino, "asked")), count(aino, wants(aino, "asked"))) == (1, 0)
    verbs.answer(question, text="Viikon.", by=vaino, at=TEN)
    with pytest.raises(verbs.AlreadyAnswered):
        verbs.answer(question, text="Kaksi.", by=aino, at=TEN)


def test_nobody_of_another_organisation_is_asked_or_hears(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    case = a_case()
    with pytest.raises(Forbidden):
        verbs.ask(case, text="Hei?", agent=otso, by=aino, at=TEN)
    question = verbs.ask(case, text="Hei?", agent=aino, by=aino, at=TEN)

    assert queries.questions(otso, case) == []
    with pytest.raises(Missing):
        queries.question_of(otso, case, question.pk)


def test_an_empty_question_is_none(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    with pytest.raises(EmptyText):
        verbs.ask(a_case(), text=" ", agent=vaino, by=aino, at=TEN)


def test_who_is_called_in_a_memo_finds_the_case_until_they_say_something(
    kuusi: Brand, aino: Agent, vaino: Agent
) -> None:
    case = a_case()
    view = wants(vaino, "mentioned")

    cases.memo(case, text="Katsoisitko, @Väinö?", by=aino, at=TEN)
    history.run_due(at=TEN)
    history.run_due(at=TEN)

    assert count(vaino, view) == Mention.objects.count() == 1
    cases.memo(case, text="Katsoin.", by=vaino, at=TEN)
    assert count(vaino, view) == 0


def test_nobody_is_called_by_their_own_memo_or_from_elsewhere(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    cases.memo(a_case(), text="@Aino muistaa tämän. @Otso ei.", by=aino, at=TEN)
    history.run_due(at=TEN)

    assert Mention.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Aino, katso", [1]),
        ("@aino lehtonen katso", [1]),
        ("kirjoita aino@aino.fi", []),
        ("@Väinö", []),  # two are called so
        ("@Väinö Kuusinen ja @Väinö Aho", [2, 3]),
        ("@Ainokaisa", []),
        ("@", []),
        ("@@Aino", [1]),
    ],
)
def test_whom_a_text_calls(text: str, expected: list[int]) -> None:
    assert called(text, {1: "Aino Lehtonen", 2: "Väinö Kuusinen", 3: "Väinö Aho", 4: ""}) == expected
