"""Aspa's mail door in this process, and clients that speak to it byte by byte."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import pytest

from aspa.channels.email.door.server import Door, Endpoint

HERE = ("127.0.0.1", 0)


class OpenDoor:
    """A door in a thread of its own; `lmtp` and `smtp` are where it listens."""

    lmtp: Endpoint
    smtp: Endpoint
    door: Door

    def __init__(self, lmtp: Endpoint = HERE) -> None:
        self._lmtp = lmtp
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="door", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.door = self.do(self._made())
        self.lmtp, self.smtp = self.do(self.door.open())
        return self

    def __exit__(self, *trouble: object) -> None:
        try:
            if not self.door.is_closing:
                self.do(self.door.close())
        finally:
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join()
            self.loop.close()

    def do(self, work):
        """Run a coroutine in the door's thread; return what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    async def _made(self) -> Door:
        return Door(lmtp=self._lmtp, smtp=HERE)


@pytest.fixture
def door(transactional_db: None) -> Iterator[OpenDoor]:
    """Aspa's door, open; what it takes is in this test's database."""
    with OpenDoor() as opened:
        yield opened


class Talk:
    """A mail client's end of a connection, one line at a time."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.socket = socket.create_connection(endpoint, timeout=10)
        self.file = self.socket.makefile("rb")

    def hear(self) -> str:
        """Return one whole answer; its last line when it has many. Empty when the other end went away."""
        while (line := self.file.readline()) and line[3:4] == b"-":
            pass
        return line.decode().rstrip("\r\n")

    def send(self, raw: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(raw)

    def say(self, line: str) -> str:
        """Send a line, return the answer."""
        self.send(line.encode() + b"\r\n")
        return self.hear()

    def close(self) -> None:
        """Hang up."""
        self.file.close()
        self.socket.close()


@contextmanager
def talk(endpoint: Endpoint, hello: str = "LHLO client.example") -> Iterator[Talk]:
    """Talk to a door after the greetings."""
    client = Talk(endpoint)
    try:
        client.hear()
        client.say(hello)
        yield client
    finally:
        client.close()


def deliver(client: Talk, raw: bytes, *recipients: str, sender: str = "liisa@example.fi") -> list[str]:
    """Deliver one mail by LMTP; return the answer to each recipient that was accepted, or to each refused one."""
    client.say(f"MAIL FROM:<{sender}>")
    heard = [client.say(f"RCPT TO:<{recipient}>") for recipient in recipients]
    accepted = [answer for answer in heard if answer.startswith("250")]
    if not accepted:
        client.say("RSET")
        return heard
    client.say("DATA")
    client.send(on_the_wire(raw))
    return [client.hear() for _ in accepted]


def on_the_wire(raw: bytes) -> bytes:
    """Return a mail with dots doubled and the last line after it."""
    doubled = (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:]
    return doubled + (b"" if raw.endswith(b"\r\n") or not raw else b"\r\n") + b".\r\n"
