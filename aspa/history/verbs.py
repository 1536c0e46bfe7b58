"""Recording what happened, inside the transaction in which it happened, and running reactions to it afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from django.db import connection, transaction

from aspa.history.models import Event
from aspa.jobs.loop import wake
from aspa.kit import walls
from aspa.kit.rows import write_in

log = structlog.get_logger()

Reaction = Callable[[Event], None]
reactions: dict[str, list[Reaction]] = {}
_undone: ContextVar[tuple[int, list[Event]] | None] = ContextVar("undone", default=None)

MOST_TRIES = 12  # that are counted: it is tried until it succeeds, for what should have followed must not be lost
LONGEST_PAUSE = timedelta(hours=6)
NEVER_LATER = timedelta(days=1)  # no try is put off longer; what waits beyond it was written by a clock gone wrong


def react(name: str, reaction: Reaction) -> None:
    """Register a reaction; called from an app's `ready()`. Reactions run after commit, at least once."""
    known = reactions.setdefault(name, [])
    if reaction not in known:
        known.append(reaction)


def record(name: str, *, organisation_id: int, subject_id: int, actor: str, at: datetime, **facts: Any) -> Event:
    """
    Record that something happened.

    Args:
        name: `<what>.<past tense>`, such as `case.closed`.
        subject_id: key of the row it happened to.
        facts: primitives only; fields are added over time, never renamed.

    Raises:
        RuntimeError: outside a transaction, since then the event could stand without its cause.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name} must be recorded in the transaction in which it happened")
    is_due, undone = name in reactions, _undone.get()
    if is_due:
        wake("house")
    event = Event.objects.create(
        organisation_id=organisation_id,
        name=name,
        subject_id=subject_id,
        actor=actor,
        at=at,
        facts=facts,
        undoes=undone and undone[0],
        is_due=is_due,
        next_try_at=at,
    )
    if undone:
        undone[1].append(event)
    return event


@contextmanager
def undoing(event: Event) -> Iterator[list[Event]]:
    """Let whatever is recorded within tell that it undoes an event; gives what was recorded, in its order."""
    told: list[Event] = []
    token = _undone.set((event.pk, told))
    try:
        yield told
    finally:
        _undone.reset(token)


def run_due(*, at: datetime, most: int = 100) -> int:
    """
    Run the reactions to what happened; return how many events were told.

    A reaction that fails is tried again later with growing pauses, and never holds up the next event.
    """
    told = 0
    while told < most and _run_one(at):
        told += 1
    return told


def _run_one(at: datetime) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select organisation_id, id from doors.event_due(%s, %s)", [at, at + NEVER_LATER])
            due = cursor.fetchone()
        if due is None:
            return False
        organisation_id, event_id = due
        with walls.within(organisation_id):
            _react(Event.objects.get(pk=event_id), at)
    return True


def _react(event: Event, at: datetime) -> None:
    try:
        with transaction.atomic():
            for reaction in reactions.get(event.name, []):
                reaction(event)
        event.is_due = False
    except Exception as trouble:  # a worker's rim: the event waits, the work goes on
        log.exception("reaction.failed", event_id=event.pk, name=event.name)
        event.tries = min(event.tries + 1, MOST_TRIES)
        event.error = type(trouble).__name__
        event.next_try_at = at + min(LONGEST_PAUSE, timedelta(seconds=2**event.tries))
    event.save(update_fields=["is_due", "tries", "error", "next_try_at"])


class NewEvent(NamedTuple):
    """A row of history_event."""

    organisation_id: int
    name: str
    subject_id: int
    actor: str
    at: datetime
    facts: str
    is_due: bool


def record_many(events: Sequence[NewEvent]) -> None:
    """Record what happened many times at once; each `is_due` tells whether anybody reacts to its name."""
    write_in("history_event", events)
