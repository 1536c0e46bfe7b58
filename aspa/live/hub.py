"""One hub in each process: reads each new hint once and gives it to every open browser it concerns."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TypeVar

import psycopg
import structlog
from django.db import Error, close_old_connections, connections
from psycopg.rows import TupleRow

from aspa.kit import connecting, walls
from aspa.live import frames, queries
from aspa.live.presence import Presence
from aspa.live.seats import everybody
from aspa.live.sign_in import Ear, hears
from aspa.live.verbs import CHANNEL

log = structlog.get_logger()

BEAT_EVERY = 15  # seconds
LOOK_EVERY = 60  # seconds between looks whether an agent is still signed in
PAUSE = 0.025  # seconds between two rounds of hints: a burst is written to each browser once, not a hundred times
IDLE = 5.0  # seconds without a notice until the hub looks anyway
AFTER_TROUBLE = 1.0  # seconds until the database is tried again
MOST_WAITING = 200  # rounds that may wait for a slow browser; then it is let go, and resumes when it can

NEWS = f"select organisation_id, position, topic from doors.news(%s, %s, {queries.PAGE})"  # noqa: S608  # a number of ours

Hints = list[tuple[int, str]]
Answer = TypeVar("Answer")
numbers = count()


class Line:
    """One open browser: how far it has heard, and what waits to be written to it."""

    __slots__ = ("ear", "is_behind", "is_open", "news", "number", "position", "waiting")

    def __init__(self, ear: Ear, position: int) -> None:
        self.ear = ear
        self.position = position
        self.number = next(numbers)
        self.is_open = True
        self.is_behind = True  # until it has heard its backlog; what is new meanwhile is read with that
        self.waiting: list[bytes] = []
        self.news = asyncio.Event()

    def give(self, hints: Hints, chunk: bytes) -> None:
        """Let hints wait for it; `chunk` is all of them, written. What it has heard already is left out."""
        if self.is_behind or hints[-1][0] <= self.position:
            return
        if hints[0][0] <= self.position:
            chunk = frames.hints(hint for hint in hints if hint[0] > self.position)
        self.position = hints[-1][0]
        self.write(chunk)

    def write(self, chunk: bytes) -> None:
        """Let bytes wait for it; a browser that does not read is let go."""
        if len(self.waiting) >= MOST_WAITING:
            self.close()
        self.waiting.append(chunk)
        self.news.set()

    async def take(self) -> bytes:
        """Wait for something to write and return all of it; nothing when the line is closed."""
        await self.news.wait()
        self.news.clear()
        taken, self.waiting = b"".join(self.waiting), []
        return taken if self.is_open else b""

    def close(self) -> None:
        """End it; the browser comes back with its position."""
        self.is_open = False
        self.news.set()


class Room:
    """The open browsers of one organisation."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.lines: set[Line] = set()


class Hub:
    """Where the hints of this process's browsers come together. All of it is one thread, but what it asks."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.is_open = True
        self.tasks: list[asyncio.Task[None]] = []
        self.asking = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.presence = Presence(everybody, self.tell, self.ask)

    def start(self) -> None:
        """Begin to listen."""
        self.tasks = [asyncio.create_task(work) for work in (self._listen(), self._tick(), self.presence.listen())]

    def close(self) -> None:
        """Close every line, now and later: the server does not stop before its last answer has ended."""
        self.is_open = False
        for line in self.lines():
            line.close()

    async def stop(self) -> None:
        """Stop listening."""
        self.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.asking.submit(connections.close_all)  # of that thread
        self.asking.shutdown()

    async def ask(self, question: Callable[..., Answer], *about: object) -> Answer:
        """Ask the database something in the hub's own thread. Raises OperationalError when it is away."""
        return await asyncio.get_running_loop().run_in_executor(self.asking, asked, question, about)

    def lines(self) -> list[Line]:
        """Return every open line."""
        return [line for room in self.rooms.values() for line in room.lines]

    def tell(self, organisation_id: int, agents: set[int], chunk: bytes) -> None:
        """Write something fleeting to the open browsers of a few agents."""
        room = self.rooms.get(organisation_id)
        for line in room.lines if room else ():
            if line.ear.agent_id in agents:
                line.write(chunk)

    def join(self, line: Line, newest: int) -> None:
        """Count a line in, still behind; a room that it opens begins at the newest position it knows."""
        self.rooms.setdefault(line.ear.organisation_id, Room(newest)).lines.add(line)
        if not self.is_open:
            line.close()

    def catch_up(self, line: Line) -> bool:
        """
        Give a line what comes from now on, if it has heard all that was given to its room; tell whether it has.

        A hint is either in a backlog read before this, or in a round after it: nothing lies between, nothing in both.
        """
        line.is_behind = line.position < self.rooms[line.ear.organisation_id].position
        return not line.is_behind

    def leave(self, line: Line) -> None:
        """Forget a line."""
        line.close()
        room = self.rooms.get(line.ear.organisation_id)
        if room:
            room.lines.discard(line)
            if not room.lines:
                del self.rooms[line.ear.organisation_id]

    async def _listen(self) -> None:
        """Pass on what is new for as long as this process lives, whatever happens to the database."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **connecting.parameters(), autocommit=True
                ) as database:
                    await database.execute(f"listen {CHANNEL}")
                    await self._pass_on(database)
            except psycopg.Error:
                log.warning("live.database_away")
                await asyncio.sleep(AFTER_TROUBLE)

    async def _pass_on(self, database: psycopg.AsyncConnection[TupleRow]) -> None:
        while True:
            while self.rooms and await self._round(database):
                await asyncio.sleep(PAUSE)
            async for _ in database.notifies(timeout=IDLE, stop_after=1):
                pass

    async def _round(self, database: psycopg.AsyncConnection[TupleRow]) -> bool:
        """Give every room its new hints; tell whether there were any."""
        seen = [(organisation, room.position) for organisation, room in self.rooms.items()]
        cursor = await database.execute(NEWS, [list(column) for column in zip(*seen, strict=True)])
        new: dict[int, Hints] = defaultdict(list)
        for organisation, position, topic in await cursor.fetchall():
            new[organisation].append((position, topic))
        for organisation, hints in new.items():
            if room := self.rooms.get(organisation):  # the last browser may have left meanwhile
                give(room, hints)
        return bool(new)

    async def _tick(self) -> None:
        for second in count():
            await asyncio.sleep(1)
            await self.pass_second(second)
            await self.presence.pass_second(second)

    async def pass_second(self, second: int) -> None:
        """Let a fifteenth of the lines beat and look at a sixtieth of the sign-ins, so that neither comes in bursts."""
        lines = self.lines()
        for line in lines:
            if line.number % BEAT_EVERY == second % BEAT_EVERY:
                line.write(frames.BEAT)
        await self._look(line for line in lines if line.number % LOOK_EVERY == second % LOOK_EVERY)

    async def _look(self, lines: Iterable[Line]) -> None:
        """Close the lines of those who have signed out or may no longer serve."""
        for line in lines:
            try:
                if await self.ask(hears, line.ear.session_key) != line.ear:
                    line.close()
            except Error:
                return  # nobody is sent away because the database is, or while it is restored


def give(room: Room, hints: Hints) -> None:
    """Give a room its new hints: written once, for all."""
    room.position = hints[-1][0]
    chunk = frames.hints(hints)
    for line in room.lines:
        line.give(hints, chunk)


def asked(question: Callable[..., Answer], about: tuple[object, ...]) -> Answer:
    """Answer in a thread that lives long: its connection is looked at first, for the database may have restarted."""
    close_old_connections()
    with walls.apart():
        return question(*about)


hub = Hub()
