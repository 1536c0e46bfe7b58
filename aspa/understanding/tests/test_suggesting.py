"""The likeliest reasons of a case, and how a brand's agents teach better ones."""

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.history import verbs as history
from aspa.language.reasons import REASONS
from aspa.sorting import queries
from aspa.sorting import verbs as sorting
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.queries import ReasonRow
from aspa.sorting.reasons import REASONS as BUILT_IN
from aspa.staff.models import Agent
from aspa.understanding.models import Lesson, Understood
from aspa.understanding.suggesting import KEYS, TRUSTED, suggested
from tests.cast import NINE, a_case

ROWS = [ReasonRow(1, "use", ""), ReasonRow(2, "returns", ""), ReasonRow(3, "feedback", ""), ReasonRow(4, "", "Huolto")]
GUESSED = ["return_request", "usage_help"]


def titles(*, lessons: tuple[tuple[str, int, int], ...] = (), **how: bool) -> list[int]:
    return [one.id for one in suggested(GUESSED, lessons, ROWS, **how)]


def test_what_the_words_say_comes_first() -> None:
    assert titles() == [2, 1]
    assert titles(is_thanks=True) == [3, 2, 1]


def test_what_agents_choose_instead_is_learnt() -> None:
    assert titles(lessons=(("return_request", 4, TRUSTED - 1),)) == [2, 1, 4]
    assert titles(lessons=(("return_request", 4, TRUSTED + 1),))[0] == 4


def test_what_was_put_away_is_not_suggested() -> None:
    assert titles(lessons=(("return_request", 99, 50),)) == [2, 1]
    assert suggested([], [], ROWS) == suggested(GUESSED, [], []) == []


def test_every_guess_stands_for_a_reason() -> None:
    assert set(KEYS) == set(REASONS)
    assert set(KEYS.values()) <= set(BUILT_IN)


@pytest.fixture
def case(kuusi: Brand) -> Case:
    return a_case("Palautus", "Haluaisin palauttaa kengät, ne ovat liian pienet.")


@pytest.mark.django_db
def test_a_reason_that_was_given_teaches_the_brand(case: Case, kuusi: Brand, aino: Agent) -> None:
    own = keeping.add_reason(kuusi, name="Huolto", by=aino, at=NINE)
    for chosen in (own, None, own):
        sorting.give_reason(case, chosen, by=aino, at=NINE)
    while history.run_due(at=NINE):
        pass

    lesson = Lesson.objects.get()
    assert (lesson.reason, lesson.times) == (own, 2)
    assert lesson.guessed == Understood.objects.get().reasons[0]
    assert own.pk in {one.id for one in queries.sorted_of(aino, case.pk).reasons}


@pytest.mark.django_db
def test_a_case_in_which_nobody_wrote_teaches_nothing(case: Case, kuusi: Brand, aino: Agent) -> None:
    Understood.objects.all().delete()
    sorting.give_reason(case, queries.reasons(aino, kuusi)[0], by=aino, at=NINE)
    while history.run_due(at=NINE):
        pass

    assert not Lesson.objects.exists()
