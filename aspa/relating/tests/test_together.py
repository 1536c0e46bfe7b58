"""Two agents who relate the same cases in the same moment."""

from collections.abc import Callable

import pytest
from django.db import transaction

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.cases.tests.test_together import beside
from aspa.relating import verbs
from aspa.relating.models import Child, Link
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_put_each_under_the_other_one_is_refused(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    first, second, trouble = a_case("Paketti"), a_case("Toinen"), []

    with transaction.atomic():
        verbs.put_under(first, parent=second, by=aino, at=NINE)
        other = beside(putting(second, first, vaino), trouble)
    other.join()

    assert [type(one) for one in trouble] == [verbs.OneLevel]
    assert Child.objects.count() == 1


def test_of_two_who_link_the_same_cases_one_is_refused(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    first, second, trouble = a_case("Paketti"), a_case("Toinen"), []

    with transaction.atomic():
        verbs.link(first, other=second, kind="related", by=aino, at=NINE)
        other = beside(linking(second, first, vaino), trouble)
    other.join()

    assert [type(one) for one in trouble] == [verbs.LinkedAlready]
    assert Link.objects.count() == 1


def putting(case: Case, parent: Case, by: Agent) -> Callable[[], object]:
    """Put one under the other, with rows this connection reads for itself."""
    return lambda: verbs.put_under(Case.objects.get(pk=case.pk), parent=Case.objects.get(pk=parent.pk), by=by, at=NINE)


def linking(case: Case, other: Case, by: Agent) -> Callable[[], object]:
    """Link the two, with rows this connection reads for itself."""
    return lambda: verbs.link(
        Case.objects.get(pk=case.pk), other=Case.objects.get(pk=other.pk), kind="related", by=by, at=NINE
    )
