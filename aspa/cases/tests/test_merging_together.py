"""Two agents and reception at the same cases in the same moment."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases.joining import merging
from aspa.cases.joining.models import Merge
from aspa.cases.models import Case
from aspa.cases.tests.test_together import beside, soon
from aspa.cases.touch import CaseMerged
from aspa.reception import receive
from aspa.staff.models import Agent
from tests.cast import a_case, arrives, mail

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_merge_each_into_the_other_one_is_refused(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    first, second, trouble = a_case("Paketti", at=soon()), a_case("Toinen", at=soon()), []

    with transaction.atomic():
        merging.merge(first, into=second, by=aino, at=timezone.now())
        other = beside(lambda: back(second, first, by=vaino), trouble)
    other.join()

    assert [type(one) for one in trouble] == [CaseMerged]
    assert Merge.objects.count() == 1
    assert Case.objects.get(pk=second.pk).joined_to is None


def back(case: Case, into: Case, *, by: Agent) -> None:
    """Merge rows that this connection reads for itself."""
    rows = Case.objects.in_bulk([case.pk, into.pk])
    merging.merge(rows[case.pk], into=rows[into.pk], by=by, at=timezone.now())


@pytest.mark.parametrize("named", ["first", "second"])
def test_mail_that_comes_in_that_moment_finds_the_case_that_stands(kuusi: Brand, aino: Agent, named: str) -> None:
    first, second, trouble = a_case("Paketti", at=soon()), a_case("Toinen", at=soon()), []
    number = {"first": first, "second": second}[named].number
    arrives(mail(f"[#{number}]", "Vielä yksi asia."), at=soon())

    with transaction.atomic():
        merging.merge(second, into=first, by=aino, at=timezone.now())
        reception = beside(telling(), trouble)
    reception.join()

    assert trouble == []
    home, emptied = Case.objects.get(pk=first.pk), Case.objects.get(pk=second.pk)
    assert (home.contacts, home.messages.filter(kind="contact").count()) == (3, 3)
    assert (emptied.is_open, emptied.messages.count()) == (False, 0)


def telling() -> Callable[[], object]:
    """Tell what waits, as the worker does."""
    return lambda: receive.tell_waiting(at=soon())
