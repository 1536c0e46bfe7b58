"""A clock that jumps, as on a machine that starts before it knows the time, or when somebody sets it."""

from datetime import timedelta

import pytest
from django.db import connection

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.channels import verbs as channels
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.journal.models import Entry
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db(transaction=True)
YEARS = timedelta(days=3 * 365)


def test_mail_that_came_while_the_clock_was_years_ahead_is_told_when_it_is_right(vaino: Agent) -> None:
    arrives(mail("Paketti", "Missä pakettini on?"))
    Entry.objects.update(tries=1, next_try_at=NINE + YEARS)

    assert tell(NINE) == 1
    assert Case.objects.count() == 1


def test_a_failed_try_is_still_waited_for(vaino: Agent) -> None:
    arrives(mail("Paketti", "Missä pakettini on?"))
    Entry.objects.update(tries=1, next_try_at=NINE + timedelta(hours=1))

    assert tell(NINE) == 0
    assert tell(NINE + timedelta(hours=1)) == 1


def test_what_follows_from_a_bounce_does_not_wait_for_years(vaino: Agent, aino: Agent) -> None:
    case = a_case()
    message = cases.reply(case, text="Huomenna.", by=aino, at=NINE)
    channels.sent(message.delivery, at=NINE)
    channels.reported(message.delivery_id, error="550 nobody", at=NINE + YEARS)

    history.run_due(at=NINE)

    assert not Event.objects.filter(name="delivery.failed", is_due=True).exists()
    assert Promise.objects.get().ended_at is None


def test_a_promise_that_a_wrong_clock_broke_is_still_owed(vaino: Agent, aino: Agent) -> None:
    case = a_case()
    promises.break_due(at=NINE + YEARS)

    promises.break_due(at=NINE)
    cases.reply(case, text="Huomenna.", by=aino, at=NINE)

    assert Promise.objects.get().outcome == Promise.Outcome.LATE


def test_an_answer_is_an_answer_though_the_clock_went_back(vaino: Agent, aino: Agent) -> None:
    case = a_case()

    cases.reply(case, text="Huomenna.", closes="solved", by=aino, at=NINE - timedelta(hours=2))

    assert Promise.objects.get().outcome == Promise.Outcome.KEPT


def test_mail_goes_on_when_the_clock_of_the_worker_is_behind(vaino: Agent) -> None:
    arrives(mail("Paketti", "Missä pakettini on?"), at=NINE)
    with connection.cursor() as cursor:
        cursor.execute("update journal_entry set next_try_at = %s", [NINE - timedelta(hours=2)])

    tell(NINE - timedelta(hours=1))

    promise = Promise.objects.get()
    assert promise.given_at == NINE
    assert promise.due_until > NINE
