"""Many suspicions at once, as reception planned them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from aspa.kit.rows import write_in


class NewSuspicion(NamedTuple):
    """A row of screening_suspicion."""

    organisation_id: int
    case_id: int
    brand_id: int
    sender: str
    rules: str
    score: float
    raised_at: datetime
    look_by: datetime


def suspect_many(suspicions: Sequence[NewSuspicion]) -> None:
    """Suspect cases that are opened in this transaction."""
    write_in("screening_suspicion", suspicions)
