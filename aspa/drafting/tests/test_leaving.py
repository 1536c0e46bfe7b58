"""Replies that leave later."""

from datetime import timedelta

import pytest

from aspa.cases import verbs as cases
from aspa.cases.models import Message
from aspa.cases.writing import EmptyText
from aspa.channels.models import Delivery
from aspa.drafting import queries as drafts
from aspa.drafting import verbs as drafting
from aspa.drafting.leaving import queries, verbs
from aspa.drafting.models import Held
from aspa.kit.errors import Forbidden
from aspa.promises.models import Promise
from aspa.promises.window import Window
from tests.cast import NINE, a_case, arrives, mail, tell
from tests.parts.together import at_once

SECONDS = timedelta(seconds=1)
TOMORROW = NINE + timedelta(days=1)


def replies() -> int:
    return Delivery.objects.filter(purpose="reply").count()


def test_a_reply_waits_as_long_as_it_can_be_undone_and_then_keeps_the_promise(aino):
    case = a_case()
    verbs.reply(case, text="Tulossa.", by=aino, at=NINE)

    assert not verbs.leave_next(at=NINE + 9 * SECONDS)
    assert (replies(), Promise.objects.get().outcome) == (0, "")

    assert verbs.leave_next(at=NINE + 10 * SECONDS)
    held = Held.objects.get()
    assert (replies(), Promise.objects.get().outcome) == (1, "kept")
    assert held.message == Message.objects.get(kind="reply")
    case.refresh_from_db()
    assert case.owner_agent == aino


def test_undoing_brings_everything_back_to_the_desk(aino):
    case, window = a_case(), Window(None, TOMORROW)
    said = {"text": "Tulossa.", "promise": window, "promise_act": "call", "cc": ["matti@example.org"]}
    held = verbs.reply(case, by=aino, at=NINE, **said)

    verbs.take_back(held, by=aino, at=NINE + SECONDS)

    assert not verbs.leave_next(at=TOMORROW)
    back = drafts.draft_of(aino, case, "reply")
    assert (back.text, back.fields["act"], back.fields["cc"]) == ("Tulossa.", "call", "matti@example.org")
    assert (back.fields["day"], back.fields["time"]) == ("2030-11-19", "09:00")


def test_a_reply_is_taken_back_once_and_by_its_writer_only(aino, vaino):
    held = verbs.reply(a_case(), text="Tulossa.", by=aino, at=NINE)

    with pytest.raises(Forbidden):
        verbs.take_back(held, by=vaino, at=NINE)
    verbs.take_back(held, by=aino, at=NINE)
    with pytest.raises(verbs.HasLeft):
        verbs.take_back(held, by=aino, at=NINE)


def test_a_reply_that_has_left_cannot_be_undone(aino):
    held = verbs.reply(a_case(), text="Tulossa.", by=aino, at=NINE)
    verbs.leave_next(at=NINE + 10 * SECONDS)

    with pytest.raises(verbs.HasLeft):
        verbs.take_back(held, by=aino, at=NINE + 11 * SECONDS)


def test_undoing_never_overwrites_what_was_begun_since(aino):
    case = a_case()
    held = verbs.reply(case, text="Tulossa.", by=aino, at=NINE)
    drafting.keep(case, kind="reply", text="Uusi alku", version=1, by=aino, at=NINE)

    with pytest.raises(drafting.OtherWindow):
        verbs.take_back(held, by=aino, at=NINE + SECONDS)

    assert drafts.draft_of(aino, case, "reply").text == "Uusi alku"


def test_who_does_not_want_to_wait_does_not(aino):
    verbs.settle(aino, undo_for=0, is_plain=False)

    verbs.reply(a_case(), text="Heti.", by=aino, at=NINE)

    assert (replies(), Held.objects.count()) == (1, 0)


