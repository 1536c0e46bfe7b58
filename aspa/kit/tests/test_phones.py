"""Phone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.kit.phones import is_valid, normal, numbers_in, shown


@pytest.mark.parametrize(
    ("said", "kept", "read"),
    [
        ("040 123 4567", "+358401234567", "040 1234567"),
        ("(09) 310 1691", "+35893101691", "09 3101691"),
        ("+46 70-123 45 67", "+46701234567", "+46 70 123 45 67"),
        ("00358 40 1234567", "+358401234567", "040 1234567"),
    ],
)
def test_a_number_is_kept_one_way_and_read_another(said, kept, read):
    assert normal(said) == kept
    assert is_valid(kept)
    assert shown(kept) == read


@pytest.mark.parametrize("said", ["", "12", "soita", "040 1234567 alanumero 5", "0401234567 ext. 5", "1" * 100])
def test_what_cannot_be_dialled_is_no_number(said):
    assert normal(said) == ""


def test_numbers_are_found_in_a_signature():
    text = "Terveisin Liisa\nPuh. 040 123 4567 / +46 70 123 45 67\nTilaus 10017, Y-tunnus 1234567-8"

    assert numbers_in(text) == ["+358401234567", "+46701234567"]


@given(st.text(max_size=100))
def test_any_text_is_a_number_or_not(text):
    kept = normal(text)

    assert kept == "" or normal(kept) == kept
    assert isinstance(shown(text), str)
    assert all(number.startswith("+") for number in numbers_in(text))
