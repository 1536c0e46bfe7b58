"""Words a text can be found by."""

from hypothesis import given
from hypothesis import strategies as st

from aspa.language.words import LONGEST, MOST, analyze


def test_each_word_stands_once_in_lower_case() -> None:
    assert analyze("Paketti, paketti ja KELLO") == ["paketti", "ja", "kello"]


def test_scandinavian_letters_are_letters() -> None:
    assert analyze("Äiti söi Åbossa") == ["äiti", "söi", "åbossa"]


def test_a_number_is_found_whole_and_in_parts() -> None:
    assert analyze("tilaus 0400-123456") == ["tilaus", "0400-123456", "0400", "123456"]


def test_an_address_is_found_by_its_parts() -> None:
    assert analyze("liisa.virtanen@example.org") == ["liisa", "virtanen", "example", "org"]


@given(st.text())
def test_any_text_gives_words_within_bounds(text: str) -> None:
    words = analyze(text)

    assert len(words) <= MOST
    assert all(0 < len(word) <= LONGEST for word in words)
