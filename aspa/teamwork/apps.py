"""What teamwork adds to the floors below, and to work on many cases."""

from django.apps import AppConfig


class Teamwork(AppConfig):
    """What agents make for themselves and share."""

    name = "aspa.teamwork"

    def ready(self) -> None:
        """Register them."""
        from aspa.cases.narrowing.conditions import CONDITIONS
        from aspa.history.verbs import react
        from aspa.teamwork import reactions
        from aspa.teamwork.conditions import WANTED
        from aspa.teamwork.sweeping import tagging, uniting
        from aspa.teamwork.sweeping.acts import ACTS

        react("case.noted", reactions.memo_was_written)
        CONDITIONS.update({condition.name: condition for condition in WANTED})
        ACTS.update(tagging.ACTS | uniting.ACTS)
