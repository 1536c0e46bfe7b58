"""How writers feel, why they write, and how a text is weighed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.mood import MOODS, felt, mood, polarity
from aspa.language.reasons import REASONS, reasons, weighed_reasons
from aspa.language.text import Text


@pytest.mark.parametrize(
    ("text", "feels"),
    [
        ("Tämä on aivan käsittämätöntä! Jo kolmas kerta kun paketti on hukassa, ja teitä ei kiinnosta.", "angry"),
        ("Harmi, että kengät menivät rikki jo viikossa. Odotin parempaa.", "disappointed"),
        ("Hei, mihin aikaan liike aukeaa lauantaina?", "neutral"),
        ("Kiitos ihanasta palvelusta, Mari oli aivan mahtava ja asia hoitui heti!", "pleased"),
        ("Tack för fantastisk service, ni är bäst!", "pleased"),
        ("Thank you so much, brilliant service!", "pleased"),
    ],
)
def test_feelings_are_recognised(text: str, feels: str) -> None:
    assert mood(text) == feels


def test_a_mood_is_told_with_the_words_that_speak_for_it() -> None:
    found = felt(Text.of("Aivan surkeaa palvelua, olen raivoissani!"))

    assert found.mood == "angry"
    assert "surkeaa" in found.because
    assert 0.25 < found.certainty <= 1


def test_nothing_said_is_neutral_and_not_sure() -> None:
    assert felt(Text.of("")) == ("neutral", 0.0, ())


def test_a_negation_turns_a_word_round() -> None:
    assert polarity("Palvelu oli hyvää.") > polarity("Palvelu ei ollut hyvää.")


def test_good_sounds_better_than_bad() -> None:
    assert polarity("Ihanaa, kiitos paljon!") > 0 > polarity("Kamala pettymys, ja vielä rikki.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hei, onko pesukoneeseen saatavilla suomenkielistä käyttöohjetta pdf:nä?", "manual_request"),
        ("Haluaisin palauttaa takin, se olikin liian iso.", "return_request"),
        ("Voiko teillä maksaa osamaksulla tai MobilePaylla?", "payment_methods"),
        ("Sovellus kaatuu joka kerta kun yritän kirjautua, virhekoodi 502.", "technical_trouble"),
        ("Har ni öppet på söndagar?", "general_question"),
    ],
)
def test_why_somebody_writes_is_suggested(text: str, reason: str) -> None:
    assert reason in reasons(text)


def test_reasons_are_three_of_the_thirteen_best_first() -> None:
    text = Text.of("Paljonko postikulut ovat Ahvenanmaalle?")
    shares = weighed_reasons(text)

    assert reasons(text.written) == list(shares)[:3]
    assert set(shares) == set(REASONS)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert sum(shares.values()) == pytest.approx(1)


@given(st.text())
def test_any_text_has_a_mood_and_a_reason(text: str) -> None:
    assert mood(text) in MOODS
    assert set(reasons(text)) <= set(REASONS)
