"""`aspa serve`: database, web, worker and mail door in one process tree."""

import signal
import sys
from collections.abc import Callable

from django.conf import settings

from aspa.kit import walls
from aspa.ops.database import migrate
from aspa.ops.serving import folder, parts, ports, started
from aspa.ops.serving.postgres import PrivatePostgres
from aspa.ops.serving.tree import Tree
from aspa.ops.walls import must_be_passable


def serve(greeting: Callable[[], str]) -> None:
    """
    Run everything until SIGTERM or Ctrl-C.

    Args:
        greeting: called when the database is there; its text is printed when the parts answer.

    Raises AlreadyServing, PortTaken and DatabaseTrouble.
    """
    lock = folder.take(folder.SERVING, patience=folder.PATIENCE)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit(0))  # until the tree takes over, leaving is enough
    postgres = PrivatePostgres() if settings.IS_EMBEDDED else None
    try:
        ports.must_be_free()
        started.note()
        if postgres:
            postgres.start()
        with walls.as_owner():  # and nothing is left open that would be shared with children
            migrate()
            text = greeting()
        parts.prepare()
        with lock:
            Tree(parts.all_parts(), postgres, is_up=ports.answer).run(lambda: print(text, flush=True))
    finally:
        if postgres:
            postgres.stop()


def alone(part: str) -> None:
    """
    Run one part in this process until SIGTERM, against a database that others run.

    Args:
        part: `web`, `work` or `door`.

    Raises NoInstallation and NoWall.
    """
    folder.must_hold_installation()
    must_be_passable()
    if part == "web":
        parts.prepare()
    runs = parts.all_parts()
    run = runs.get(part) or runs[f"{part}-1"]
    run()
