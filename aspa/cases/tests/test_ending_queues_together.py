"""A queue is ended while somebody puts something into it: whoever is second is told, and nothing is left in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs
from aspa.cases.models import Case
from aspa.channels.email import plus
from aspa.handing import verbs as handing
from aspa.handing.models import Handover
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Grant, Queue
from aspa.staff.queues import verbs as queues
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case, arrives, mail, tell
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TEN = NINE + timedelta(hours=1)
NOTE: handing.Note = {"known": "Lasku", "promised": "Ei mitään", "asked": "Tarkista."}


@pytest.fixture
def bills(kuusi: Brand) -> Queue:
    """A second queue of Kuusi."""
    return staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)


def while_it_ends(bills: Queue, deed: Callable[[], object]) -> list[str]:
    """End the queue while something is done; return what was refused."""
    Queue.objects.filter(pk=bills.pk).update(ended_at=None)
    return at_once(deed, lambda: queues.end(Queue.objects.get(pk=bills.pk), by="agent:1", at=TEN))


def left_behind() -> int:
    return Case.objects.filter(owner_queue__ended_at__isnull=False, closure__isnull=True).count()


def test_a_case_is_put_in_or_the_queue_ends(bills: Queue, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    for _nth in range(6):
        verbs.assign(case, agent=aino, by=vaino, at=NINE)

        refused = while_it_ends(bills, lambda: verbs.assign(case, queue=bills, by=vaino, at=TEN))

        assert refused in (["", "queue_ended"], ["", "queue_not_empty"])
        assert left_behind() == 0


def test_a_closed_case_opens_there_or_elsewhere(bills: Queue, vaino: Agent) -> None:
    for nth in range(6):
        case = a_case(f"Lasku {nth}")
        Queue.objects.filter(pk=bills.pk).update(ended_at=None)
        verbs.assign(case, queue=bills, by=vaino, at=NINE)
        verbs.close(case, outcome="no_answer_needed", by=vaino, at=NINE)

        assert while_it_ends(bills, lambda case=case: verbs.reopen(case, by=vaino, at=TEN)) in (
            ["", ""],
            ["", "queue_not_empty"],
        )

        assert left_behind() == 0
        verbs.assign(case, agent=vaino, by=vaino, at=TEN)


def test_so_does_one_that_its_customer_opens(bills: Queue, vaino: Agent) -> None:
    for nth in range(6):
        case = a_case(f"Lasku {nth}")
        sent = plus.message_id_for(case.pk, "kuusi.fi")
        Queue.objects.filter(pk=bills.pk).update(ended_at=None)
        verbs.assign(case, queue=bills, by=vaino, at=NINE)
        verbs.close(case, outcome="no_answer_needed", by=vaino, at=NINE)
        arrives(mail(f"Vs: Lasku {nth}", "Ei tullut.", at=TEN, In_Reply_To=sent), at=TEN)

        while_it_ends(bills, lambda: tell(TEN))

        case.refresh_from_db()
        assert (case.is_open, left_behind()) == (True, 0)
        verbs.assign(case, agent=vaino, by=vaino, at=TEN)


def test_a_case_is_offered_to_it_or_it_ends(bills: Queue, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    verbs.take(case, by=aino, at=NINE)

    refused = while_it_ends(bills, lambda: handing.offer(case, note=NOTE, to=bills, by=aino, at=TEN))

    assert refused in (["", "queue_ended"], ["", "queue_offered"])
    assert not Handover.objects.filter(to_queue__ended_at__isnull=False).exists()


def test_a_role_is_given_in_it_or_it_ends(bills: Queue, aino: Agent) -> None:
    role = roles.standing(bills.organisation_id, "lead")

    refused = while_it_ends(bills, lambda: roles.grant(role, to=aino, queue=bills, by="aspa", at=TEN))

    assert refused in (["", "queue_ended"], ["", "queue_granted"])
    assert not Grant.objects.filter(queue__ended_at__isnull=False).exists()
