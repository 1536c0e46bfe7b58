"""What the page of a case says of its being suspected."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aspa.reception.judging.verbs import UNDO_WITHIN


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    That a case is suspected, or what was decided.

    Args:
        rules: what spoke, each with `rule` and `detail`.
        decided_by: the name of who decided; "" of a program.
    """

    verdict: str
    rules: list[dict[str, Any]]
    look_by: datetime
    decided_at: datetime | None
    decided_by: str

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the decision can still be taken back."""
        return bool(self.rules and self.decided_at and now - self.decided_at < UNDO_WITHIN - timedelta(minutes=1))


def doubt_of(labelled: dict[str, Any]) -> Doubt | None:
    """Return what the labels of a case say of its being suspected."""
    said = labelled.get("suspected")
    if not said:
        return None
    decided_at = said["decided_at"] and datetime.fromisoformat(said["decided_at"])
    return Doubt(
        said["verdict"], said["rules"], datetime.fromisoformat(said["look_by"]), decided_at, said["decided_by"] or ""
    )
