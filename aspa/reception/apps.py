"""What reception offers to the floors below it that it may know and they may not know of each other."""

from django.apps import AppConfig


class Reception(AppConfig):
    """The story of every contact."""

    name = "aspa.reception"

    def ready(self) -> None:
        """Let many suspected cases be decided about at once."""
        from aspa.reception.judging.acts import ACTS as OURS
        from aspa.teamwork.sweeping.acts import ACTS

        ACTS.update(OURS)
