"""What is learnt from what people do."""

from aspa.history.models import Event
from aspa.understanding import verbs


def case_has_a_reason(event: Event) -> None:
    """Learn for what reason the like of a case is turned to us with."""
    if reason_id := event.facts["reason_id"]:
        verbs.learn(event.subject_id, reason_id)
