"""In which language a customer is served: the one they write, whatever programs and others wrote beside it."""

import pytest

from aspa.brands.models import Brand
from aspa.channels.models import Delivery
from tests.cast import a_case

pytestmark = pytest.mark.django_db
GMAIL = """---------- Forwarded message ---------
From: Aino Asiakas <aino@example.org>
Date: Mon, Nov 18, 2030 at 8:15 AM
Subject: Paketti puuttuu
To: <liisa@example.org>

"""
FINNISH = "Hei, pakettini ei ole tullut, vaikka tilasin sen kolme viikkoa sitten. Missä se on?"
ENGLISH = "Your parcel is late. We are sorry for the delay, and it will be with you on Friday."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GMAIL + FINNISH, "fi"),
        (f"Hei, tässä tiedoksi.\n\n{GMAIL}{ENGLISH}", "fi"),
        (f"Hello, what is this?\n\n{GMAIL}{FINNISH}", "en"),
        (f"Hej, vad är det här?\n\n{GMAIL}{ENGLISH}", "sv"),
        (GMAIL + ENGLISH, "en"),
        (f"{FINNISH}\n\nFrom: minulta\n{FINNISH}", "fi"),
    ],
)
def test_who_passes_a_letter_on_is_served_in_their_own_language(kuusi: Brand, text: str, language: str) -> None:
    assert a_case("Fwd: Your order from the shop", text).language == language


def test_a_finnish_letter_passed_on_by_an_english_program_is_acknowledged_in_finnish(kuusi: Brand) -> None:
    a_case("Fwd: Paketti puuttuu", GMAIL + FINNISH)

    assert Delivery.objects.get().text.startswith("Hei Liisa")
