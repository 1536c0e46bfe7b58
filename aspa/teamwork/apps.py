"""What teamwork adds to the floors below: reactions and conditions."""

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

        react("case.noted", reactions.memo_was_written)
        CONDITIONS.update({condition.name: condition for condition in WANTED})
