"""Who hears at which address: remembered for moments, asked again before anybody is turned away."""

import asyncio
from contextlib import suppress
from time import monotonic

from django.db import Error as DatabaseTrouble

from aspa.brands import queries as brands
from aspa.brands.queries import Place
from aspa.channels.email.door.group import GroupCommit
from aspa.kit.errors import Unreachable

REMEMBERED_FOR = 5.0  # seconds
ASKED_AT_MOST_EVERY = 0.1  # seconds: guessing addresses costs the guesser, not the database


class Recipients:
    """The addresses of all brands, as the door knows them."""

    def __init__(self, group: GroupCommit) -> None:
        self._group = group
        self._known: dict[str, Place] = {}
        self._asked_at = float("-inf")
        self._times_asked = 0
        self._is_away = False
        self._asking = asyncio.Lock()
        self._refresh: asyncio.Task[None] | None = None

    async def find(self, address: str) -> Place | None:
        """
        Return whom mail to this address reaches, or None when nobody hears there.

        Raises Unreachable when nobody is known there and the database cannot be asked.
        """
        place = brands.place_in(self._known, address)
        if place is None:
            await self._ask_again()
            return brands.place_in(self._known, address)
        if monotonic() - self._asked_at > REMEMBERED_FOR and not self._asking.locked():
            self._refresh = asyncio.create_task(self._ask_quietly())  # nobody waits: what is known serves meanwhile
        return place

    async def _ask_again(self) -> None:
        """Ask the database, unless somebody began to ask after this was called: then theirs is the answer."""
        times = self._times_asked
        async with self._asking:
            if self._times_asked == times:
                await asyncio.sleep(max(0.0, self._asked_at + ASKED_AT_MOST_EVERY - monotonic()))
                self._times_asked += 1
                self._asked_at = monotonic()
                await self._ask()
        if self._is_away:
            raise Unreachable("The database does not answer.")

    async def _ask(self) -> None:
        try:
            self._known = await self._group.ask(brands.addresses)
            self._is_away = False
        except DatabaseTrouble:
            self._is_away = True

    async def _ask_quietly(self) -> None:
        with suppress(Unreachable):  # mail to known addresses is answered 451 at its end; a later mail asks again
            await self._ask_again()
