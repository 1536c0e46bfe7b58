"""What a hand-over asks before a queue is ended."""

from django.apps import AppConfig


class Handing(AppConfig):
    """Cases that are offered to others."""

    name = "aspa.handing"

    def ready(self) -> None:
        """Register with the floor below."""
        from aspa.handing import verbs
        from aspa.staff.queues import guards

        guards.before_ending(verbs.must_not_be_offered)
