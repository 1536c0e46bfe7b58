"""How plain a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.plain import difficulty, passives

PLAIN = "Hei! Saimme pakettisi. Lähetämme uudet kengät sinulle huomenna. Kerro, jos ne eivät sovi."
HARD = (
    "Palautusoikeuden toteutumisen edellytyksenä on, että palautettavaksi tarkoitetun hyödykkeen toimittamisesta "
    "myyjälle huolehditaan määräajassa siten kuin kuluttajansuojalain säännöksissä kaupan peruuttamisesta säädetään."
)


def test_laws_are_harder_than_letters() -> None:
    assert difficulty(HARD) > difficulty(PLAIN)


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_nothing_is_not_hard(lang: str) -> None:
    assert difficulty("", lang) == 0.0
    assert difficulty("1 2 3 …", lang) == 0.0


def test_the_language_may_be_given() -> None:
    text = "Varorna returneras av kunden. Anmälan ska göras skriftligen."

    assert passives(text, "sv") == ["returneras"]
    assert difficulty(text, "sv") == difficulty(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tilauksenne käsitellään huomenna.", ["käsitellään"]),
        ("Asiasta ilmoitettiin teille, ja maksu palautetaan.", ["ilmoitettiin", "palautetaan"]),
        ("Toimitettaisiinko ne kotiin?", ["Toimitettaisiinko"]),
        ("Kissaan tarttui takiaisia, ja menimme Espooseen taloon.", []),
        ("Your parcel was delivered and will be replaced.", ["delivered", "replaced"]),
        ("We were at home and opened it.", []),
        ("Paketet skickas i dag.", ["skickas"]),
    ],
)
def test_verbs_that_hide_who_does_are_found(text: str, found: list[str]) -> None:
    assert passives(text) == found


@given(st.text())
def test_any_text_can_be_measured(text: str) -> None:
    assert difficulty(text) == difficulty(text)
    assert all(one in text for one in passives(text))
