"""`aspa replay`: try again now what could not be told."""

from django.utils import timezone

from aspa.journal import verbs as journal
from aspa.ops.database import database


def replay() -> None:
    """Let every entry that failed be told at once, by the worker that runs, or by the next one that starts."""
    with database("replay"):
        count = journal.replay(at=timezone.now())
    print(f"{count} entries are tried again." if count else "No entry waits after an error.")
