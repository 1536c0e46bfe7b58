"""Texts found by everyday words, and texts that say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.search import search
from aspa.language.similarity import similarity, similarity_pairs

DOCS = [
    "Palautusoikeus on kolmekymmentä päivää. Kuluttaja palauttaa tuotteen alkuperäisessä pakkauksessa.",
    "Maksutavat: verkkopankki, kortti, lasku ja osamaksu.",
    "Toimitus noutopisteeseen kestää kahdesta neljään arkipäivää.",
    "Asiakaspalvelutilanteessa kerro tilausnumero.",
]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("voiko kengät palauttaa", 0),
        ("maksaminen laskulla", 1),
        ("missä tilanteessa", 3),
        ("noutopiste", 2),
        ("palautusoikeudesta", 0),
        ("noutopisteseen", 2),
    ],
)
def test_the_text_that_answers_comes_first(query: str, best: int) -> None:
    assert search(query, DOCS, "fi")[0] == best


def test_what_is_not_there_finds_nothing() -> None:
    assert search("zyx", DOCS, "fi") == []
    assert search("", DOCS, "fi") == []
    assert search("palautus", [], "fi") == []


def test_of_equals_the_earlier_comes_first() -> None:
    assert search("lasku", ["lasku", "lasku"], "fi") == [0, 1]


def test_the_same_said_otherwise_is_nearer_than_another_matter() -> None:
    asked = "Missä tilaamani kengät viipyvät?"
    again, other = "Kenkiä jotka tilasin ei näy, missä ne ovat?", "Voiko teillä maksaa laskulla?"

    assert similarity(asked, again) > similarity(asked, other)
    assert similarity_pairs([(asked, again), (asked, other)]) == [similarity(asked, again), similarity(asked, other)]


def test_a_number_that_both_name_makes_them_one_matter() -> None:
    named = similarity("Missä tilaus 100234 on?", "Tilaus 100234 tuli rikki.")

    assert named > 0.5 > similarity("Missä tilaus 100234 on?", "Tilaus 100999 tuli rikki.")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_either_way(a: str, b: str) -> None:
    assert similarity(a, b) == pytest.approx(similarity(b, a))
    assert set(search(a, [b, a], "fi")) <= {0, 1}
