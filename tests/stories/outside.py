"""The world outside: a real SMTP server that keeps what it took, and does as it is told."""

import asyncio
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.parts.serving import free_port

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

    port: int = field(default_factory=free_port)
    says: deque[str] = field(default_factory=deque)
    slow: float = 0.0
    taken: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
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
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **named)
        self._controller.start()

    def close(self) -> None:
        """Stop listening."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, name: str, says: list) -> list:  # noqa: N802
        """Count who knocks."""
        self.knocks += 1
        session.host_name = name
        return says

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or do as told."""
        answer = self.says.popleft() if self.says else "250 OK"
        await asyncio.sleep(self.slow)
        if answer.startswith("250") or answer == HANG_UP_AFTER:
            self._take(envelope)
        if answer in (HANG_UP, HANG_UP_AFTER):
            server.transport.abort()
        return answer

    def _take(self, envelope: Envelope) -> None:
        raw = envelope.original_content or b""
        headers = message_from_bytes(raw[:20_000])
        with self._lock:
            self.taken.append(raw)
            self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
            self._copies[str(headers["Message-ID"]).strip("<> ")] += 1
