"""What moves in many cases at once, while somebody works in one of them."""

import pytest
from django.db import transaction

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.tests.test_together import beside
from aspa.cases.touch import lock
from aspa.staff.models import Agent
from aspa.tasks import verbs
from aspa.tasks.models import Task
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_tasks_that_go_to_others_hold_up_nobody_who_writes(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    first, second, trouble = a_case("Paketti"), a_case("Lasku"), []
    for case in (first, second):
        verbs.add(case, text="Tarkista", agent=aino, by=aino, at=NINE)

    with transaction.atomic():
        lock(second)
        other = beside(lambda: verbs.rehome(aino, by=vaino, at=NINE), trouble)
        cases.memo(second, text="Katson tätä juuri.", by=vaino, at=NINE)
    other.join()

    assert trouble == []
    assert not Task.objects.filter(agent=aino).exists()
