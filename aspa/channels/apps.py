"""What channels react to."""

from django.apps import AppConfig


class Channels(AppConfig):
    """How contacts come and answers leave."""

    name = "aspa.channels"

    def ready(self) -> None:
        """Register the reactions."""
        from aspa.channels.email.senders import verbs
        from aspa.history.verbs import react

        react("brand.hears_at", verbs.watch)
