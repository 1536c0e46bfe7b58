"""What cases react to."""

from django.apps import AppConfig


class Cases(AppConfig):
    """One matter of one customer."""

    name = "aspa.cases"

    def ready(self) -> None:
        """Register the reactions."""
        from aspa.cases import leaving, reactions
        from aspa.history.verbs import react
        from aspa.staff.queues import guards

        react("delivery.failed", reactions.answer_did_not_arrive)
        react("delivery.sent", reactions.answer_left)
        react("promise.broken", reactions.promise_broke)
        guards.before_ending(leaving.must_be_empty)
