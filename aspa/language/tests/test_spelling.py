"""Words put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.spelling import MOST, corrections, slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("palautsu", "palautus"),
        ("tilaaus", "tilaus"),
        ("lsku", "lasku"),
        ("kuitto", "kuitti"),
        ("toimitsu", "toimitus"),
    ],
)
def test_a_word_one_slip_away_is_found(typed: str, meant: str) -> None:
    assert meant in corrections(typed)


@pytest.mark.parametrize("word", ["palautus", "order", "faktura", "xq", "", "zzzzzzzz", "1234567", "a" * 60])
def test_what_is_right_or_hopeless_is_left(word: str) -> None:
    assert corrections(word) == []


@given(st.text(max_size=30))
def test_any_word_has_few_corrections(word: str) -> None:
    assert len(corrections(word)) <= MOST
    assert word not in slips(word) or len(set(word)) < len(word)
