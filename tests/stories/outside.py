"""The world outside: a real SMTP server that keeps what it took, and does as it is told."""

import asyncio
import os
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.parts.servers import free_ports, is_open
from tests.parts.waiting import until

HANG_UP = "hang up"  # without a word, before the letter is taken
HANG_UP_AFTER = "hang up after"  # the letter is taken, but whoever sent it never hears so


@dataclass
class Outside:
    """
    The next mail server.

    Args:
        says: answers to the next letters, in turn; `250 OK` when there are none.
        slow: seconds before each answer to a letter.
    """

    port: int = field(default_factory=lambda: free_ports(1)[0])
    says: deque[str] = field(default_factory=deque)
    slow: float = 0.0
    taken: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    note: Callable[[str], object] = str  # told of each Message-ID before the letter is answered
    knocks: int = 0
    _copies: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _controller: Controller | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """What ASPA_SMTP_URL says."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def copies(self) -> Counter[str]:
        """How often each letter came, by Message-ID."""
        with self._lock:
            return Counter(self._copies)

    @property
    def letters(self) -> list[EmailMessage]:
        """Return what was taken, read."""
        return [message_from_bytes(raw, policy=policy.default) for raw in list(self.taken)]

    def open(self) -> None:
        """Begin to listen."""
        named = {"server_hostname": "posti.example", "enable_SMTPUTF8": True}  # asking DNS for our name takes long
        self._controller = Controller(_Asked(self), hostname="127.0.0.1", port=self.port, **named)
        self._controller.start()

    def close(self) -> None:
        """Stop listening."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def take(self, envelope: Envelope) -> None:
        """Keep a letter."""
        raw = envelope.original_content or b""
        message_id = str(message_from_bytes(raw[:20_000])["Message-ID"]).strip("<> ")
        with self._lock:
            self.taken.append(raw)
            self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
            self._copies[message_id] += 1
        self.note(message_id)


class _Asked:
    """What the library asks; apart, since it looks at every property of whom it asks at every connection."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, name: str, says: list) -> list:
        """Count who knocks."""
        self._outside.knocks += 1
        session.host_name = name
        return says

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter, or do as told."""
        answer = self._outside.says.popleft() if self._outside.says else "250 OK"
        await asyncio.sleep(self._outside.slow)
        if answer.startswith("250") or answer == HANG_UP_AFTER:
            self._outside.take(envelope)
        if answer in (HANG_UP, HANG_UP_AFTER):
            server.transport.abort()
        return answer


class Elsewhere:
    """The same server in a process of its own, where nobody who writes or answers keeps it waiting."""

    def __init__(self, folder: Path) -> None:
        self.port, self.book = free_ports(1)[0], folder / "taken"
        self._read, self._counted = 0, 0

    @property
    def url(self) -> str:
        """What ASPA_SMTP_URL says."""
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.book.touch()
        self.process = subprocess.Popen([sys.executable, "-m", __name__, str(self.port), str(self.book)])
        until(lambda: is_open(self.port), within=60)
        return self

    def __exit__(self, *trouble: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    @property
    def copies(self) -> Counter[str]:
        """How often each letter came, by Message-ID."""
        return Counter(self.book.read_text().split())

    @property
    def count(self) -> int:
        """How many letters came."""
        with self.book.open("rb") as book:
            book.seek(self._read)
            new = book.read()
        self._read += len(new)
        self._counted += new.count(b"\n")
        return self._counted


def main(port: str, book: str) -> None:
    """Take letters and write down their Message-IDs until ended."""
    written = os.open(book, os.O_WRONLY | os.O_APPEND)
    with Outside(int(port), note=lambda message_id: os.write(written, f"{message_id}\n".encode())):
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
