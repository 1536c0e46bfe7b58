"""A message read once, for everything."""

from hypothesis import given
from hypothesis import strategies as st

from aspa.language.analysis import understand
from aspa.language.entities import found
from aspa.language.mood import felt, polarity
from aspa.language.questions import questions
from aspa.language.reasons import reasons
from aspa.language.text import Text
from aspa.language.words import analyze

MESSAGE = "Hei, missä tilaukseni 100234 viipyy? Tämä on jo kolmas kerta, aika surkeaa.\n\n-- \nLiisa\n> Kiitos!\n"


def test_one_reading_says_what_each_function_says() -> None:
    known = understand(MESSAGE)

    assert known.language == "fi"
    assert known.terms == analyze(MESSAGE, "fi")
    assert known.questions == questions(MESSAGE) == ["Hei, missä tilaukseni 100234 viipyy?"]
    assert known.felt == felt(Text.of(MESSAGE))
    assert known.polarity == polarity(MESSAGE)
    assert list(known.reasons) == reasons(MESSAGE)
    assert known.entities == found(MESSAGE)


def test_a_language_may_be_given() -> None:
    assert understand("ok", "sv").language == "sv"


@given(st.text())
def test_any_message_is_understood(text: str) -> None:
    known = understand(text)

    assert known.felt.mood
    assert len(known.reasons) <= 3
