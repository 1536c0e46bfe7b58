"""Which language a message is written in."""

import pytest

from aspa.language.detect import detect


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
        ("", "und"),
        ("JJFI64801234 12.5.", "und"),
    ],
)
def test_the_language_is_told_by_common_words(text: str, language: str) -> None:
    assert detect(text) == language


def test_what_does_not_tell_leaves_the_default() -> None:
    assert detect("12345", default="sv") == "sv"
