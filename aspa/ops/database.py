"""A database for one command: the one given, the one that `aspa serve` runs, or the private one for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from aspa.ops.postgres import PrivatePostgres, is_ready


@contextmanager
def database() -> Iterator[None]:
    """Hold a migrated database open for a command; a private one that was started here is stopped at the end."""
    own = PrivatePostgres() if settings.IS_EMBEDDED and not is_ready() else None
    if own:
        own.start()
    try:
        migrate()
        yield
    finally:
        connections.close_all()
        if own:
            own.stop()


def migrate() -> None:
    """Bring the tables to this release; doing it twice is the same as once."""
    call_command("migrate", verbosity=0, interactive=False)
