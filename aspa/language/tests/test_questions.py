"""What a writer wants answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.questions import MOST, questions


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Missä pakettini on?", ["Missä pakettini on?"]),
        ("Missä pakettini on", ["Missä pakettini on"]),
        ("Hei. Onko kenkiä vielä koossa 42", ["Onko kenkiä vielä koossa 42"]),
        ("Haluaisin tietää, milloin tilaukseni tulee.", ["Haluaisin tietää, milloin tilaukseni tulee."]),
        ("Milloin se tulee ja mitä se maksaa?", ["Milloin se tulee", "ja mitä se maksaa?"]),
        ("Moi, voiks tän vaihtaa", ["Moi, voiks tän vaihtaa"]),
        ("Pyydän teitä vahvistamaan tilauksen.", ["Pyydän teitä vahvistamaan tilauksen."]),
        ("Poistakaa minut postituslistalta.", ["Poistakaa minut postituslistalta."]),
        ("När kommer paketet", ["När kommer paketet"]),
        ("Kan ni skicka en ny faktura?", ["Kan ni skicka en ny faktura?"]),
        ("Jag undrar om ni har den i blått.", ["Jag undrar om ni har den i blått."]),
        ("Could you send me the manual", ["Could you send me the manual"]),
        ("I would like to know when it arrives.", ["I would like to know when it arrives."]),
        ("Сколько стоит доставка?", ["Сколько стоит доставка?"]),
    ],
)
def test_questions_are_found_with_and_without_a_mark(text: str, asked: list[str]) -> None:
    assert questions(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Kiitos, paketti tuli perille.",
        "Verkkokauppa toimii hyvin.",
        "Mikko ja sisko kävivät liikkeessä.",
        "Mikä pettymys!",
        "Miten ikävää.",
        "Älkää huolehtiko.",
        "Mitä pikemmin sitä parempi.",
        "Kun paketti tuli, se oli rikki.",
        "Mikä tahansa väri käy.",
        "När paketet kom var locket sprucket.",
        "What a shame.",
        "When the parcel came, the lid was cracked.",
        "",
        "?",
    ],
)
def test_what_asks_nothing_is_left(text: str) -> None:
    assert questions(text) == []


def test_neither_a_quoted_letter_nor_a_signature_asks() -> None:
    text = "Kiitos vastauksesta.\n\nTerveisin\nLiisa\nKysyttävää? www.example.com\n\n> Onko laite rikki?\n"

    assert questions(text) == []


def test_each_of_three_questions_is_found() -> None:
    text = (
        "Hei!\n\nTilasin viikko sitten kengät.\n"
        "Missä ne viipyvät? Saanko ne vielä perjantaiksi? Entä paljonko palautus maksaa?"
    )

    assert questions(text) == [
        "Missä ne viipyvät?",
        "Saanko ne vielä perjantaiksi?",
        "Entä paljonko palautus maksaa?",
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "Haluaisin tietää, milloin viime viikolla tilaamani pyöräilykengät\ntulevat kotiin."

    assert questions(text) == [" ".join(text.split())]


@given(st.text())
def test_any_text_may_ask(text: str) -> None:
    assert len(questions(text)) <= MOST
