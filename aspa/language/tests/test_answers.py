"""Whether a draft answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.answers import answered, says_something

DRAFT = (
    "Hei Liisa! Kengät lähtivät varastolta eilen, ja ne ovat perillä torstaina. "
    "Palautus on sinulle maksuton 30 päivän ajan. Terveisin Mari"
)


@pytest.mark.parametrize(
    "question",
    ["Milloin kengät ovat perillä?", "Paljonko palautus maksaa?", "Ovatko kengät jo lähteneet varastolta?"],
)
def test_what_is_answered_is_ticked(question: str) -> None:
    assert answered(question, DRAFT) >= 0.5


@pytest.mark.parametrize(
    "question",
    ["Onko teillä samoja sinisenä?", "Saako laskun jaettua eriin?", "Mihin aikaan myymälä aukeaa?"],
)
def test_what_is_not_answered_stays_open(question: str) -> None:
    assert answered(question, DRAFT) < 0.5


def test_a_question_for_a_time_wants_a_time() -> None:
    question = "Milloin kengät ovat perillä?"

    assert answered(question, "Kengät ovat perillä torstaina.") > answered(question, "Kengät ovat kohta perillä.")


@pytest.mark.parametrize(("question", "draft"), [("", "Hei"), ("Missä?", ""), ("?", "?")])
def test_nothing_answers_nothing(question: str, draft: str) -> None:
    assert answered(question, draft) < 0.5


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        ("", False),
        ("Hei Liisa,\n\n\n\nYstävällisin terveisin\nAino", False),
        ("Hei Liisa!\n\nSe tulee huomenna.\n\nYstävällisin terveisin\nAino", True),
        ("Se tulee.", True),
        ("> Missä pakettini on?", False),
        ("Hej,\n\nMvh\nAino", False),
        ("Dear Mr. Smith,\n\nKind regards\nAino", False),
        ("Kuva on liitteenä. Hei Leena,\n\nYstävällisin terveisin\nAino", True),
    ],
)
def test_a_frame_says_nothing(draft: str, says: bool) -> None:
    assert says_something(draft) == says


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_judged(question: str, draft: str) -> None:
    assert 0 <= answered(question, draft) <= 1
