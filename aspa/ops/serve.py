"""`aspa serve`: database, web, worker and mail door in one process tree."""

import fcntl
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import IO

import structlog
from django.conf import settings
from django.db import connections

from aspa.ops import parts
from aspa.ops.database import migrate
from aspa.ops.postgres import PrivatePostgres, die_with_parent

log = structlog.get_logger()

STOP_WITHIN = 2.5  # seconds a part has to finish what it holds
LONGEST_PAUSE = 5.0  # seconds between starts of a part that keeps dying


class AlreadyServing(Exception):
    """Another `aspa serve` holds this data folder."""


class Tree:
    """The parts as children of this process; a part that dies is started again."""

    def __init__(self, runs: dict[str, Callable[[], None]], postgres: PrivatePostgres | None) -> None:
        self.runs = runs
        self.postgres = postgres
        self.pids: dict[int, str] = {}
        self.starts: dict[str, list[float]] = {name: [] for name in runs}
        self.is_stopping = False

    def run(self) -> None:
        """Start every part and keep it running until a signal says stop."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)
        gc.freeze()  # children share these pages with their parent for as long as nobody writes to them
        try:
            for part in self.runs:
                self._start(part)
            while not self.is_stopping:
                self._watch()
                time.sleep(0.1)
        finally:
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _start(self, part: str) -> None:
        self.starts[part] = [*self.starts[part][-4:], time.monotonic()]
        if pid := os.fork():
            self.pids[pid] = part
            return
        die_with_parent(signal.SIGTERM)
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, signal.SIG_DFL)
        os.setpgid(0, 0)  # Ctrl-C goes to the parent alone, which ends its children in order
        status = 1
        try:
            self.runs[part]()
            status = 0
        except Exception:
            log.exception("part.failed", part=part)
        finally:
            sys.stderr.flush()
            os._exit(status)  # the parent's clean-up is the parent's

    def _watch(self) -> None:
        if self.postgres and not self.postgres.is_alive():
            log.warning("database.restarted")
            self.postgres.start()
        for part in self._reap():
            log.warning("part.restarted", part=part)
        missing = [part for part in self.runs if part not in self.pids.values()]
        for part in missing:
            if time.monotonic() - self.starts[part][-1] >= self._pause(part):
                self._start(part)

    def _pause(self, part: str) -> float:
        """The sooner a part dies after its start, the longer until the next."""
        recent = [start for start in self.starts[part] if time.monotonic() - start < 30]
        return 0.0 if len(recent) < 2 else min(LONGEST_PAUSE, 0.2 * 2 ** len(recent))

    def _reap(self) -> list[str]:
        ended = []
        for pid in list(self.pids):
            try:
                done, _ = os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                done = pid
            if done:
                ended.append(self.pids.pop(pid))
        return ended

    def _end(self) -> None:
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        while self.pids and time.monotonic() < deadline:
            self._reap()
            time.sleep(0.02)
        self._signal(signal.SIGKILL)
        while self.pids:
            self._reap()
        if self.postgres:
            self.postgres.stop()

    def _signal(self, number: int) -> None:
        for pid in self.pids:
            os.kill(pid, number)


def hold_folder() -> IO[str]:
    """
    Take the data folder for this process; let go when it ends, however it ends.

    Raises AlreadyServing.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True)
    lock = (settings.DATA / "serve.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyServing(f"Aspa already serves from {settings.DATA}.") from None
    return lock


def serve(announce: Callable[[], None]) -> None:
    """
    Run everything until SIGTERM or Ctrl-C.

    Args:
        announce: called when the parts are about to start; prints where to go.

    Raises AlreadyServing and DatabaseTrouble.
    """
    lock = hold_folder()
    postgres = PrivatePostgres() if settings.IS_EMBEDDED else None
    try:
        if postgres:
            postgres.start()
        migrate()
        parts.prepare()
        announce()
        connections.close_all()  # nothing open may be shared with children
    except BaseException:
        if postgres:
            postgres.stop()
        raise
    with lock:
        Tree(parts.all_parts(), postgres).run()
