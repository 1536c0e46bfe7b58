"""Cases that rest, and how they come back."""

from datetime import datetime, timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import promising, snoozing
from aspa.cases import verbs as cases
from aspa.cases.lists import case_list, counts
from aspa.cases.models import Case, Closure, Snooze
from aspa.cases.page import case_page
from aspa.cases.touch import AlreadyClosed
from aspa.history.models import Event
from aspa.live.models import Hint
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db

TEN, MONDAY = NINE + timedelta(hours=1), NINE + timedelta(days=7)


@pytest.fixture
def case(kuusi: Brand, aino: Agent) -> Case:
    """A case of Aino's in which a call is promised for next Monday noon; nothing else is owed."""
    case = a_case()
    noon = Window(None, MONDAY + timedelta(hours=3))
    cases.reply(case, text="Soitan maanantaina.", by=aino, at=NINE, promise=noon, promise_act="call")
    return case


def thanks(case: Case, *, at: datetime) -> None:
    """The customer writes "thanks"."""
    arrives(mail("Re: Paketti", "Kiitos, ok!", In_Reply_To=case.messages.get(kind="reply").message_id, at=at), at=at)
    tell(at)


def working(agent: Agent, *, at: datetime) -> set[str]:
    """The views of work in which the only case stands."""
    views = ("next", "mine", "queue", "today", "snoozed")
    return {view for view in views if case_list(agent, view, now=at, agent_id=agent.pk).rows}


def test_a_case_that_rests_leaves_the_views_of_work_and_stays_counted(case: Case, aino: Agent) -> None:
    assert working(aino, at=TEN) == {"next", "mine"}

    snoozing.snooze(case, until=MONDAY, note="  Kuriiri\n etsii ", by=aino, at=NINE)

    assert working(aino, at=TEN) == {"snoozed"}
    assert counts(aino, now=TEN, agent_id=aino.pk)["snoozed"] == 1
    assert case_page(aino, case.number).snooze.note == "Kuriiri etsii"


def test_it_wakes_at_its_moment_once_and_says_so(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)
    Hint.objects.all().delete()

    woken = [snoozing.wake_due(at=MONDAY - timedelta(seconds=1)), *(snoozing.wake_due(at=MONDAY) for _again in "ab")]

    assert woken == [0, 1, 0]
    assert [event.at for event in Event.objects.filter(name="case.woke", subject_id=case.pk)] == [MONDAY]
    assert set(Hint.objects.values_list("topic", flat=True)) == {f"case-{case.number}", "list"}
    assert working(aino, at=MONDAY) == {"next", "mine", "today"}
    assert case_list(aino, "mine", now=MONDAY, agent_id=aino.pk).rows[0].woke_at == MONDAY


def test_a_case_whose_moment_has_come_is_awake_though_no_worker_lives(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)

    assert "mine" in working(aino, at=MONDAY)


def test_thanks_brings_the_case_up_and_neither_rest_nor_promise_is_forgotten(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)

    thanks(case, at=TEN)

    assert {"next", "mine", "snoozed"} <= working(aino, at=TEN)
    assert case_page(aino, case.number).snooze.roused_at == TEN
    assert Promise.objects.get(act="call").ended_at is None
    assert snoozing.wake_due(at=MONDAY) == 1
    assert Promise.objects.get(act="call").ended_at is None


def test_thanks_that_needs_no_answer_lets_it_rest_on(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)
    thanks(case, at=TEN)

    snoozing.rest_on(case, by=aino, at=TEN)

    assert working(aino, at=TEN) == {"snoozed"}
    assert set(Promise.objects.values_list("act", "outcome")) == {
        ("answer", "kept"),
        ("answer", "withdrawn"),
        ("call", ""),
    }
    assert Case.objects.get().promise.act == "call"
    assert snoozing.wake_due(at=MONDAY) == 1


def test_an_answer_to_what_came_meanwhile_lets_it_rest_on(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)
    thanks(case, at=TEN)

    cases.reply(case, text="Palaan maanantaina.", by=aino, at=TEN)

    assert working(aino, at=TEN) == {"snoozed"}


def test_what_is_promised_for_earlier_brings_it_up(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)

    promising.promise(case, act="follow_up", window=Window(None, NINE + timedelta(days=1)), by=aino, at=TEN)

    assert {"next", "mine"} <= working(aino, at=TEN)


def test_no_promise_is_slept_through(case: Case, aino: Agent) -> None:
    with pytest.raises(snoozing.PromiseSooner):
        snoozing.snooze(case, until=MONDAY + timedelta(hours=4), by=aino, at=NINE)


def test_it_does_not_rest_on_past_what_was_promised_meanwhile(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)
    promising.promise(case, act="follow_up", window=Window(None, NINE + timedelta(days=1)), by=aino, at=TEN)
    thanks(case, at=TEN)

    with pytest.raises(snoozing.PromiseSooner):
        snoozing.rest_on(case, by=aino, at=TEN)

    assert Promise.objects.filter(outcome="withdrawn").count() == 0


def test_another_moment_takes_the_place_of_the_first(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=NINE + timedelta(days=1), by=aino, at=NINE)

    snoozing.snooze(case, until=MONDAY, by=aino, at=TEN)

    assert list(Snooze.objects.order_by("id").values_list("ending", flat=True)) == ["replaced", ""]
    assert snoozing.wake_due(at=NINE + timedelta(days=1)) == 0
    assert snoozing.wake_due(at=MONDAY) == 1


def test_it_can_be_woken_before(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)

    snoozing.wake(case, by=aino, at=TEN)

    assert working(aino, at=TEN) == {"next", "mine"}
    assert snoozing.wake_due(at=MONDAY) == 0


def test_closing_ends_a_rest(case: Case, aino: Agent) -> None:
    snoozing.snooze(case, until=MONDAY, by=aino, at=NINE)

    cases.close(case, outcome="no_answer_needed", by=aino, at=TEN)

    assert Snooze.objects.get().ending == "closed"
    assert snoozing.wake_due(at=MONDAY) == 0
    assert Closure.objects.count() == 1


def test_what_makes_no_sense_is_refused(case: Case, aino: Agent) -> None:
    for refusal, until in (
        (snoozing.SnoozePast, NINE),
        (snoozing.SnoozeTooLong, NINE + timedelta(days=367)),
    ):
        with pytest.raises(refusal):
            snoozing.snooze(case, until=until, by=aino, at=NINE)


@pytest.mark.parametrize("verb", [snoozing.wake, snoozing.rest_on])
def test_what_does_not_rest_can_not_be_woken(case: Case, aino: Agent, verb: object) -> None:
    with pytest.raises(snoozing.NotSnoozed):
        verb(case, by=aino, at=TEN)


def test_a_closed_case_does_not_rest(case: Case, aino: Agent) -> None:
    cases.close(case, outcome="no_answer_needed", by=aino, at=TEN)

    with pytest.raises(AlreadyClosed):
        snoozing.snooze(case, until=MONDAY, by=aino, at=TEN)
