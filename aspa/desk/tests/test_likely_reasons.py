"""The likeliest reasons stand beside a case, and one press says which it is."""

import pytest
from django.test import Client

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.sorting.models import CaseReason
from aspa.understanding.models import Understood
from aspa.understanding.suggesting import KEYS, MOST
from tests.cast import a_case


@pytest.fixture
def case(kuusi: Brand) -> Case:
    return a_case("Palautus", "Haluaisin palauttaa kengät, ne ovat liian pienet.")


@pytest.mark.django_db
def test_a_reason_is_given_by_one_press(desk: Client, case: Case) -> None:
    page = desk.get(f"/cases/{case.number}/").content.decode()
    likely = page.split('class="suggested')[1].split("</form>")[0]
    first = likely.split('name="reason" value="')[1].split('"')[0]

    assert 1 <= likely.count('name="reason"') <= MOST
    assert desk.post(f"/cases/{case.number}/reason/", {"reason": first}).status_code == 303
    assert CaseReason.objects.get(case=case).reason.key == KEYS[Understood.objects.get().reasons[0]]
    assert 'class="suggested' not in desk.get(f"/cases/{case.number}/").content.decode()
