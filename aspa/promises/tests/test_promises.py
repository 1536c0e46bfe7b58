"""Promises are kept, broken, moved and taken back in the open."""

from datetime import UTC, datetime, timedelta

import pytest

from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.live.models import Hint
from aspa.promises import verbs
from aspa.promises.models import Promise
from aspa.promises.window import Window

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
hour = timedelta(hours=1)
instant = timedelta(microseconds=1)


def promised(kuusi: Brand, *, until: datetime = NINE + hour) -> Promise:
    return verbs.give(
        organisation_id=kuusi.organisation_id,
        brand_id=kuusi.id,
        subject_id=7,
        act=Promise.Act.ANSWER,
        window=Window(None, until),
        by="aspa",
        at=NINE,
    )


def told() -> list[str]:
    return list(Event.objects.filter(name__startswith="promise.").order_by("id").values_list("name", flat=True))


def test_what_is_done_in_time_is_kept(kuusi: Brand) -> None:
    promise = promised(kuusi)

    verbs.keep(promise, by="agent:1", at=NINE + hour - instant)

    promise.refresh_from_db()
    assert (promise.outcome, promise.broken_at) == ("kept", None)
    assert told() == ["promise.given", "promise.kept"]


def test_the_promised_moment_itself_is_too_late(kuusi: Brand) -> None:
    promise = promised(kuusi)

    verbs.keep(promise, by="agent:1", at=NINE + hour)

    promise.refresh_from_db()
    assert (promise.outcome, promise.broken_at) == ("late", NINE + hour)
    assert told() == ["promise.given", "promise.broken", "promise.kept_late"]


def test_a_promise_breaks_when_it_was_due_not_when_it_was_noticed(kuusi: Brand) -> None:
    promise = promised(kuusi)
    assert verbs.break_due(at=NINE + hour - instant) == 0

    assert verbs.break_due(at=NINE + 3 * hour) == 1
    assert verbs.break_due(at=NINE + 4 * hour) == 0

    promise.refresh_from_db()
    assert (promise.broken_at, promise.ended_at) == (NINE + hour, None)
    assert Event.objects.get(name="promise.broken").at == NINE + hour
    assert Hint.objects.get().topic == "list"


