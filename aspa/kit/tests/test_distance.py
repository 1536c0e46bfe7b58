"""How many slips lie between two words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.kit.distance import distance


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("virtanen", "virtanen", 0),
        ("virtanne", "virtanen", 1),
        ("virtanenn", "virtanen", 1),
        ("vitranne", "virtanen", 2),
        ("mäkinen", "makinen", 1),
        ("aho", "koskinen", 3),
        ("", "ab", 2),
        ("abcdef", "uvwxyz", 3),
    ],
)
def test_slips_are_counted_up_to_the_most(one: str, other: str, slips: int) -> None:
    assert distance(one, other, most=2) == slips


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_way_back_is_as_far(one: str, other: str) -> None:
    assert distance(one, other, most=3) == distance(other, one, most=3)
    assert (distance(one, other, most=3) == 0) == (one == other)
