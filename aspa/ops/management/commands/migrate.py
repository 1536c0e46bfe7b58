"""Django's own `migrate`, which then raises the wall around every table that there is now."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from aspa.ops import walls


class Command(Migrate):
    """Bring the tables to this release, and the wall with them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then raise the wall; only a whole migration knows all tables."""
        super().handle(*args, **options)
        is_whole = not (options["app_label"] or options["check_unapplied"] or options["plan"])
        if is_whole and options["database"] == "default":
            walls.raise_walls()
