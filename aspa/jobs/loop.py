"""Work that waits in rows: turns of it, woken by the database or by the clock."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import psycopg
import structlog
from django.db import close_old_connections, connection
from django.db.utils import InterfaceError, OperationalError

from aspa.kit import connecting, walls

log = structlog.get_logger()

WAKE = "aspa_work"  # NOTIFY aspa_work, '<name of the loop>'
PATIENCE = 5.0  # seconds between looks when nothing wakes a loop
AFTER_TROUBLE = 1.0  # seconds before the next turn after a failed one


@dataclass
class Loop:
    """
    One kind of waiting work.

    Args:
        turn: does some of it; returns the seconds until it wants another turn (0 = at once), at most PATIENCE.
    """

    name: str
    turn: Callable[[], float]
    wake: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event) -> None:
        """Take turns until `stop` is set. A failed turn is logged and tried again: work never ends by an error."""
        while not stop.is_set():
            self.wake.clear()
            self.wake.wait(min(self._turn(), PATIENCE))
        connection.close()

    def _turn(self) -> float:
        try:
            close_old_connections()
            with walls.apart():
                return self.turn()
        except (OperationalError, InterfaceError):
            log.warning("work.database_away", loop=self.name)
            connection.close()
        except Exception:
            log.exception("work.failed", loop=self.name)
        return AFTER_TROUBLE


def wake(name: str) -> None:
    """Wake a loop on every machine when this transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [WAKE, name])


def run(loops: Iterable[Loop], stop: threading.Event) -> None:
    """Run loops, a thread each, until `stop` is set; returns when every turn in hand has ended."""
    loops = list(loops)
    threads = [threading.Thread(target=loop.run, args=[stop], name=loop.name) for loop in loops]
    for thread in threads:
        thread.start()
    while not stop.is_set():
        _listen(loops, stop)
    for loop in loops:
        loop.wake.set()
    for thread in threads:
        thread.join()


def _listen(loops: list[Loop], stop: threading.Event) -> None:
    """Pass notices on to the loops they name, until the database goes away."""
    by_name = {loop.name: loop for loop in loops}
    try:
        with psycopg.connect(**connecting.parameters(), autocommit=True) as listener:
            listener.execute(f"listen {WAKE}")
            for loop in loops:
                loop.wake.set()  # what was told while nobody listened
            while not stop.is_set():
                for notice in listener.notifies(timeout=0.5):
                    if notice.payload in by_name:
                        by_name[notice.payload].wake.set()
    except psycopg.Error:
        log.warning("work.listener_away")
        stop.wait(AFTER_TROUBLE)
