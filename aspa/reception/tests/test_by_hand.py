"""Two who enter the same call at once make one customer."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.customers.models import Customer
from aspa.reception import by_hand
from aspa.staff.models import Agent
from tests.cast import NINE


def test_of_two_who_enter_a_stranger_at_once_both_get_one_customer(
    transactional_db: None, kuusi: Brand, aino: Agent, vaino: Agent
) -> None:
    def entered(by: Agent) -> None:
        told = {"address": "", "number": "040 123 4567", "name": "Pekka Salo", "subject": "Lasku", "text": "Väärin."}
        try:
            by_hand.enter(**told, by=by, at=NINE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        for one in [both.submit(entered, by) for by in (aino, vaino)]:
            one.result()

    assert Case.objects.count() == 2
    assert Customer.objects.get().name == "Pekka Salo"
