"""The loop that looks at the records of the domains our mail is sent from, once a day and when asked."""

from datetime import UTC, datetime

from aspa.channels.email.senders import queries, verbs
from aspa.jobs.loop import PATIENCE
from aspa.kit import walls


def turn() -> float:
    """Look at one domain that is due; return seconds to the next turn."""
    due = queries.next_due(at=datetime.now(UTC))
    if due is None:
        return PATIENCE
    with walls.within(due.organisation_id):
        verbs.look(due, at=datetime.now(UTC))
    return 0.0
