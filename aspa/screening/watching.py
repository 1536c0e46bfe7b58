"""The loop that tells when nobody has looked at what is suspected in time."""

from datetime import UTC, datetime

from aspa.brands import queries as brands
from aspa.jobs.loop import PATIENCE
from aspa.kit.walls import within
from aspa.screening import verbs


def turn() -> float:
    """Tell of what is overdue in each organisation; return seconds to the next turn."""
    told = 0
    for organisation_id in brands.organisation_ids():
        with within(organisation_id):
            told += verbs.tell_overlooked(organisation_id, at=datetime.now(UTC))
    return 0.0 if told else PATIENCE
