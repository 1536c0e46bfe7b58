"""Numbers and names in a message that mean something elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.entities import MOST, extract, found, mask


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Missä tilaus 100234 viipyy?", "order", "100234"),
        ("Tilausnumero: A-20391.", "order", "A-20391"),
        ("Moi, #48213 tuli rikki", "order", "48213"),
        ("Order no. 55012, please", "order", "55012"),
        ("Beställningsnummer 70112", "order", "70112"),
        ("Soittakaa 040 573 9333", "phone", "+358405739333"),
        ("Ring 031-390 06 22", "phone", "+46313900622"),
        ("Paketti JJFI67716638918322051", "tracking", "JJFI67716638918322051"),
        ("RR123456785FI ei liiku", "tracking", "RR123456785FI"),
        ("DHL-lähetys 1930219023", "tracking", "1930219023"),
        ("Tilini on FI21 1234 5600 0007 85", "iban", "FI2112345600000785"),
        ("viitenumero 1232", "reference", "1232"),
        ("RF18539007547034", "reference", "RF18539007547034"),
        ("Henkilötunnukseni on 131052-308T", "hetu", "131052-308T"),
        ("010594Y9032", "hetu", "010594Y9032"),
        ("Y-tunnus 2077474-0", "business_id", "2077474-0"),
        ("alv FI20774740", "business_id", "2077474-0"),
        ("Liisa.Virtanen@Example.org", "email", "liisa.virtanen@example.org"),
        ("Kortti 4111 1111 1111 1111", "card", "4111111111111111"),
    ],
)
def test_an_entity_is_found_as_it_is_kept(text: str, kind: str, value: str) -> None:
    assert extract(text) == [{"type": kind, "value": value}]


@pytest.mark.parametrize(
    "text",
    [
        "Tulen 12.5.2026 klo 14.30",
        "Hinta oli 1 234,50 €",
        "Postinumero 00100 Helsinki",
        "131052-308U",
        "FI21 1234 5600 0007 86",
        "Y-tunnus 2077474-1",
        "viitenumero 1233",
        "RR123456784FI",
        "Versio 4.12.1, huone 312",
        "Tilaus 12.5.2026",
        "Alennus 20 % vuonna 2026",
        "",
    ],
)
def test_what_is_none_is_left(text: str) -> None:
    assert extract(text) == []


def test_digits_are_taken_once() -> None:
    assert [one["type"] for one in extract("Maksu tilille FI21 1234 5600 0007 85 viitteellä 1232.")] == [
        "iban",
        "reference",
    ]


def test_the_place_of_an_entity_is_told() -> None:
    text = "tilaus 100234"
    entity = found(text)[0]

    assert text[entity.start : entity.end] == "100234"


def test_identity_codes_and_cards_are_masked() -> None:
    text = "Tunnus 131052-308T, väärin 131052-308U, kortti 4111 1111 1111 1111, puhelin 040 573 9333"

    assert mask(text) == "Tunnus ******-****, väärin ******-****, kortti **** **** **** 1111, puhelin 040 573 9333"


@given(st.text(alphabet=st.sampled_from("0123456789 -+#.:/FIRfi@äx\n"), max_size=400))
def test_any_digits_can_be_looked_through(text: str) -> None:
    assert len(found(text)) <= MOST
    assert len(mask(text)) == len(text)
