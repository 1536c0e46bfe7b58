"""A letter greets a person by the first name, and nobody by a wrong one."""

import pytest

from aspa.kit.greetings import first_name, greeting


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Aino Lehtonen", "Aino"),
        ("Lehtonen, Aino", "Aino"),
        ("von Essen, Carl Gustaf", "Carl"),
        ("Aino Lehtonen, CEO", "Aino"),
        ("Dr. Aino Lehtonen", "Aino"),
        ("Lehtonen, Dr. Aino", "Aino"),
        ("FT Aino Lehtonen", "Aino"),
        ("AINO LEHTONEN", "Aino"),
        ("LEHTONEN Aino", "Aino"),
        ("aino-maija lehtonen", "Aino-Maija"),
        ("ÅSA ÖBERG", "Åsa"),
        ("Sean O'Brien", "Sean"),
        ('"Aino Lehtonen"', "Aino"),
        ("'Aino Lehtonen'", "Aino"),
        ("Aino Lehtonen (Kuusi Oy)", "Aino"),
        ("Pa\u0308ivi Lehtonen", "Päivi"),
        ("Иван Петров", "Иван"),
        ("Matti", "Matti"),
        ("matti", "Matti"),
        ("Aino K. Lehtonen", "Aino"),
    ],
)
def test_a_person_has_a_first_name(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ",",
        "Rakennus Virtanen Oy",
        "Oy Virtanen Ab",
        "Virtanen, Oy",
        "Kuusi Oy, Aino Lehtonen",
        "Aino Lehtonen, Kuusi Oy",
        "Aino Lehtonen, Tampere",
        "Rakennus Virtanen, Oy",
        "Tmi Aino Lehtonen",
        "Kuusen asiakaspalvelu",
        "Espoon kaupunki",
        "info",
        "Customer Service",
        "aino@example.org",
        "Aino 2",
        "aino.lehtonen",
        "A. Lehtonen",
        "J.-P. Virtanen",
        "JP Virtanen",
        "IKEA",
        "Aino & Matti",
        "Aino ja Matti Lehtonen",
        "Aino Lehtonen | Kuusi",
        "Dr.",
        "李 明",
        "Yksi Kaksi Kolme Neljä Viisi Kuusi",
        "A" + "a" * 40 + " Lehtonen",
        "Aino\u202e Lehtonen",
        "Aino\r\nBcc: otso@example.org",
    ],
)
def test_who_may_be_nobody_is_greeted_plainly(name: str) -> None:
    assert first_name(name) == ""
    assert greeting("fi", name) == "Hei,"


def test_greetings_are_in_the_customers_language() -> None:
    assert greeting("sv", "Berg, Sofia") == "Hej Sofia,"
    assert greeting("en", "SOFIA BERG") == "Hello Sofia,"
    assert greeting("de", "Sofia Berg") == "Hello Sofia,"
