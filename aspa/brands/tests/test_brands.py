"""Brands are founded, and each hears at its own addresses."""

from datetime import UTC, datetime, timedelta

import pytest

from aspa.brands import queries, verbs
from aspa.brands.models import Address, Brand, Organisation
from aspa.history.models import Event
from aspa.kit.naming import NameNeeded

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def kuusi(address: str = "Tuki@Kuusi.fi") -> Brand:
    return verbs.found("Kuusi Oy", brand="Kuusi", address=address, language="fi", at=NINE)


def test_a_brand_hears_at_its_address_with_and_without_a_plus_tag() -> None:
    brand = kuusi()

    assert queries.brand_for_address("tuki@kuusi.fi").brand == brand
    assert queries.brand_for_address("TUKI+10017.abc@kuusi.fi").brand == brand
    assert queries.brand_for_address("muu@kuusi.fi") is None
    assert list(Event.objects.order_by("id").values_list("name", flat=True)) == [
        "organisation.founded",
        "brand.opened",
        "brand.hears_at",
    ]


def test_two_brands_never_share_an_address() -> None:
    kuusi()

    with pytest.raises(verbs.AddressTaken):
        kuusi()

    assert Organisation.objects.count() == 1


def test_hearing_where_one_hears_already_changes_nothing() -> None:
    brand = kuusi()

    verbs.hear_at(brand, address="tuki@kuusi.fi", by="agent:1", at=NINE)

    assert brand.addresses.count() == 1


@pytest.mark.parametrize(
    "address", ["tuki", "tuki+tag@kuusi.fi", "a b@kuusi.fi", "tuki@kuusi.fi\r\nBcc: otso@muu.fi", ""]
)
def test_what_is_no_address_of_our_own_is_refused(address: str) -> None:
    with pytest.raises(verbs.BadAddress):
        kuusi(address)


def test_an_organisation_opens_a_brand_of_one_name_once() -> None:
    brand = kuusi()

    with pytest.raises(verbs.BrandOpen):
        verbs.open_brand(
            brand.organisation, name=" Kuusi ", address="apu@kuusi.fi", language="sv", by="agent:1", at=NINE
        )

    assert not Address.objects.filter(value="apu@kuusi.fi").exists()


def test_a_brand_needs_a_name_and_a_language_aspa_speaks() -> None:
    with pytest.raises(NameNeeded):
        verbs.found("  ", brand="Kuusi", address="tuki@kuusi.fi", language="fi", at=NINE)
    with pytest.raises(verbs.UnknownLanguage):
        verbs.found("Kuusi Oy", brand="Kuusi", address="tuki@kuusi.fi", language="de", at=NINE)


def test_what_a_colleague_changed_meanwhile_is_seen_before_it_is_changed_again() -> None:
    brand = kuusi()
    older = Brand.objects.get()
    said = {
        "signature": "Kuusi",
        "acknowledges": True,
        "answers_within": timedelta(hours=8),
        "by": "agent:1",
        "at": NINE,
    }
    verbs.change(brand, language="sv", **said)

    verbs.change(older, language="fi", **said)

    brand.refresh_from_db()
    assert brand.language == older.language == "fi"
    changes = Event.objects.filter(name="brand.changed").order_by("id")
    assert [event.facts["fields"] for event in changes] == [["signature", "language"], ["language"]]
