"""Work is done when it is there, whatever happens to the database or to one turn."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from aspa.jobs import loop
from aspa.jobs.loop import PATIENCE, Loop
from tests.parts.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
LISTENERS = "from pg_stat_activity where query = 'listen aspa_work' and datname = current_database()"


@contextmanager
def at_work(turn: Callable[[], float], name: str = "posti") -> Iterator[None]:
    """Run one loop until the end of the block."""
    stop = threading.Event()
    running = threading.Thread(target=loop.run, args=[[Loop(name, turn)], stop])
    running.start()
    try:
        until(lambda: listeners() == 1)
        yield
    finally:
        stop.set()
        running.join()


def listeners() -> int:
    """Return how many connections wait for notices of work."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) {LISTENERS}")
        return int(cursor.fetchone()[0])


class Turns:
    """Counts its turns; wants another only when woken. `trouble` is raised by the next ones, one each."""

    def __init__(self, *trouble: Exception) -> None:
        self.count = 0
        self.trouble = list(trouble)

    def __call__(self) -> float:
        self.count += 1
        if self.trouble:
            raise self.trouble.pop()
        return PATIENCE


def test_work_that_is_committed_is_done_at_once() -> None:
    turns = Turns()
    with at_work(turns):
        until(lambda: turns.count >= 2)  # the first, and the look when listening began
        before = turns.count

        with transaction.atomic():
            loop.wake("posti")

        until(lambda: turns.count == before + 1, within=PATIENCE - 1)


@pytest.mark.parametrize("trouble", [ValueError("a bug"), OperationalError("the database is away")])
def test_a_turn_that_fails_is_taken_again(trouble: Exception) -> None:
    turns = Turns(trouble)

    with at_work(turns):
        until(lambda: turns.count >= 2)

    assert turns.trouble == []


def test_notices_are_heard_again_when_the_database_is_back() -> None:
    turns = Turns()
    with at_work(turns), connection.cursor() as cursor:
        until(lambda: turns.count >= 2)
        cursor.execute(f"select pg_terminate_backend(pid) {LISTENERS}")
        until(lambda: turns.count >= 3)  # the look when listening began again
        before = turns.count

        loop.wake("posti")

        until(lambda: turns.count > before, within=PATIENCE - 1)


def test_another_loops_work_is_not_ours() -> None:
    turns = Turns()
    with at_work(turns):
        until(lambda: turns.count >= 2)
        before = turns.count

        loop.wake("muu")
        loop.wake("posti")

        until(lambda: turns.count > before)
    assert turns.count == before + 1
