"""Views are narrowed by how cases are sorted."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.cases.narrowing.conditions import Chosen, WrongCondition, checked
from aspa.cases.narrowing.matching import matching
from aspa.sorting import verbs
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Reason
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db
TEN = NINE + timedelta(hours=1)


def found(agent: Agent, chosen: Chosen) -> list[int]:
    return [row.number for row in matching(agent, chosen, order="due", now=TEN).rows]


@pytest.fixture
def cases(kuusi: Brand) -> list[Case]:
    """Two cases of Kuusi's."""
    return [a_case(), a_case("Koko", "Onko kokoa 42?")]


def test_by_tag(cases: list[Case], aino: Agent) -> None:
    warranty = verbs.tag(cases[0], name="takuu", by=aino, at=NINE)
    exchange = verbs.tag(cases[1], name="vaihto", by=aino, at=NINE)

    assert found(aino, {"tag": [str(warranty.pk)]}) == [cases[0].number]
    assert len(found(aino, {"tag": [str(warranty.pk), str(exchange.pk)]})) == 2


def test_by_reason_a_built_in_one_and_a_brands_own(cases: list[Case], kuusi: Brand, vaino: Agent) -> None:
    verbs.give_reason(cases[0], Reason.objects.get(brand=kuusi, key="returns"), by=vaino, at=NINE)
    own = keeping.add_reason(kuusi, name="Kalibrointi", by=vaino, at=NINE)
    verbs.give_reason(cases[1], own, by=vaino, at=NINE)

    assert found(vaino, {"reason": ["returns"]}) == [cases[0].number]
    assert found(vaino, {"reason": [str(own.pk)]}) == [cases[1].number]
    assert found(vaino, {"reason": ["complaint"]}) == []
    assert found(vaino, {"reason": ["returns"], "tag": ["0"]}) == []


def test_what_there_is_to_choose(cases: list[Case], kuusi: Brand, vaino: Agent, otso: Agent) -> None:
    tag = verbs.tag(cases[0], name="takuu", by=vaino, at=NINE)
    own = keeping.add_reason(kuusi, name="Kalibrointi", by=vaino, at=NINE)
    chosen = {"tag": [str(tag.pk)], "reason": ["other", str(own.pk)]}

    assert checked(chosen, vaino) == chosen
    for name, values in chosen.items():
        with pytest.raises(WrongCondition):
            checked({name: values}, otso)
