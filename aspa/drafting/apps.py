"""What drafts tell the floors below."""

from django.apps import AppConfig


class Drafting(AppConfig):
    """What agents are writing and have not sent."""

    name = "aspa.drafting"

    def ready(self) -> None:
        """Keep the bytes that drafts name."""
        from aspa.channels import files
        from aspa.drafting import queries

        files.also_named(queries.names_bytes)
