"""Which language a message is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.detect import detect, detection
from aspa.language.detecting.common import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Missä pakettini on?", "fi"),
        ("Hei, haluaisin palauttaa tuotteen, miten se onnistuu?", "fi"),
        ("moi tilaus ei ole tullut", "fi"),
        ("Hej, jag har inte fått min faktura. Kan ni skicka den till mig?", "sv"),
        ("När kommer mitt paket?", "sv"),
        ("Hello, where is my order?", "en"),
        ("Could you please send me the invoice", "en"),
        ("Tere, kus mu pakk on?", "et"),
        ("Где мой заказ?", "ru"),
        ("Де моє замовлення?", "uk"),
        ("أين طلبي؟", "ar"),
        ("Fadlan ii soo dir rasiidka", "so"),
        ("Waxaan rabaa inaan soo celiyo alaabta", "so"),
        ("Wo ist meine Bestellung?", "de"),
        ("Où est mon colis ?", "fr"),
        ("¿Dónde está mi pedido?", "es"),
        ("Gdzie jest moja paczka?", "pl"),
        ("missa tilaukseni viipyy", "fi"),
        ("nar kommer min bestallning", "sv"),
        ("Hej", "sv"),
        ("Moi", "fi"),
        ("Hi", "en"),
        ("ei ole", "fi"),
        ("https://example.com/where/is/my/order", "und"),
        ("😀😀", "und"),
        ("", "und"),
        ("JJFI64801234 12.5.", "und"),
    ],
)
def test_the_language_is_told_by_common_words(text: str, language: str) -> None:
    assert detect(text) == language


def test_more_words_are_more_certain() -> None:
    assert detection("Missä pakettini oikein viipyy, kun sitä ei näy?").is_sure
    assert detection("Missä pakettini oikein viipyy").certainty > detection("Ole").certainty


@given(st.text(max_size=2000))
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = detection(text)

    assert found.language in {*LANGUAGES, "und"}
    assert 0 <= found.certainty <= 1


def test_what_does_not_tell_leaves_the_default() -> None:
    assert detect("12345", default="sv") == "sv"
