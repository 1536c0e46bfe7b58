"""A queue is ended only while nothing waits in it, and no case is ever left where nobody looks."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import leaving, snoozing, verbs
from aspa.cases.joining import merging, splitting
from aspa.cases.models import Case
from aspa.history.models import Event
from aspa.staff import queries
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Queue
from aspa.staff.queues import verbs as queues
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case, arrives, mail, tell

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def bills(kuusi: Brand) -> Queue:
    """A second queue of Kuusi."""
    return staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)


@pytest.fixture
def bill(bills: Queue, vaino: Agent) -> Case:
    """A case that waits in it."""
    case = a_case("Lasku")
    verbs.assign(case, queue=bills, by=vaino, at=NINE)
    return case


def ended(queue: Queue, at=TEN) -> Queue:
    queues.end(queue, by="agent:1", at=at)
    return queue


def waits_in(case: Case) -> str:
    case.refresh_from_db()
    return case.owner_queue.name


def test_an_empty_queue_is_ended_and_offered_to_nobody(bills: Queue, vaino: Agent) -> None:
    ended(bills)

    assert [one.name for one in queries.queues(vaino)] == ["Kuusi"]
    assert [one.name for one in queries.all_queues(vaino)] == ["Kuusi", "Laskut"]
    assert Event.objects.get(name="queue.ended").subject_id == bills.pk


def test_what_was_ended_stays_so(bills: Queue) -> None:
    ended(bills)
    ended(bills)

    assert Event.objects.filter(name="queue.ended").count() == 1


def test_new_cases_always_have_a_queue(kuusi: Brand, bills: Queue) -> None:
    with pytest.raises(queues.FirstQueue, match="Uudet asiat"):
        ended(queries.open_queue(kuusi))

    assert a_case().owner_queue == queries.open_queue(kuusi)


def test_a_queue_in_which_a_case_waits_stays(bill: Case, bills: Queue) -> None:
    with pytest.raises(leaving.QueueNotEmpty, match="1 avoin asia"):
        ended(bills)

    bills.refresh_from_db()
    assert bills.ended_at is None


def test_so_does_one_in_which_a_case_rests(bill: Case, bills: Queue, vaino: Agent) -> None:
    snoozing.snooze(bill, until=TEN, by=vaino, at=NINE)

    with pytest.raises(leaving.QueueNotEmpty):
        ended(bills)


def test_so_does_one_in_which_somebody_has_a_role(bills: Queue, aino: Agent) -> None:
    role = roles.standing(bills.organisation_id, "lead")
    given = roles.grant(role, to=aino, queue=bills, by="aspa", at=NINE)

    with pytest.raises(queues.QueueGranted, match="rooli"):
        ended(bills)

    roles.withdraw(given, by="aspa", at=NINE)
    assert ended(bills).ended_at == TEN


def test_the_role_of_a_key_that_was_revoked_is_in_nobodys_way(bills: Queue, vaino: Agent) -> None:
    staff.make_token(vaino.organisation, name="Kassa", queue=bills, at=NINE)
    staff.revoke(vaino.organisation.tokens.get(), at=NINE)

    assert ended(bills).ended_at == TEN


def test_nothing_is_put_into_a_queue_that_was_ended(bills: Queue, vaino: Agent, aino: Agent) -> None:
    case = a_case()
    ended(Queue.objects.get(pk=bills.pk))

    with pytest.raises(queries.QueueEnded, match="lopetettu"):
        verbs.assign(case, queue=bills, by=vaino, at=TEN)
    with pytest.raises(queries.QueueEnded):
        roles.grant(roles.standing(bills.organisation_id, "lead"), to=aino, queue=bills, by="aspa", at=TEN)


def test_what_was_closed_in_it_waits_in_the_first_when_it_is_opened_again(bill: Case, bills: Queue, vaino) -> None:
    verbs.close(bill, outcome="no_answer_needed", by=vaino, at=NINE)
    ended(bills)
    assert waits_in(bill) == "Laskut"

    verbs.reopen(bill, by=vaino, at=TEN)

    assert waits_in(bill) == "Kuusi"


def test_what_a_customer_opens_again_waits_in_the_first_too(bill: Case, bills: Queue, vaino: Agent) -> None:
    sent = bill.messages.get(kind="acknowledgement").message_id
    verbs.close(bill, outcome="no_answer_needed", by=vaino, at=NINE)
    ended(bills)

    arrives(mail("Vs: Lasku", "Ei tullut.", at=TEN, In_Reply_To=sent), at=TEN)
    tell(TEN)

    assert waits_in(bill) == "Kuusi"
    assert bill.is_open


def test_what_was_taken_from_it_goes_to_the_first_when_its_owner_leaves(bill, bills, aino, vaino) -> None:
    verbs.take(bill, by=aino, at=NINE)
    ended(bills)

    leaving.part_from(aino, by=vaino, at=TEN)

    assert waits_in(bill) == "Kuusi"


def test_what_a_customer_opens_again_goes_there_when_its_owner_has_left(bill, bills, aino, vaino) -> None:
    sent = bill.messages.get(kind="acknowledgement").message_id
    verbs.take(bill, by=aino, at=NINE)
    verbs.close(bill, outcome="no_answer_needed", by=aino, at=NINE)
    leaving.part_from(aino, by=vaino, at=NINE)
    ended(bills)

    arrives(mail("Vs: Lasku", "Ei tullut.", at=TEN, In_Reply_To=sent), at=TEN)
    tell(TEN)

    assert (waits_in(bill), bill.owner_agent) == ("Kuusi", None)


def test_what_is_split_off_waits_in_the_first(bill: Case, bills: Queue, aino: Agent) -> None:
    sent = bill.messages.get(kind="acknowledgement").message_id
    arrives(mail("Vs: Lasku", "Ja toinenkin.", at=TEN, In_Reply_To=sent), at=TEN)
    tell(TEN)
    verbs.take(bill, by=aino, at=NINE)
    ended(bills)

    newest = bill.messages.filter(kind="contact").latest("id")
    made = splitting.split(bill, messages=[newest.pk], by=aino, at=TEN)

    assert waits_in(made.made) == "Kuusi"


def test_what_was_merged_waits_in_the_first_when_it_is_parted(bill: Case, bills: Queue, vaino: Agent) -> None:
    home = a_case("Muu")
    merged = merging.merge(bill, into=home, by=vaino, at=NINE)
    ended(bills)

    merging.unmerge(merged, by=vaino, at=NINE)

    assert waits_in(bill) == "Kuusi"
    assert bill.is_open


def test_it_is_started_again_under_its_name(kuusi: Brand, bills: Queue, vaino: Agent) -> None:
    ended(bills)

    assert staff.start_queue(kuusi, name="Laskut", by="aspa", at=TEN) == bills

    case = a_case()
    verbs.assign(case, queue=bills, by=vaino, at=TEN)
    assert waits_in(case) == "Laskut"
    assert Event.objects.filter(name="queue.started", subject_id=bills.pk).count() == 2
