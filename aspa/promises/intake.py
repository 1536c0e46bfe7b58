"""Promises given to many customers at once, by reception."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from aspa.kit.rows import write_in


class NewPromise(NamedTuple):
    """A row of promises_promise; see `verbs.give` for one at a time."""

    id: int
    organisation_id: int
    brand_id: int
    subject_id: int
    act: str
    given_by: str
    given_at: datetime
    due_from: datetime | None
    due_until: datetime
    customer_id: int | None = None


def give_many(promises: Sequence[NewPromise]) -> None:
    """Give promises; what happened is recorded by reception with the contact that caused it."""
    write_in("promises_promise", promises)
