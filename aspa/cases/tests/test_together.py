"""Agents, reception and the clock at one case in the same moment."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.touch import lock
from aspa.live.models import Hint
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.reception import receive
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail

pytestmark = pytest.mark.django_db(transaction=True)


def beside(what: Callable[[], object], trouble: list[Exception]) -> threading.Thread:
    """Begin `what` beside this test, and give it a moment to get as far as it can."""

    def run() -> None:
        try:
            what()
        except Exception as error:  # noqa: BLE001  # told by the test
            trouble.append(error)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.3)
    return thread


def soon() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def test_an_answer_that_leads_to_a_promise_just_breaking_waits_for_nobody(kuusi: Brand, aino: Agent) -> None:
    case, trouble = a_case(at=soon()), []
    promising.promise(case, act="call", window=Window(None, soon()), by=aino, at=timezone.now())
    time.sleep(1.1)

    with transaction.atomic():
        cases.reply(case, text="Tulossa.", by=aino, at=timezone.now())
        clock = beside(lambda: promises.break_due(at=timezone.now()), trouble)
    clock.join()

    assert trouble == []
    assert Promise.objects.get(act="call").broken_at is not None


def test_a_case_whose_language_changes_holds_up_nobody_who_writes_in_it(kuusi: Brand, aino: Agent) -> None:
    case, trouble = a_case(), []

    with transaction.atomic():
        lock(case)
        other = beside(lambda: cases.speak(Case.objects.get(), language="sv", by=aino, at=NINE), trouble)
        cases.memo(case, text="Asiakas kirjoittaa ruotsiksi.", by=aino, at=NINE)
    other.join()

    assert trouble == []
    told = Case.objects.get()
    assert (told.language, told.customer.language) == ("sv", "sv")
    assert Hint.objects.filter(topic=f"customer-{told.customer_id}").exists()


def test_a_question_that_comes_while_the_case_is_closed_is_owed_an_answer(kuusi: Brand, aino: Agent) -> None:
    case, trouble = a_case(at=soon()), []
    arrives(mail(f"[#{case.number}]", "Vielä yksi asia."), at=soon())

    with transaction.atomic():
        cases.reply(case, text="Tulossa.", by=aino, at=timezone.now(), closes="solved")
        reception = beside(lambda: receive.tell_waiting(at=soon()), trouble)
    reception.join()

    assert trouble == []
    now = Case.objects.select_related("promise").get()
    assert now.is_open
    assert now.promise == Promise.objects.get(ended_at=None)
    assert now.promise.act == "answer"
