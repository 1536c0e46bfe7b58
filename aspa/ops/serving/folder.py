"""Who runs the private database of a data folder: one process at a time, and others are its guests."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from aspa.ops.trouble import Trouble

SERVING = "serve"
LEAD_ELSEWHERE = "Set ASPA_DATA to the folder that Aspa serves from; `aspa serve` or `aspa setup` begins a new one."
PATIENCE = 6.0  # seconds in which the parts of a killed `aspa serve` end and let go of the folder


class AlreadyServing(Trouble):
    """Another `aspa serve` holds this data folder."""


class Held(Trouble):
    """Another command runs the database of this data folder."""


class NoInstallation(Trouble):
    """The data folder is not one in which Aspa was ever set up."""


def take(who: str, *, patience: float = 0.0) -> IO[str]:
    """
    Take the data folder for this process; it is let go when the file is closed or the process ends, however it ends.

    Args:
        who: the command that takes it.
        patience: seconds to wait for a holder that is not `aspa serve` or that lives no more.

    Raises AlreadyServing and Held.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True)
    path = settings.DATA / "serve.lock"
    file = path.open("a+")
    deadline = time.monotonic() + patience
    while not _lock(file, fcntl.LOCK_EX):
        holder, pid = _holder(path)
        if holder == SERVING and _is_alive(pid):
            file.close()
            raise AlreadyServing(f"Aspa already serves from {settings.DATA} (process {pid}).")
        if time.monotonic() > deadline:
            file.close()
            raise Held(f"`aspa {holder}` (process {pid}) works in {settings.DATA}; try again when it has ended.")
        time.sleep(0.05)
    file.truncate(0)
    file.write(f"{who} {os.getpid()}")
    file.flush()
    return file


def holds_installation() -> bool:
    """Tell whether Aspa's database was made: in the data folder, or wherever ASPA_DATABASE_URL leads."""
    return not settings.IS_EMBEDDED or (settings.POSTGRES_DATA / "PG_VERSION").exists()


def must_hold_installation() -> None:
    """Raises NoInstallation: a database made in passing would look like one's own, and hold nothing."""
    if not holds_installation():
        raise NoInstallation(f"There is no installation in {settings.DATA}. {LEAD_ELSEWHERE}")


def is_served() -> bool:
    """Tell whether an `aspa serve` works in the data folder now."""
    path = settings.DATA / "serve.lock"
    if not path.exists():
        return False
    with path.open() as file:
        return not _lock(file, fcntl.LOCK_SH) and _holder(path)[0] == SERVING


@contextmanager
def as_guest() -> Iterator[IO[str]]:
    """Be known as somebody who uses the database, so that a command that runs it does not stop it too early."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "guests.lock").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield file


def await_guests(file: IO[str]) -> None:
    """Return when this process is the only guest left; new ones wait until it lets go."""
    fcntl.flock(file, fcntl.LOCK_EX)


def _lock(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(path: Path) -> tuple[str, int]:
    who, _, pid = path.read_text().partition(" ")
    return who or "?", int(pid) if pid.isdecimal() else 0


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0
