"""Customers write to one address and an agent signs in with another: no address is ever both."""

import pytest

from aspa.brands.models import Address, Brand
from aspa.reception import founding
from aspa.staff import hearing, verbs
from aspa.staff.models import Agent
from tests.cast import NINE, PASSWORD
from tests.parts.together import at_once

SOFIA = {"name": "Sofia Lindqvist", "password": PASSWORD, "is_administrator": False, "at": NINE}


@pytest.mark.parametrize("email", ["tuki@kuusi.fi", "Tuki@KUUSI.fi ", "tuki+sofia@kuusi.fi"])
def test_nobody_signs_in_where_a_brand_hears(kuusi: Brand, email: str) -> None:
    with pytest.raises(hearing.HeardAddress, match=r"."):
        verbs.hire(kuusi.organisation, email=email, **SOFIA)


@pytest.mark.parametrize("address", ["aino@kuusi.fi", " AINO@kuusi.fi"])
def test_no_brand_hears_where_somebody_signs_in(kuusi: Brand, aino: Agent, address: str) -> None:
    with pytest.raises(hearing.SignInAddress, match=r"."):
        hearing.hear_at(kuusi, address=address, by=aino.actor, at=NINE)
    with pytest.raises(hearing.SignInAddress, match=r"."):
        founding.open_brand(kuusi.organisation, name="Mänty", address=address, language="fi", by=aino.actor, at=NINE)

    assert not Address.objects.filter(value="aino@kuusi.fi").exists()


def test_no_brand_hears_where_somebody_signs_in_with_a_tag(kuusi: Brand) -> None:
    verbs.hire(kuusi.organisation, email="sofia+aspa@kuusi.fi", **SOFIA)

    with pytest.raises(hearing.SignInAddress):
        hearing.hear_at(kuusi, address="sofia@kuusi.fi", by="aspa", at=NINE)


def test_mail_to_who_left_may_come_to_a_brand_which_then_keeps_the_address(kuusi: Brand, aino: Agent) -> None:
    verbs.deactivate(aino, by="aspa", at=NINE)
    hearing.hear_at(kuusi, address="aino@kuusi.fi", by="aspa", at=NINE)

    with pytest.raises(hearing.HeardAddress):
        verbs.reactivate(aino, by="aspa", at=NINE)


def test_of_two_at_once_one_gets_the_address(transactional_db: None, kuusi: Brand) -> None:
    refused = at_once(
        lambda: verbs.hire(kuusi.organisation, email="uusi@kuusi.fi", **SOFIA),
        lambda: hearing.hear_at(kuusi, address="uusi@kuusi.fi", by="aspa", at=NINE),
    )

    assert refused in (["", "heard_address"], ["", "sign_in_address"])
