"""What is done with a case."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.cases.touch import AlreadyClosed
from aspa.cases.writing import EmptyText, NoAddress
from aspa.channels.models import Delivery
from aspa.customers.models import Customer
from aspa.history.models import Event
from aspa.live.models import Hint
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent, Queue
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)
TOMORROW = Window(None, NINE + timedelta(days=1))


def test_a_promise_given_with_an_answer_opens_a_closed_case_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Valmis.", by=aino, at=NINE, closes="solved")

    window = Window(None, NINE + timedelta(days=1))
    cases.reply(case, text="Soitan vielä.", by=aino, at=NINE, promise=window, promise_act="call")

    case.refresh_from_db()
    assert case.is_open
    assert case.promise.act == "call"


def test_an_answer_keeps_the_promise_and_takes_the_case(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    promise = case.promise

    message = cases.reply(case, text="Paketti on Lahdessa.", by=aino, at=TEN)

    promise.refresh_from_db()
    case.refresh_from_db()
    assert promise.outcome == "kept"
    assert message.keeps == promise
    assert (case.owner_agent, case.owner_queue, case.promise) == (aino, None, None)


def test_an_answer_leaves_to_where_the_customer_wrote_from(kuusi: Brand, aino: Agent) -> None:
    case = a_case(Reply_To="liisa@koti.example")

    message = cases.reply(case, text="Hei!", by=aino, at=TEN)

    assert message.delivery.recipients == ["liisa@koti.example"]
    assert message.delivery.subject == f"Re: Paketti [#{case.number}]"
    assert message.delivery.in_reply_to == case.messages.get(kind="contact").message_id
    assert message.delivery.reply_to.startswith(f"tuki+{case.pk}.")


def test_an_answer_may_close_the_case(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.reply(case, text="Valmis.", by=aino, at=TEN, closes="solved")

    case.refresh_from_db()
    assert case.closure.outcome == "solved"


def test_nothing_written_is_no_answer(kuusi: Brand, aino: Agent) -> None:
    with pytest.raises(EmptyText):
        cases.reply(a_case(), text="  \n ", by=aino, at=TEN)


def test_a_customer_without_an_address_cannot_be_written_to(kuusi: Brand, aino: Agent) -> None:
    customer = Customer.objects.create(organisation=kuusi.organisation, name="Tiskillä käynyt")
    case = cases.open_case(brand=kuusi, customer=customer, subject="Kello", text="Rikki", by=aino, at=NINE)

    with pytest.raises(NoAddress):
        cases.reply(case, text="Hei", by=aino, at=TEN)


def test_a_case_opened_by_hand_has_its_answer_promised(kuusi: Brand, aino: Agent) -> None:
    customer = Customer.objects.create(organisation=kuusi.organisation, name="Liisa")

    case = cases.open_case(brand=kuusi, customer=customer, subject="Kello", text="Rikki", by=aino, at=NINE)

    assert case.promise.due_until > NINE
    assert case.number > 10_000


def test_a_memo_reaches_nobody_outside(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    before = Delivery.objects.count()

    cases.memo(case, text="Soitin varastoon.", by=aino, at=TEN)

    assert Delivery.objects.count() == before
    assert case.messages.filter(kind=Message.Kind.MEMO).count() == 1


def test_a_case_always_has_exactly_one_owner(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()

    cases.take(case, by=aino, at=TEN)
    cases.assign(case, agent=vaino, by=aino, at=TEN)
    cases.assign(case, queue=Queue.objects.get(), by=vaino, at=TEN)

    case.refresh_from_db()
    assert (case.owner_agent, case.owner_queue.brand) == (None, kuusi)


def test_an_owner_from_another_organisation_is_refused(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    with pytest.raises(cases.OtherOrganisation):
        cases.assign(a_case(), agent=otso, by=aino, at=TEN)


def test_solved_without_the_promised_answer_is_refused(kuusi: Brand, aino: Agent) -> None:
    with pytest.raises(cases.AnswerOwed):
        cases.close(a_case(), outcome="solved", by=aino, at=TEN)


def test_no_answer_needed_withdraws_the_promise(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.close(case, outcome="no_answer_needed", by=aino, at=TEN)

    assert Promise.objects.get().outcome == "withdrawn"
    assert not case.is_open


def test_a_closed_case_is_not_closed_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)

    with pytest.raises(AlreadyClosed):
        cases.close(case, outcome="spam", by=aino, at=TEN)


def test_a_closed_case_opens_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)

    cases.reopen(case, by=aino, at=TEN)

    assert Case.objects.get().is_open


def test_what_a_closing_by_mistake_withdrew_is_owed_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    promised = case.promise
    cases.close(case, outcome="spam", by=aino, at=TEN)

    cases.reopen(case, by=aino, at=TEN + timedelta(minutes=1))

    case.refresh_from_db()
    assert case.promise == promised
    assert (case.promise.ended_at, case.promise.due_until) == (None, promised.due_until)


def test_what_is_owed_again_after_its_time_is_late(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    due = case.promise.due_until
    cases.close(case, outcome="spam", by=aino, at=TEN)

    cases.reopen(case, by=aino, at=due + timedelta(hours=2))

    case.refresh_from_db()
    assert (case.promise.ended_at, case.promise.broken_at) == (None, due)


def test_opened_again_by_an_agent_and_by_the_customer_it_is_owed_once(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)
    cases.reopen(case, by=aino, at=TEN)

    arrives(mail("Re: Paketti", "Huhuu?", In_Reply_To=case.messages.get(kind="contact").message_id), at=TEN)
    tell(TEN)

    assert Promise.objects.get().ended_at is None


def test_what_the_customer_was_promised_since_is_not_promised_twice(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)
    arrives(mail("Re: Paketti", "Huhuu?", In_Reply_To=case.messages.get(kind="contact").message_id), at=TEN)
    tell(TEN)
    cases.close(case, outcome="spam", by=aino, at=TEN + timedelta(minutes=1))

    cases.reopen(case, by=aino, at=TEN + timedelta(minutes=2))

    first, second = Promise.objects.order_by("id")
    assert (first.outcome, second.outcome) == ("withdrawn", "")


def test_a_case_answered_while_closed_owes_nothing_when_it_opens(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)
    cases.reply(case, text="Paketti on Lahdessa.", by=aino, at=TEN + timedelta(minutes=1))

    cases.reopen(case, by=aino, at=TEN + timedelta(minutes=2))

    case.refresh_from_db()
    assert case.promise is None


def test_an_open_case_is_not_opened(kuusi: Brand, aino: Agent) -> None:
    with pytest.raises(cases.NotClosed):
        cases.reopen(a_case(), by=aino, at=TEN)


def test_every_verb_is_recorded_and_hinted(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.take(case, by=aino, at=TEN)

    assert Event.objects.filter(name="case.assigned", subject_id=case.pk, actor=aino.actor).exists()
    assert set(Hint.objects.values_list("topic", flat=True)) >= {"list", f"case-{case.number}"}


def test_the_words_of_any_text_survive_as_an_array(kuusi: Brand) -> None:
    case = a_case('NULL null {} "x" \\ ä', "a,b;c 'd' 0400-123 null")

    assert case.messages.get(kind="contact").words[:4] == ["null", "x", "ä", "a"]
