"""What people show of a suspected case by what they do with it."""

from aspa.cases.models import Closure
from aspa.history.models import Event
from aspa.screening import verbs
from aspa.screening.models import Suspicion


def case_was_replied_to(event: Event) -> None:
    """Whoever answers takes it for a customer's."""
    verbs.follow(event.subject_id, Suspicion.Verdict.NOT_SPAM, by=event.actor, at=event.at)


def case_was_closed(event: Event) -> None:
    """Closed as spam it is spam, and otherwise it is not; merged, its suspicion goes with it."""
    outcome = event.facts["outcome"]
    verdict = Suspicion.Verdict.SPAM if outcome == Closure.Outcome.SPAM else Suspicion.Verdict.NOT_SPAM
    verbs.follow(event.subject_id, verdict, by=event.actor, at=event.at)


def case_was_reopened(event: Event) -> None:
    """Opened again it is what it was before it was closed as spam."""
    verbs.forget(event.subject_id)
