"""Giving promises to customers and answering for them."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, Unpack

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.history import verbs as history
from aspa.kit import walls
from aspa.kit.errors import Refused
from aspa.live import verbs as live
from aspa.promises import queries
from aspa.promises.models import Promise
from aspa.promises.window import Window

BATCH = 500

# The moment it broke is the moment it was due: how late a worker notices changes nothing for the customer. The lock is
# the weakest that does: a case which begins to point at one of these promises must not wait for us, while we wait for
# the stream of hints that it holds.
BREAK_DUE = """
update promises_promise set broken_at = due_until
where id in (
    select id from promises_promise
    where ended_at is null and broken_at is null and due_until <= %s
    order by due_until limit %s for no key update skip locked
)
returning id, organisation_id, subject_id, due_until
"""
RISE = """
update promises_promise set rises_to = nullif(due_until - lift, due_until)
from unnest(%s::bigint[], %s::interval[]) as risen (subject, lift)
where subject_id = subject and ended_at is null and rises_to is distinct from nullif(due_until - lift, due_until)
"""


class BackwardWindow(Refused):
    """The promised window ends before it begins."""

    code = "promise_backward"


class NotOwed(Refused):
    """The promise has ended already."""

    code = "promise_not_owed"


class SameTime(Refused):
    """Another time is to be promised, and it is the one that was."""

    code = "promise_same_time"


class TooLate(Refused):
    """The promised time, old or new, has passed already."""

    code = "promise_too_late"


class Matter(TypedDict):
    """
    What a promise is about: `subject_id` is the key of the case, `act` one of `Promise.Act`.

    `customer_id` says to whom, where the case does not.
    """

    organisation_id: int
    brand_id: int
    subject_id: int
    act: str
    text: NotRequired[str]
    customer_id: NotRequired[int | None]


@transaction.atomic
def give(*, window: Window, by: str, at: datetime, **matter: Unpack[Matter]) -> Promise:
    """
    Promise a customer an act within a window.

    Args:
        by: the actor, such as `agent:7`.

    Raises TooLate for a time that has passed, and BackwardWindow.
    """
    _check_ahead(window, at=at)
    promise: Promise = Promise.objects.create(
        given_by=by, given_at=at, due_from=window.due_from, due_until=window.due_until, **matter
    )
    _record("promise.given", promise, by=by, at=at, act=promise.act, due_until=window.due_until.isoformat())
    return promise


@transaction.atomic
def keep(promise: Promise, *, by: str, at: datetime) -> None:
    """
    Do what was promised: kept when done before `due_until`, else broken and done late.

    Raises NotOwed.
    """
    _lock_owed(promise)
    _break_if_due(promise, at=at)
    outcome = Promise.Outcome.LATE if promise.broken_at else Promise.Outcome.KEPT
    _end(promise, outcome, at=at)
    _record("promise.kept" if outcome == Promise.Outcome.KEPT else "promise.kept_late", promise, by=by, at=at)


@transaction.atomic
def renegotiate(promise: Promise, *, window: Window, by: str, at: datetime) -> Promise:
    """
    Promise another time in place of this one; the caller sends the message that tells the customer.

    Returns:
        The promise that follows.

    Raises NotOwed, BackwardWindow, SameTime, and TooLate once the time has come.
    """
    _lock_owed(promise)
    if promise.broken_at or at >= promise.due_until:
        raise TooLate(_("The promised time has passed. Answer first, then promise a new time."))
    if window == Window(promise.due_from, promise.due_until):
        raise SameTime(_("This is the time that was promised already. Choose another."))
    following = give(
        organisation_id=promise.organisation_id,
        brand_id=promise.brand_id,
        subject_id=promise.subject_id,
        act=promise.act,
        window=window,
        by=by,
        at=at,
        text=promise.text,
        customer_id=promise.customer_id,
    )
    if promise.rises_to:
        rise({promise.subject_id: promise.due_until - promise.rises_to})
    promise.followed_by = following
    _end(promise, Promise.Outcome.RENEGOTIATED, at=at)
    _record("promise.renegotiated", promise, by=by, at=at, followed_by=following.id)
    return following


@transaction.atomic
def withdraw(promise: Promise, *, reason: str, by: str, at: datetime) -> None:
    """
    Owe this no longer, since what was promised is no longer needed; a promise past its time stays broken.

    Args:
        reason: a code such as `case_closed`.

    Raises NotOwed.
    """
    _lock_owed(promise)
    _break_if_due(promise, at=at)
    _end(promise, Promise.Outcome.WITHDRAWN, at=at)
    _record("promise.withdrawn", promise, by=by, at=at, reason=reason)


@transaction.atomic
def reopen(promise: Promise, *, by: str, at: datetime) -> None:
    """
    Owe again what turned out not to be done: the answer never arrived.

    Only a promise that was kept, in time or late, opens again; any other stays as it is, so twice is the same as once.
    """
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update(no_key=True))
    if promise.outcome in {Promise.Outcome.KEPT, Promise.Outcome.LATE}:
        _owe_again(promise, by=by, at=at)


@transaction.atomic
def reinstate(promise: Promise, *, by: str, at: datetime) -> None:
    """
    Owe again what was withdrawn by mistake, within the window the customer was told: past it, the promise is broken.

    Any other promise stays as it is, so twice is the same as once.
    """
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update(no_key=True))
    if promise.outcome == Promise.Outcome.WITHDRAWN:
        _owe_again(promise, by=by, at=at)


def rise(lifts: Mapping[int, timedelta]) -> None:
    """
    Let what is owed come sooner in the lists than it is due; the customer's time stays as it was promised.

    Args:
        lifts: `subject_id` → how much sooner than `due_until`; nothing takes it back to its place.
    """
    if lifts:
        with connection.cursor() as cursor:
            cursor.execute(RISE, [list(lifts), list(lifts.values())])


def break_due(*, at: datetime) -> int:
    """
    Break every owed promise whose time has passed, and let browsers know; return how many.

    Works in batches of their own transactions; promises somebody is changing just now wait for the next call.
    """
    total = 0
    for organisation_id in queries.organisations_breaking(at=at):
        with walls.within(organisation_id):
            while broken := _break_batch(at=at):
                total += broken
    return total


@transaction.atomic
def _break_batch(*, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(BREAK_DUE, [at, BATCH])
        rows = cursor.fetchall()
    is_due = "promise.broken" in history.reactions
    history.record_many(
        [
            history.NewEvent(organisation_id, "promise.broken", id, "aspa", due, json.dumps(_broken(case, at)), is_due)
            for id, organisation_id, case, due in rows
        ]
    )
    for organisation_id in sorted({row[1] for row in rows}):  # always in this order: each hint keeps a lock
        live.hint(["list"], organisation_id=organisation_id, at=at)
    return len(rows)


def _check_ahead(window: Window, *, at: datetime) -> None:
    if window.due_until <= at:
        raise TooLate(_("Promise a time that is still to come."))
    if window.due_from and window.due_from >= window.due_until:
        raise BackwardWindow(_("The promised time must end after it begins."))


def _lock_owed(promise: Promise) -> None:
    """Read the promise anew and hold it, so that nobody ends it twice."""
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update(no_key=True))
    if promise.ended_at:
        raise NotOwed(_("This promise has already ended."))


def _break_if_due(promise: Promise, *, at: datetime) -> None:
    """What broke stays broken, also when the clock is set back."""
    if promise.broken_at or at < promise.due_until:
        return
    promise.broken_at = promise.due_until
    promise.save(update_fields=["broken_at"])
    _record("promise.broken", promise, by="aspa", at=promise.due_until, noticed_at=at.isoformat())


def _end(promise: Promise, outcome: Promise.Outcome, *, at: datetime) -> None:
    promise.ended_at, promise.outcome = at, outcome
    promise.save(update_fields=["ended_at", "outcome", "followed_by"])


def _owe_again(promise: Promise, *, by: str, at: datetime) -> None:
    promise.ended_at, promise.outcome = None, ""
    promise.save(update_fields=["ended_at", "outcome"])
    _record("promise.reopened", promise, by=by, at=at)
    _break_if_due(promise, at=at)


def _record(name: str, promise: Promise, *, by: str, at: datetime, **facts: str | int) -> None:
    history.record(
        name,
        organisation_id=promise.organisation_id,
        subject_id=promise.id,
        actor=by,
        at=at,
        case_id=promise.subject_id,
        **facts,
    )


def _broken(case_id: int, noticed_at: datetime) -> dict[str, str | int]:
    return {"case_id": case_id, "noticed_at": noticed_at.isoformat()}
