"""The worker's turn: replies whose time has come leave."""

from datetime import UTC, datetime

from aspa.drafting.leaving import queries, verbs
from aspa.jobs.loop import PATIENCE


def turn() -> float:
    """Let everything go whose time has come; return the seconds until the next is due."""
    while verbs.leave_next(at=datetime.now(UTC)):
        pass
    due = queries.next_due()
    if due is None:
        return PATIENCE
    return min(max((due - datetime.now(UTC)).total_seconds(), 0.05), PATIENCE)