def test_a_clock_set_back_mends_nothing(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.break_due(at=NINE + 2 * hour)

    verbs.keep(promise, by="agent:1", at=NINE)

    assert (promise.outcome, promise.broken_at) == ("late", NINE + hour)
    with pytest.raises(verbs.TooLate):
        verbs.renegotiate(promised_broken(kuusi), window=Window(None, NINE + 5 * hour), by="agent:1", at=NINE)


def promised_broken(kuusi: Brand) -> Promise:
    promise = promised(kuusi)
    verbs.break_due(at=NINE + 2 * hour)
    return promise


def test_thousands_break_in_batches_and_each_once(kuusi: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "BATCH", 3)
    for _nth in range(7):
        promised(kuusi)

    assert verbs.break_due(at=NINE + hour) == 7
    assert Event.objects.filter(name="promise.broken").count() == 7


def test_a_new_time_follows_the_old_promise(kuusi: Brand) -> None:
    promise = promised(kuusi)

    following = verbs.renegotiate(promise, window=Window(None, NINE + 4 * hour), by="agent:1", at=NINE + hour / 2)

    promise.refresh_from_db()
    assert (promise.outcome, promise.followed_by) == ("renegotiated", following)
    assert (following.act, following.subject_id, following.ended_at) == ("answer", 7, None)
    assert verbs.break_due(at=NINE + 2 * hour) == 0
    assert told() == ["promise.given", "promise.given", "promise.renegotiated"]


def test_a_new_time_is_refused_once_the_old_one_has_come(kuusi: Brand) -> None:
    promise = promised(kuusi)

    with pytest.raises(verbs.TooLate):
        verbs.renegotiate(promise, window=Window(None, NINE + 4 * hour), by="agent:1", at=NINE + hour)

    promise.refresh_from_db()
    assert promise.ended_at is None


def test_the_time_that_was_promised_is_no_other_time(kuusi: Brand) -> None:
    promise = promised(kuusi)

    with pytest.raises(verbs.SameTime):
        verbs.renegotiate(promise, window=Window(None, NINE + hour), by="agent:1", at=NINE)

    assert Promise.objects.get().ended_at is None


def test_a_time_that_has_passed_cannot_be_promised(kuusi: Brand) -> None:
    with pytest.raises(verbs.TooLate):
        promised(kuusi, until=NINE)
    with pytest.raises(verbs.BackwardWindow):
        verbs.renegotiate(promised(kuusi), window=Window(NINE + 2 * hour, NINE + hour), by="agent:1", at=NINE)


def test_what_is_needed_no_longer_is_withdrawn(kuusi: Brand) -> None:
    promise = promised(kuusi)

    verbs.withdraw(promise, reason="spam", by="agent:1", at=NINE)

    assert (promise.outcome, promise.broken_at) == ("withdrawn", None)
    assert Event.objects.get(name="promise.withdrawn").facts == {"case_id": 7, "reason": "spam"}


def test_withdrawing_too_late_does_not_hide_that_it_broke(kuusi: Brand) -> None:
    promise = promised(kuusi)

    verbs.withdraw(promise, reason="spam", by="agent:1", at=NINE + 2 * hour)

    assert (promise.outcome, promise.broken_at) == ("withdrawn", NINE + hour)


def test_what_has_ended_ends_once(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.keep(Promise.objects.get(), by="agent:1", at=NINE)

    with pytest.raises(verbs.NotOwed):
        verbs.keep(promise, by="agent:2", at=NINE)
    with pytest.raises(verbs.NotOwed):
        verbs.withdraw(promise, reason="spam", by="agent:2", at=NINE)
    with pytest.raises(verbs.NotOwed):
        verbs.renegotiate(promise, window=Window(None, NINE + hour), by="agent:2", at=NINE)


def test_an_answer_that_never_arrived_is_owed_again_and_twice_is_once(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.keep(promise, by="agent:1", at=NINE)

    verbs.reopen(promise, by="aspa", at=NINE + hour / 2)
    verbs.reopen(promise, by="aspa", at=NINE + hour / 2)

    assert (promise.ended_at, promise.outcome, promise.broken_at) == (None, "", None)
    assert told().count("promise.reopened") == 1


def test_a_promise_reopened_after_its_time_is_broken(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.keep(promise, by="agent:1", at=NINE)

    verbs.reopen(promise, by="aspa", at=NINE + 2 * hour)

    assert promise.broken_at == NINE + hour


def test_a_withdrawn_promise_stays_withdrawn(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.withdraw(promise, reason="spam", by="agent:1", at=NINE)

    verbs.reopen(promise, by="aspa", at=NINE)

    assert promise.outcome == "withdrawn"


def test_what_was_withdrawn_by_mistake_is_owed_again_and_twice_is_once(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.withdraw(promise, reason="spam", by="agent:1", at=NINE)

    verbs.reinstate(promise, by="agent:1", at=NINE + hour / 2)
    verbs.reinstate(promise, by="agent:1", at=NINE + hour / 2)

    assert (promise.ended_at, promise.outcome, promise.due_until) == (None, "", NINE + hour)
    assert told().count("promise.reopened") == 1


def test_what_is_owed_again_after_its_time_broke_when_it_was_due(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.withdraw(promise, reason="spam", by="agent:1", at=NINE)

    verbs.reinstate(promise, by="agent:1", at=NINE + 2 * hour)

    assert (promise.ended_at, promise.broken_at) == (None, NINE + hour)


def test_what_was_kept_is_never_reinstated(kuusi: Brand) -> None:
    promise = promised(kuusi)
    verbs.keep(promise, by="agent:1", at=NINE)

    verbs.reinstate(promise, by="agent:1", at=NINE)

    assert promise.outcome == "kept"
