"""A brand that is opened can serve its first customer, whether it is the organisation's first or not."""

import pytest

from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.hours.queries import hours_of
from aspa.reception import founding
from tests.cast import NINE, arrives, mail, tell


def test_mail_to_a_second_brand_waits_in_its_own_queue_and_is_promised_an_answer(kuusi: Brand) -> None:
    honka = founding.open_brand(
        kuusi.organisation, name="Honka", address="tuki@honka.fi", language="sv", by="agent:1", at=NINE
    )

    arrives(mail("Paket", "Var är mitt paket?", to="tuki@honka.fi"), to="tuki@honka.fi")
    tell(NINE)

    case = Case.objects.get()
    assert (case.brand, case.owner_queue) == (honka, honka.queues.get())
    assert case.promise.due_until > NINE
    assert not hours_of(honka.pk).is_open(NINE.replace(hour=20))


def test_a_brand_whose_address_is_taken_is_not_opened_at_all(kuusi: Brand) -> None:
    with pytest.raises(brands.AddressTaken):
        founding.open_brand(
            kuusi.organisation, name="Honka", address="tuki@kuusi.fi", language="fi", by="agent:1", at=NINE
        )

    assert Brand.objects.get() == kuusi
