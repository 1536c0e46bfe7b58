"""Two who enter the same call at once make one customer."""

from functools import partial

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.customers.models import Customer
from aspa.reception import by_hand
from aspa.staff.models import Agent
from tests.cast import NINE
from tests.parts.together import at_once


def test_of_two_who_enter_a_stranger_at_once_both_get_one_customer(
    transactional_db: None, kuusi: Brand, aino: Agent, vaino: Agent
) -> None:
    told = {"address": "", "number": "040 123 4567", "name": "Pekka Salo", "subject": "Lasku", "text": "Väärin."}

    assert at_once(*[partial(by_hand.enter, **told, by=by, at=NINE) for by in (aino, vaino)]) == ["", ""]

    assert Case.objects.count() == 2
    assert Customer.objects.get().name == "Pekka Salo"
