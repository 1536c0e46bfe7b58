"""A database for one command: the one given, the one that `aspa serve` runs, or the private one for a moment."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from aspa.kit import walls
from aspa.ops.serving import folder
from aspa.ops.serving.folder import AlreadyServing, Held
from aspa.ops.serving.postgres import START_WITHIN, DatabaseTrouble, PrivatePostgres, is_ready


@contextmanager
def database(who: str, *, makes: bool = False, migrated: bool = True, alone: bool = False) -> Iterator[None]:
    """
    Hold a database open for a command, as the owner of its tables; a private one that was started here is stopped when
    its last guest has left.

    Args:
        who: the command.
        makes: begin an installation where there is none.
        migrated: bring the tables to this release first.
        alone: refuse while anybody else works in this data folder.

    Raises DatabaseTrouble; NoInstallation unless it `makes` one; with `alone` also AlreadyServing and Held.
    """
    if not makes:
        folder.must_hold_installation()
    if not settings.IS_EMBEDDED:
        with folder.take(who) if alone else nullcontext(), walls.as_owner():
            yield from _given(migrated)
        return
    with folder.as_guest() as guest, walls.as_owner():
        own = _host(who, alone=alone)
        try:
            yield from _given(migrated)
        finally:
            if own:
                _leave(guest, *own)


def migrate() -> None:
    """Bring the tables to this release; doing it twice is the same as once."""
    call_command("migrate", verbosity=0, interactive=False)


def _given(migrated: bool) -> Iterator[None]:
    try:
        if migrated:
            migrate()
        yield
    finally:
        connections.close_all()


def _host(who: str, *, alone: bool) -> tuple[IO[str], PrivatePostgres] | None:
    """Start the private database, or return None when another process runs it."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        try:
            lock = folder.take(who)
        except (Held, AlreadyServing):
            if alone:
                raise
            if is_ready():
                return None
            time.sleep(0.1)
            continue
        postgres = PrivatePostgres()
        try:
            postgres.start()
        except BaseException:
            postgres.stop()
            lock.close()
            raise
        return lock, postgres
    raise DatabaseTrouble(f"Another process holds {settings.DATA}, but its database does not answer.")


def _leave(guest: IO[str], lock: IO[str], postgres: PrivatePostgres) -> None:
    folder.await_guests(guest)
    postgres.stop()
    lock.close()