def test_nobody_undoes_for_hours(aino):
    with pytest.raises(verbs.TooLongUndo):
        verbs.settle(aino, undo_for=3600, is_plain=False)


def test_what_would_be_refused_later_is_refused_now(aino):
    case = a_case()

    with pytest.raises(EmptyText):
        verbs.reply(case, text=" ", by=aino, at=NINE, leaves_at=TOMORROW)

    assert not Held.objects.exists()


@pytest.mark.parametrize("leaves_at", [NINE, NINE - SECONDS, NINE + timedelta(days=367)])
def test_a_time_that_makes_no_sense_is_refused(aino, leaves_at):
    with pytest.raises(verbs.LeavesInThePast):
        verbs.reply(a_case(), text="Hei.", by=aino, at=NINE, leaves_at=leaves_at)


def test_a_scheduled_reply_stops_when_the_customer_wrote_meanwhile_and_leaves_when_its_writer_says_so(aino):
    case = a_case()
    held = verbs.reply(case, text="Huomenta.", by=aino, at=NINE, leaves_at=TOMORROW)
    arrives(mail(f"Re: [#{case.number}]", "Ei tarvitsekaan."), at=NINE + 60 * SECONDS)
    tell(NINE + 60 * SECONDS)

    assert verbs.leave_next(at=TOMORROW)

    assert (replies(), [one.pk for one in queries.stopped_of(aino)]) == (0, [held.pk])
    assert queries.stopped_of(aino)[0].reason
    verbs.leave_now(held, by=aino, at=TOMORROW + SECONDS)
    assert (replies(), queries.stopped_of(aino)) == (1, [])


def test_a_colleagues_answer_stops_it_too(aino, vaino):
    case = a_case()
    verbs.reply(case, text="Huomenta.", by=aino, at=NINE, leaves_at=TOMORROW)
    cases.reply(case, text="Hoidin jo.", by=vaino, at=NINE + SECONDS)

    verbs.leave_next(at=TOMORROW)

    assert replies() == 1
    assert len(queries.stopped_of(aino)) == 1


def test_a_promise_that_passed_before_it_left_stops_it(aino):
    said = {"promise": Window(None, NINE + timedelta(hours=1)), "promise_act": "call"}
    verbs.reply(a_case(), text="Soitan.", by=aino, at=NINE, leaves_at=TOMORROW, **said)

    verbs.leave_next(at=TOMORROW)

    assert replies() == 0
    assert queries.stopped_of(aino)[0].reason


def test_only_its_writer_sends_or_drops_what_waits(aino, vaino):
    held = verbs.reply(a_case(), text="Huomenta.", by=aino, at=NINE, leaves_at=TOMORROW)

    with pytest.raises(Forbidden):
        verbs.leave_now(held, by=vaino, at=NINE)
    with pytest.raises(Forbidden):
        verbs.drop(held, by=vaino, at=NINE)
    verbs.drop(held, by=aino, at=NINE)
    assert not verbs.leave_next(at=TOMORROW)


@pytest.mark.django_db(transaction=True)
def test_two_workers_let_it_leave_once(aino):
    verbs.reply(a_case(), text="Kerran.", by=aino, at=NINE)

    left = []

    at_once(*[lambda: left.extend(verbs.leave_next(at=NINE + 10 * SECONDS) for _turn in range(3))] * 4)

    assert (sum(left), replies()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_crash_on_the_way_leaves_it_waiting(aino, monkeypatch):
    verbs.reply(a_case(), text="Kerran.", by=aino, at=NINE)
    whole = verbs.cases.reply
    monkeypatch.setattr(verbs.cases, "reply", lambda *a, **k: whole(*a, **k) and 1 / 0)

    with pytest.raises(ZeroDivisionError):
        verbs.leave_next(at=NINE + 10 * SECONDS)

    monkeypatch.undo()
    assert replies() == 0
    assert verbs.leave_next(at=NINE + 10 * SECONDS)
    assert replies() == 1
