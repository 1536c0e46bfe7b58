"""An address is taken out of use: nobody is told to write to it any more, and it stays its owner's."""

from functools import partial

import pytest

from aspa.brands import queries, verbs
from aspa.brands.models import Address, Brand
from aspa.brands.retiring import verbs as retiring
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.reception import founding
from aspa.staff.models import Agent
from tests.cast import NINE
from tests.parts.together import at_once

NAMED = {"by": "agent:1", "at": NINE}


@pytest.fixture
def apu(kuusi: Brand) -> Address:
    """One more address of Kuusi."""
    return verbs.hear_at(kuusi, address="apu@kuusi.fi", **NAMED)


def test_a_brand_hears_at_a_retired_address_no_more(kuusi: Brand, apu: Address) -> None:
    retiring.retire(apu, **NAMED)

    assert [one.value for one in kuusi.heard_at] == ["tuki@kuusi.fi"]
    assert [one.value for one in kuusi.retired] == ["apu@kuusi.fi"]
    assert not queries.addresses()["apu@kuusi.fi"].is_heard
    told = Event.objects.get(name="brand.hears_no_more_at")
    assert (told.subject_id, told.facts, told.actor) == (kuusi.pk, {"address_id": apu.pk}, "agent:1")


def test_what_is_retired_already_stays_so(apu: Address) -> None:
    retiring.retire(apu, **NAMED)
    retiring.retire(apu, **NAMED)

    assert Event.objects.filter(name="brand.hears_no_more_at").count() == 1


def test_the_only_address_of_a_brand_stays(kuusi: Brand, apu: Address) -> None:
    retiring.retire(apu, **NAMED)

    with pytest.raises(retiring.OnlyAddress, match="ainoa osoite"):
        retiring.retire(kuusi.heard_at[0], **NAMED)

    assert len(kuusi.heard_at) == 1


def test_it_is_taken_into_use_again(kuusi: Brand, apu: Address) -> None:
    retiring.retire(apu, **NAMED)

    assert verbs.hear_at(kuusi, address="Apu@Kuusi.fi", **NAMED).pk == apu.pk

    assert [one.value for one in kuusi.heard_at] == ["tuki@kuusi.fi", "apu@kuusi.fi"]
    assert Event.objects.filter(name="brand.hears_at", facts__address_id=apu.pk).count() == 2


def test_another_brand_of_the_organisation_may_take_it(kuusi: Brand, vaino: Agent, apu: Address) -> None:
    wanted = {"name": "Havu", "address": "havu@kuusi.fi", "language": "fi"}
    havu = founding.open_brand(kuusi.organisation, **wanted, **NAMED)
    with pytest.raises(verbs.AddressTaken):
        verbs.hear_at(havu, address="apu@kuusi.fi", **NAMED)
    retiring.retire(apu, **NAMED)

    verbs.hear_at(havu, address="apu@kuusi.fi", **NAMED)

    assert [one.value for one in havu.heard_at] == ["havu@kuusi.fi", "apu@kuusi.fi"]
    with pytest.raises(Missing):
        queries.address_of(vaino, kuusi.pk, apu.pk)


def test_nobody_else_gets_the_answers_of_its_customers(apu: Address, otso: Agent) -> None:
    retiring.retire(apu, **NAMED)

    with pytest.raises(verbs.AddressTaken):
        verbs.hear_at(queries.brand_of(otso), address="apu@kuusi.fi", **NAMED)


@pytest.mark.django_db(transaction=True)
def test_of_the_last_two_only_one_is_retired_at_once(kuusi: Brand, apu: Address) -> None:
    refused = at_once(*[partial(retiring.retire, address, **NAMED) for address in kuusi.heard_at])

    assert refused == ["", "only_address"]
    assert len(kuusi.heard_at) == 1
