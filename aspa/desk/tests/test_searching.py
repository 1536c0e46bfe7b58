"""What the desk shows of a search: the inflected word marked, a mistyped name put right, filters."""

import pytest
from django.test import Client

from aspa.brands.models import Brand
from tests.cast import a_case

pytestmark = pytest.mark.django_db


def test_the_word_is_marked_as_it_stands(kuusi: Brand, desk: Client) -> None:
    a_case("Asia", "Olin asiakaspalvelutilanteessa <b>eilen</b>.")

    page = desk.get("/cases/?q=tilanne").content.decode()
    assert "Olin <mark>asiakaspalvelutilanteessa</mark> &lt;b&gt;eilen" in page


def test_what_was_found_by_its_sender_shows_how_it_begins(kuusi: Brand, desk: Client) -> None:
    a_case("Asia", "Olin asiakaspalvelutilanteessa.")

    page = desk.get("/cases/?q=virtanen").content.decode()
    assert "Olin asiakaspalvelutilanteessa." in page
    assert "<mark>" not in page


def test_a_mistyped_name_finds_the_person(kuusi: Brand, desk: Client) -> None:
    case = a_case()

    page = desk.get("/cases/?q=Virtanne").content.decode()
    assert f'id="row-{case.number}"' in page
    assert "Haulla ”Virtanne” ei löytynyt mitään. Tässä on, mitä löytyy haulla ”virtanen”." in page
    people = desk.get("/customers/?q=Virtanne").content.decode()
    assert "Liisa Virtanen" in people
    assert 'value="Virtanne"' in people


def test_what_nothing_is_like_is_told_with_how_to_narrow(kuusi: Brand, desk: Client) -> None:
    a_case()

    page = desk.get("/cases/?q=norsunluu").content.decode()
    assert "Mitään ei löytynyt" in page
    assert "lähettäjä:" in page
    assert "Ketään ei löytynyt" in desk.get("/customers/?q=norsunluu").content.decode()


def test_filters_narrow(kuusi: Brand, desk: Client) -> None:
    case = a_case()

    assert f'id="row-{case.number}"' in desk.get("/cases/?q=l%C3%A4hett%C3%A4j%C3%A4:virtanen").content.decode()
    assert f'id="row-{case.number}"' not in desk.get("/cases/?q=tila:suljettu").content.decode()
