"""Whoever leaves leaves nothing behind that nobody takes care of."""

from datetime import timedelta
from functools import partial

import pytest

from aspa.brands.models import Brand
from aspa.cases import leaving, verbs
from aspa.cases.models import Case
from aspa.history.models import Event
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.roles.verbs import LastAdministrator
from tests.cast import NINE, a_case, arrives, mail, tell
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def hers(kuusi: Brand, aino: Agent) -> Case:
    """A case that Aino took from the queue."""
    case = a_case()
    verbs.take(case, by=aino, at=NINE)
    return case


def test_open_work_goes_to_a_named_colleague(hers: Case, aino: Agent, vaino: Agent) -> None:
    due = hers.promise.due_until

    assert leaving.part_from(aino, to=vaino, by=vaino, at=TEN) == 1

    hers.refresh_from_db()
    assert (hers.owner_agent, hers.promise.due_until, hers.promise.ended_at) == (vaino, due, None)
    told = Event.objects.filter(name="case.assigned", subject_id=hers.pk, actor=vaino.actor, at=TEN).get()
    assert told.facts["agent_id"] == vaino.pk


def test_what_she_closed_goes_to_the_queue_when_it_is_opened_again(hers: Case, aino: Agent, vaino: Agent) -> None:
    verbs.reply(hers, text="Valmis.", by=aino, at=NINE, closes="solved")
    assert leaving.part_from(aino, by=vaino, at=TEN) == 0

    verbs.reopen(hers, by=vaino, at=TEN)

    assert (hers.owner_agent, hers.owner_queue.brand) == (None, hers.brand)


def test_what_a_customer_reopens_goes_to_the_queue_too(hers: Case, aino: Agent, vaino: Agent) -> None:
    reply = verbs.reply(hers, text="Valmis.", by=aino, at=NINE, closes="solved")
    leaving.part_from(aino, by=vaino, at=TEN)

    arrives(mail("Vs: Paketti", "Ei tullut.", at=TEN, In_Reply_To=reply.message_id), at=TEN)
    tell(TEN)

    case = Case.objects.get()
    assert (case.is_open, case.owner_agent, case.owner_queue.brand) == (True, None, case.brand)


def test_nobody_who_left_is_given_anything(hers: Case, aino: Agent, vaino: Agent) -> None:
    leaving.part_from(aino, by=vaino, at=TEN)

    for wish in (
        lambda: verbs.assign(hers, agent=aino, by=vaino, at=TEN),
        lambda: verbs.reply(hers, text="Hei", by=aino, at=TEN),
        lambda: leaving.part_from(aino, by=vaino, at=TEN),
    ):
        with pytest.raises(staff.NotAtWork):
            wish()


def test_the_last_administrator_stays(hers: Case, vaino: Agent) -> None:
    with pytest.raises(LastAdministrator):
        leaving.part_from(vaino, by=vaino, at=TEN)

    assert Agent.objects.get(pk=vaino.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_who_is_given_work_while_leaving_leaves_none_of_it(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    waiting = [a_case(f"Paketti {nth}") for nth in range(6)]

    def leave() -> None:
        leaving.part_from(Agent.objects.get(pk=aino.pk), by=vaino, at=TEN)

    given = [partial(verbs.assign, case, agent=aino, by=vaino, at=TEN) for case in waiting]
    refused = at_once(*given[:3], leave, *given[3:])

    assert set(refused) <= {"", "not_at_work"}
    assert not Case.objects.filter(owner_agent=aino).exists()
