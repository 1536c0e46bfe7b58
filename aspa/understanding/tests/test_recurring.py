"""A customer who has turned to us about the same before."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.staff.models import Agent
from aspa.understanding.models import Understood
from aspa.understanding.recurring import times
from tests.cast import NINE, a_case, found

pytestmark = pytest.mark.django_db

FIRST = "Missä tilaukseni 100234 viipyy? Kenkien piti tulla viime viikolla."
AGAIN = "Tilaus 100234: kengät eivät ole vieläkään tulleet."
THIRD = "Kysyn jo kolmannen kerran tilauksesta 100234, missä kengät ovat?"
OTHER = "Onko teillä lahjakortteja?"


def counted(case: Case) -> int:
    return Understood.objects.get(message__case=case).times


def test_the_third_contact_about_the_same_is_recognised(kuusi: Brand, aino: Agent) -> None:
    first, again, third = (
        a_case(text[:9], text, at=NINE + timedelta(days=nth)) for nth, text in enumerate((FIRST, AGAIN, THIRD))
    )

    assert [counted(case) for case in (first, again, third)] == [1, 2, 3]
    assert found(aino, str(third.number))[0].labelled["again"] == 2


def test_another_matter_another_customer_and_long_ago_count_for_nothing(kuusi: Brand) -> None:
    a_case("Yksi", FIRST, at=NINE - timedelta(days=60))
    other = a_case("Kaksi", OTHER, at=NINE)
    anothers = a_case("Kolme", AGAIN, sender="Matti <matti@example.org>", at=NINE)
    again = a_case("Neljä", AGAIN, at=NINE)

    assert [counted(case) for case in (other, anothers, again)] == [1, 1, 1]


def test_nothing_said_is_like_nothing() -> None:
    assert times("", []) == 1
    assert times(OTHER, [FIRST, AGAIN]) == 1
