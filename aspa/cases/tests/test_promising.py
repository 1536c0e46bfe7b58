"""What a case's customer is promised and told."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.channels.models import Delivery
from aspa.promises.models import Promise
from aspa.promises.verbs import SameTime, TooLate
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)
TOMORROW = Window(None, NINE + timedelta(days=1, hours=2))
FRAME = "Hei Liisa,\n\n\n\nYstävällisin terveisin\nAino Lehtonen"


def test_an_answer_may_promise_what_comes_next(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.reply(case, text="Palaan huomenna.", by=aino, at=TEN, promise=TOMORROW)

    case.refresh_from_db()
    assert case.promise.due_until == TOMORROW.due_until
    assert Promise.objects.filter(subject_id=case.pk).count() == 2


def test_another_time_is_promised_only_with_a_message(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    promising.renegotiate(case, window=TOMORROW, text="Vastaan vasta huomenna.", by=aino, at=TEN)

    case.refresh_from_db()
    assert case.promise.follows.outcome == "renegotiated"
    assert Delivery.objects.filter(purpose="reply").count() == 1


def test_who_promises_another_time_takes_the_case_from_its_queue(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    promising.renegotiate(case, window=TOMORROW, text="Vastaan vasta huomenna.", by=aino, at=TEN)
    case.refresh_from_db()
    assert (case.owner_agent, case.owner_queue) == (aino, None)

    later = Window(None, TOMORROW.due_until + timedelta(hours=1))
    promising.renegotiate(case, window=later, text="Aino vastaa myöhemmin.", by=vaino, at=TEN)

    case.refresh_from_db()
    assert case.owner_agent == aino


def test_another_time_is_refused_when_the_first_has_passed(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    after = case.promise.due_until + timedelta(minutes=1)

    with pytest.raises(TooLate):
        promising.renegotiate(case, window=Window(None, after + timedelta(days=1)), text="Anteeksi.", by=aino, at=after)

    assert Delivery.objects.filter(purpose="reply").count() == 0


def test_a_promised_call_is_kept_by_calling(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Soitan huomenna.", by=aino, at=TEN)
    call = promising.promise(case, act="call", window=TOMORROW, by=aino, at=TEN)

    cases.reply(case, text="Muistattehan.", by=aino, at=TEN)
    call.refresh_from_db()
    assert call.ended_at is None  # writing is not calling

    promising.fulfil(case, call, by=aino, at=TEN)
    assert call.outcome == "kept"


def test_an_answer_is_not_kept_by_saying_so(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    with pytest.raises(promising.NothingPromised):
        promising.fulfil(case, case.promise, by=aino, at=TEN)


def test_the_customer_is_told_another_time_before_the_letter_closes(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    message = promising.renegotiate(case, window=TOMORROW, text=FRAME, by=aino, at=TEN)

    told = "Vastaan sinulle viimeistään tiistaina 19.11. klo 11.00."
    assert message.text == f"Hei Liisa,\n\n{told}\n\nYstävällisin terveisin\nAino Lehtonen"
    assert message.delivery.text == message.text


def test_the_time_already_promised_is_not_another_time(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    with pytest.raises(SameTime):
        promising.renegotiate(case, window=Window(None, case.promise.due_until), text=FRAME, by=aino, at=TEN)

    assert not Delivery.objects.filter(purpose="reply").exists()


def test_what_an_answer_promises_next_is_told_in_it(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Paketet", "Hej! Var är mitt paket? Jag har väntat på det i en vecka och undrar när det kommer.")
    call = Window(TOMORROW.due_until, TOMORROW.due_until + timedelta(hours=1))

    text = "Hej Liisa,\n\njag frågar lagret.\n\nVänliga hälsningar\nAino"
    message = cases.reply(case, text=text, by=aino, at=TEN, promise=call, promise_act="call")

    assert "lagret.\n\nJag ringer dig tisdag 19.11 kl. 11.00–12.00.\n\nVänliga hälsningar\nAino" in message.text
