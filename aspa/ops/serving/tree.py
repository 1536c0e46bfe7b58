"""The process tree: each part a child of one parent, started again when it dies, ended in order."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

import structlog
from django.utils import translation

from aspa.ops.serving.postgres import DatabaseTrouble, PrivatePostgres, die_with_parent, name_process

log = structlog.get_logger()

STOP_WITHIN = 2.0  # seconds a part has to finish what it holds
LONGEST_PAUSE = 5.0  # seconds between starts of a part that keeps dying
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Tree:
    """The parts as children of this process; a part that dies is started again."""

    def __init__(
        self, runs: dict[str, Callable[[], None]], postgres: PrivatePostgres | None, *, is_up: Callable[[], bool]
    ) -> None:
        self.runs = runs
        self.postgres = postgres
        self.is_up = is_up
        self.pids: dict[int, str] = {}
        self.starts: dict[str, list[float]] = {name: [] for name in runs}
        self.database_from = 0.0  # when the database may be started again
        self.is_stopping = False

    def run(self, announce: Callable[[], None]) -> None:
        """
        Start every part and keep it running until a signal says stop.

        Args:
            announce: called once, when every part answers.
        """
        for name in SIGNALS:
            signal.signal(name, self._stop)
        gc.collect()
        gc.freeze()  # children share these pages with their parent for as long as nobody writes to them
        was_up = False
        try:
            while not self.is_stopping:
                self._watch()
                if not was_up and self.is_up():
                    was_up = True
                    announce()
                time.sleep(0.1 if was_up else 0.02)
        finally:
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _start(self, part: str) -> None:
        self.starts[part] = [*self.starts[part][-4:], time.monotonic()]
        parent = os.getpid()
        if pid := os.fork():
            self.pids[pid] = part
            return
        status = 1
        try:
            _begin_as_child(parent, part)
            self.runs[part]()
            status = 0
        except SystemExit:
            status = 0
        except Exception:
            log.exception("part.failed", part=part)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)  # the parent's clean-up is the parent's

    def _watch(self) -> None:
        self._keep_database()
        for part in self._reap():
            log.warning("part.ended", part=part)
        running = set(self.pids.values())
        for part in self.runs:
            if part not in running and self._may_start(part):
                self._start(part)

    def _keep_database(self) -> None:
        if not self.postgres or self.postgres.is_alive() or time.monotonic() < self.database_from:
            return
        log.warning("database.ended")
        try:
            self.postgres.start()
        except DatabaseTrouble as trouble:  # a full disk is mended by a person while the door says "later"
            log.warning("database.away", trouble=str(trouble))
            self.database_from = time.monotonic() + LONGEST_PAUSE

    def _may_start(self, part: str) -> bool:
        """The sooner a part dies after its start, the longer until the next."""
        now = time.monotonic()
        recent = [start for start in self.starts[part] if now - start < 30]
        pause = 0.0 if len(recent) < 2 else min(LONGEST_PAUSE, 0.2 * 2 ** len(recent))
        return not recent or now - recent[-1] >= pause

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
        for part in self.pids.values():
            log.warning("part.killed", part=part)
        self._signal(signal.SIGKILL)
        while self.pids:
            self._reap()
            time.sleep(0.01)

    def _signal(self, number: int) -> None:
        for pid in self.pids:
            os.kill(pid, number)


def _begin_as_child(parent: int, part: str) -> None:
    """Become a part: ended with the parent, deaf to the terminal's Ctrl-C, with nothing of the parent's in hand."""
    name_process(f"aspa-{part}")
    for name in SIGNALS:
        signal.signal(name, signal.SIG_DFL)
    os.setpgid(0, 0)  # Ctrl-C goes to the parent alone, which ends its children in order
    die_with_parent(signal.SIGKILL)  # nothing acknowledged hangs on a gentle end, and nothing may be left behind
    if os.getppid() != parent:
        os._exit(0)  # the parent died before it could be listened to
    translation.deactivate()  # the terminal's language is nobody else's
