"""What is done with a case."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.cases.writing import EmptyText, NoAddress
from aspa.channels.models import Delivery
from aspa.customers.models import Customer
from aspa.history.models import Event
from aspa.live.models import Hint
from aspa.promises.models import Promise
from aspa.promises.verbs import TooLate
from aspa.promises.window import Window
from aspa.staff.models import Agent, Queue
from tests.cast import NINE, a_case

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


def test_an_answer_may_promise_what_comes_next(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.reply(case, text="Palaan huomenna.", by=aino, at=TEN, promise=TOMORROW)

    case.refresh_from_db()
    assert case.promise.due_until == TOMORROW.due_until
    assert Promise.objects.filter(subject_id=case.pk).count() == 2


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

    with pytest.raises(cases.AlreadyClosed):
        cases.close(case, outcome="spam", by=aino, at=TEN)


def test_a_closed_case_opens_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)

    cases.reopen(case, by=aino, at=TEN)

    assert Case.objects.get().is_open


def test_an_open_case_is_not_opened(kuusi: Brand, aino: Agent) -> None:
    with pytest.raises(cases.NotClosed):
        cases.reopen(a_case(), by=aino, at=TEN)


def test_another_time_is_promised_only_with_a_message(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.renegotiate(case, window=TOMORROW, text="Vastaan vasta huomenna.", by=aino, at=TEN)

    case.refresh_from_db()
    assert case.promise.follows.outcome == "renegotiated"
    assert Delivery.objects.filter(purpose="reply").count() == 1


def test_another_time_is_refused_when_the_first_has_passed(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    after = case.promise.due_until + timedelta(minutes=1)

    with pytest.raises(TooLate):
        cases.renegotiate(case, window=Window(None, after + timedelta(days=1)), text="Anteeksi.", by=aino, at=after)

    assert Delivery.objects.filter(purpose="reply").count() == 0


def test_a_promised_call_is_kept_by_calling(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Soitan huomenna.", by=aino, at=TEN)
    call = cases.promise(case, act="call", window=TOMORROW, by=aino, at=TEN)

    cases.reply(case, text="Muistattehan.", by=aino, at=TEN)
    call.refresh_from_db()
    assert call.ended_at is None  # writing is not calling

    cases.fulfil(case, call, by=aino, at=TEN)
    assert call.outcome == "kept"


def test_an_answer_is_not_kept_by_saying_so(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    with pytest.raises(cases.NothingPromised):
        cases.fulfil(case, case.promise, by=aino, at=TEN)


def test_every_verb_is_recorded_and_hinted(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.take(case, by=aino, at=TEN)

    assert Event.objects.filter(name="case.assigned", subject_id=case.pk, actor=aino.actor).exists()
    assert set(Hint.objects.values_list("topic", flat=True)) >= {"list", f"case-{case.number}"}


def test_the_words_of_any_text_survive_as_an_array(kuusi: Brand) -> None:
    case = a_case('NULL null {} "x" \\ ä', "a,b;c 'd' 0400-123 null")

    assert case.messages.get(kind="contact").words[:4] == ["null", "x", "ä", "a"]
