"""
Who reads and who writes in a case, shared by every web process without a row written.

A browser beats while it shows a case. Its process tells the others what changed at once, and all that still holds every
few seconds, by a notice whose payload is the seats; nothing is stored, and a process that starts knows all in a moment.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from secrets import token_hex
from typing import Any

import psycopg
import structlog
from django.db import Error, connection

from aspa.kit import connecting
from aspa.live import frames
from aspa.live.seats import LASTS, Place, Seat, Seats, batches

log = structlog.get_logger()

CHANNEL = "aspa_presence"
REPEAT = 4  # seconds between tellings of what still holds; a seat lasts longer than two
AT_ONCE = 12  # seats in a notice, which holds 8,000 bytes; a name may be 120 letters of several bytes
AFTER_TROUBLE = 1.0  # seconds until the database is tried again


class Presence:
    """The seats as this process knows them, and whom it tells about them."""

    def __init__(
        self, seats: Seats, tell: Callable[[int, set[int], bytes], None], ask: Callable[..., Awaitable[Any]]
    ) -> None:
        self.seats = seats
        self.name = token_hex(4)  # of this process
        self.ours: dict[tuple[int, int, str], Seat] = {}  # pages that beat here; others beat elsewhere
        self.tell = tell
        self.ask = ask

    async def hear(self, seat: Seat) -> None:
        """Take a beat of a browser; the other processes hear of it when it says something new."""
        places = self._take(seat, LASTS)
        self.ours[seat.page] = seat
        if places:
            await self._announce([(seat, LASTS)])

    async def listen(self) -> None:
        """Take what other processes tell, for as long as this one lives."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **connecting.parameters(), autocommit=True
                ) as database:
                    await database.execute(f"listen {CHANNEL}")
                    async for notice in database.notifies():
                        self.learn(notice.payload)
            except psycopg.Error:
                log.warning("live.database_away")
            await asyncio.sleep(AFTER_TROUBLE)

    def learn(self, payload: str) -> None:
        """Take the seats of a notice; what this process said itself it knows."""
        teller, *told = json.loads(payload)
        for *facts, lasts in told if teller != self.name else ():
            self._take(Seat(*facts), lasts)

    async def pass_second(self, second: int) -> None:
        """Forget who fell silent; every few seconds say what still holds, and for how long."""
        now = time.monotonic()
        self._show(self.seats.clear(now=now))
        if second % REPEAT == 0:
            held = [(seat, round(self.seats.left_of(seat, now=now), 1)) for seat in self.ours.values()]
            self.ours = {seat.page: seat for seat, lasts in held if lasts}
            await self._announce([one for one in held if one[1]])

    def _take(self, seat: Seat, lasts: float) -> set[Place]:
        places = self.seats.take(seat, now=time.monotonic(), lasts=lasts)
        self._show(places)
        return places

    def _show(self, places: Iterable[Place]) -> None:
        for place in places:
            organisation_id, number = place
            self.tell(organisation_id, self.seats.agents_at(place), frames.fleeting(f"present-{number}"))

    async def _announce(self, held: Sequence[tuple[Seat, float]]) -> None:
        told = [[*seat, lasts] for seat, lasts in held]
        try:
            for some in batches(told, AT_ONCE):
                await self.ask(announce, json.dumps([self.name, *some], ensure_ascii=False))
        except Error:
            log.warning("live.database_away")


def announce(payload: str) -> None:
    """Tell every process."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", (CHANNEL, payload))
