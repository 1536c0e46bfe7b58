"""Where a letter tells what is promised, and in which words."""

from datetime import timedelta

import pytest

from aspa.cases.told import put_into, sentence
from aspa.promises.window import Window
from tests.cast import NINE

TIME = "Palaan asiaan viimeistään tiistaina 19.11. klo 16.00."


@pytest.mark.parametrize(
    ("language", "act", "says"),
    [
        ("fi", "follow_up", TIME),
        ("sv", "answer", "Jag svarar dig senast tisdag 19.11 kl. 16.00."),
        ("en", "call", "I will call you by Tuesday 19 November, 16:00."),
        ("de", "call", "I will call you by Tuesday 19 November, 16:00."),
    ],
)
def test_a_time_is_told_in_the_customers_language(language: str, act: str, says: str) -> None:
    assert sentence(language, act=act, window=Window(None, NINE + timedelta(days=1, hours=7)), at=NINE) == says


@pytest.mark.parametrize(
    "closing",
    [
        "Ystävällisin terveisin\nAino Lehtonen",
        "Med vänlig hälsning\nAino",
        "Best regards,\n\nAino Lehtonen\nKuusi Oy\n040 123",
        "Kauniita päivänjatkoja!\n\nTerv. Aino",
        "Mvh Aino",
    ],
)
def test_it_stands_before_the_closing(closing: str) -> None:
    *said, last = closing.split("\n\n", 1) if closing.startswith("Kauniita") else [closing]

    told = put_into("\n\n".join(["Hei Liisa,", "selvitän asiaa.", closing]), TIME)

    assert told == "\n\n".join(["Hei Liisa,", "selvitän asiaa.", *said, TIME, last])


def test_a_letter_that_does_not_close_ends_with_it() -> None:
    assert put_into("Selvitän asiaa.\n", TIME) == f"Selvitän asiaa.\n\n{TIME}"
    assert put_into("Sain terveisin varustetun kortin. Selvitän.", TIME).endswith(TIME)


def test_regards_in_what_is_quoted_close_nothing() -> None:
    quoted = "Selvitän asiaa.\n\nTerveisin Liisa\n" + "vanhaa\n" * 12

    assert put_into(quoted, TIME).endswith(TIME)
