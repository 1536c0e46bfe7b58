"""Which brand hears at which address."""

import pytest

from aspa.brands import queries
from aspa.brands.models import Address, Brand, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuki() -> Address:
    kuusi = Organisation.objects.create(name="Kuusi Oy")
    brand = Brand.objects.create(organisation=kuusi, name="Kuusi")
    return Address.objects.create(organisation=kuusi, brand=brand, value="tuki@kuusi.fi")


@pytest.mark.parametrize(
    "written", ["tuki@kuusi.fi", " <TUKI@Kuusi.FI> ", "tuki+10017.abcd@kuusi.fi", "tuki+@kuusi.fi"]
)
def test_a_brand_hears_its_address_however_it_is_written(tuki: Address, written: str) -> None:
    assert queries.brand_for_address(written) == tuki
    assert queries.place_in(queries.addresses(), written) == (
        tuki.organisation_id,
        tuki.brand_id,
        tuki.pk,
        True,
    )


@pytest.mark.parametrize(
    "other", ["", "tuki", "tuki@kuusi.fi.evil.example", "xtuki@kuusi.fi", "@kuusi.fi", "+a@kuusi.fi"]
)
def test_nobody_hears_at_other_addresses(tuki: Address, other: str) -> None:
    assert queries.brand_for_address(other) is None
    assert queries.place_in(queries.addresses(), other) is None


def test_an_address_with_a_tag_of_its_own_goes_before_the_plain_one(tuki: Address) -> None:
    yritys = Address.objects.create(organisation=tuki.organisation, brand=tuki.brand, value="tuki+yritys@kuusi.fi")

    assert queries.brand_for_address("tuki+yritys@kuusi.fi") == yritys
    assert queries.brand_for_address("tuki+muu@kuusi.fi") == tuki
