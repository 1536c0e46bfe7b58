"""Group commit: deliveries that wait at the same time share one statement and one commit."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import Any, TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection

from aspa.journal import verbs as journal
from aspa.journal.verbs import Arrival

log = structlog.get_logger()

GROUP_COUNT = 500  # arrivals
GROUP_BYTES = 16 * 1024 * 1024  # a statement is held in memory on both sides
OUT_OF_RESOURCES = "53"  # the class of SQLSTATEs for a full disk or memory
TOO_MANY_CONNECTIONS = "53300"

Answer = TypeVar("Answer")


class Outcome(Enum):
    """What became of an arrival; only KEPT means that it is committed."""

    KEPT = auto()
    DATABASE_AWAY = auto()
    NOT_WRITABLE = auto()


class GroupCommit:
    """One thread with one database connection that writes whatever waits, all of it together."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._waiting: deque[tuple[Arrival, asyncio.Future[Outcome]]] = deque()
        self._writing: asyncio.Task[None] | None = None

    async def write_down(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        """Write arrivals into the journal together with whatever else waits; return each one's outcome."""
        loop = asyncio.get_running_loop()
        outcomes = [loop.create_future() for _ in arrivals]
        self._waiting.extend(zip(arrivals, outcomes, strict=True))
        if self._writing is None or self._writing.done():
            self._writing = loop.create_task(self._write())
        return [await outcome for outcome in outcomes]

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer to a question put to the database in the writer's thread, after the group in hand."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _asked, question)

    async def close(self) -> None:
        """Write what waits, then let the connection go."""
        if self._writing:
            await self._writing
        await asyncio.get_running_loop().run_in_executor(self._thread, _let_go)
        self._thread.shutdown()

    async def _write(self) -> None:
        while self._waiting:
            group = self._next_group()
            arrivals = [arrival for arrival, _ in group]
            outcomes = await asyncio.get_running_loop().run_in_executor(self._thread, write, arrivals)
            for (_, future), outcome in zip(group, outcomes, strict=True):
                if not future.done():  # its sender may have gone away meanwhile
                    future.set_result(outcome)

    def _next_group(self) -> list[tuple[Arrival, asyncio.Future[Outcome]]]:
        group, size = [self._waiting.popleft()], 0
        while self._waiting and len(group) < GROUP_COUNT:
            size += len(self._waiting[0][0].raw)
            if size > GROUP_BYTES:
                break
            group.append(self._waiting.popleft())
        return group


def write(arrivals: list[Arrival]) -> list[Outcome]:
    """
    Write arrivals and return each one's outcome; never raises.

    One that cannot be written is taken out of the group, the others are kept.
    """
    try:
        _asked(lambda: journal.write_down(arrivals))
    except (OperationalError, InterfaceError) as trouble:
        return [_resources(trouble)] * len(arrivals)
    except Exception as trouble:  # noqa: BLE001  # the writer's rim: whatever it is, it is answered and the next group comes
        if len(arrivals) > 1:
            half = len(arrivals) // 2
            return write(arrivals[:half]) + write(arrivals[half:])
        log.error("door.not_written", organisation=arrivals[0].organisation_id, error=_kind(trouble))
        return [Outcome.NOT_WRITABLE]
    return [Outcome.KEPT] * len(arrivals)


def _asked(question: Callable[[], Any]) -> Any:
    """Ask the database, once more on a new connection when the old one broke: what is asked here may be asked twice."""
    try:
        return question()
    except (OperationalError, InterfaceError):
        connection.close()
        return question()


def _let_go() -> None:
    connection.close()  # looked up here: each thread has its own


def _resources(trouble: Exception) -> Outcome:
    state = getattr(trouble.__cause__, "sqlstate", None) or ""
    log.warning("door.database_trouble", error=_kind(trouble), sqlstate=state)
    if state.startswith(OUT_OF_RESOURCES) and state != TOO_MANY_CONNECTIONS:
        return Outcome.NOT_WRITABLE
    return Outcome.DATABASE_AWAY


def _kind(trouble: Exception) -> str:
    """The kind of trouble alone: its message may hold a customer's words."""
    return type(trouble.__cause__ or trouble).__name__
