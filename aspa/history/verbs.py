"""Recording what happened, inside the transaction in which it happened."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from aspa.history.models import Event

Reaction = Callable[[Event], None]
reactions: dict[str, list[Reaction]] = {}


def react(name: str, reaction: Reaction) -> None:
    """Register a reaction; called from an app's `ready()`. Reactions run after commit, at least once."""
    known = reactions.setdefault(name, [])
    if reaction not in known:
        known.append(reaction)


def record(
    name: str, *, organisation_id: int, subject_id: int, actor: str, at: datetime, **facts: Any
) -> Event:
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
    return Event.objects.create(
        organisation_id=organisation_id,
        name=name,
        subject_id=subject_id,
        actor=actor,
        at=at,
        facts=facts,
        is_due=name in reactions,
    )
