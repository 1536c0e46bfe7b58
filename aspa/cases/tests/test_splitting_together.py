"""Two agents and reception at the messages of one case in the same moment."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases.joining import splitting
from aspa.cases.joining.models import Split
from aspa.cases.models import Case, Message
from aspa.cases.tests.test_together import beside, soon
from aspa.reception import receive
from aspa.staff.models import Agent
from tests.cast import a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db(transaction=True)


def two_matters() -> tuple[Case, Message]:
    """A case, and the message in it that is another matter."""
    case = a_case("Paketti", at=soon())
    arrives(mail(f"[#{case.number}]", "Ja lasku on väärin."), at=soon() + timedelta(seconds=1))
    tell(soon())
    return case, case.messages.filter(kind="contact").order_by("id").last()


def split(case_id: int, message_id: int, by: Agent) -> Split:
    """Split rows that this connection reads for itself."""
    return splitting.split(Case.objects.get(pk=case_id), messages=[message_id], by=by, at=timezone.now())


def test_of_two_who_split_off_the_same_message_one_is_refused(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    (case, message), trouble = two_matters(), []

    with transaction.atomic():
        split(case.pk, message.pk, aino)
        other = beside(lambda: split(case.pk, message.pk, vaino), trouble)
    other.join()

    assert [type(one) for one in trouble] == [splitting.MovedAlready]
    assert Split.objects.count() == 1


def test_of_two_who_undo_a_split_one_is_refused(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    (case, message), trouble = two_matters(), []
    key = split(case.pk, message.pk, aino).pk

    with transaction.atomic():
        splitting.unsplit(Split.objects.get(pk=key), by=aino, at=timezone.now())
        other = beside(lambda: splitting.unsplit(Split.objects.get(pk=key), by=vaino, at=timezone.now()), trouble)
    other.join()

    assert [type(one) for one in trouble] == [splitting.UndoneAlready]


def test_mail_that_comes_in_that_moment_finds_where_its_letter_went(kuusi: Brand, aino: Agent) -> None:
    (case, message), trouble = two_matters(), []
    arrives(mail("Vs:", "Siis lasku.", In_Reply_To=f"<{message.message_id}>"), at=soon())

    with transaction.atomic():
        made = split(case.pk, message.pk, aino).made
        reception = beside(lambda: receive.tell_waiting(at=soon()), trouble)
    reception.join()

    assert trouble == []
    assert (Case.objects.get(pk=case.pk).contacts, Case.objects.get(pk=made.pk).contacts) == (1, 2)


def test_mail_that_comes_while_it_is_undone_finds_the_case_that_stands(kuusi: Brand, aino: Agent) -> None:
    (case, message), trouble = two_matters(), []
    done = split(case.pk, message.pk, aino)
    arrives(mail(f"[#{done.made.number}]", "Siis lasku."), at=soon())

    with transaction.atomic():
        splitting.unsplit(Split.objects.get(pk=done.pk), by=aino, at=timezone.now())
        reception = beside(lambda: receive.tell_waiting(at=soon()), trouble)
    reception.join()

    assert trouble == []
    assert Case.objects.get(pk=case.pk).contacts == 3
    assert Message.objects.filter(case=done.made).count() == 0
