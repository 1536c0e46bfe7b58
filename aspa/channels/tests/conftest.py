"""Kuusi Oy writes; the mail server outside is a real one that does as it is told."""

import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.channels import verbs
from aspa.channels.email import plus
from aspa.channels.models import Delivery
from tests.parts.dovecot import dovecot
from tests.parts.postfix import postfix

__all__ = ["dovecot", "postfix"]

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)


@dataclass
class Outside:
    """The world's mail server: keeps what it took, and says what a test wants it to say."""

    url: str = ""
    taken: list[Envelope] = field(default_factory=list)
    connections: int = 0
    to_recipient: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    to_sender: list[str] = field(default_factory=list)
    to_letter: list[str] = field(default_factory=list)

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, name: str, says: list) -> list:
        self.connections += 1
        session.host_name = name
        return says

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        envelope.mail_from = address
        return self.to_sender.pop(0) if self.to_sender else "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        answers = self.to_recipient[address]
        answer = answers.pop(0) if answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.to_letter.pop(0) if self.to_letter else "250 OK"
        if answer == "hang up":
            server.transport.abort()
        if answer.startswith("250"):
            self.taken.append(envelope)
        return answer

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(one.original_content, policy=policy.default) for one in self.taken]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def outside(settings: LazySettings, free_port: int) -> Iterator[Outside]:
    world = Outside()
    controller = Controller(world, hostname="127.0.0.1", port=free_port, enable_SMTPUTF8=True)
    controller.start()
    world.url = settings.SMTP_URL = f"smtp://127.0.0.1:{controller.port}"
    yield world
    controller.stop()


@pytest.fixture
def kuusi(db: None) -> Brand:
    return brands.found("Kuusi Oy", brand="Kuusi", address="tuki@kuusi.fi", language="fi", at=NINE)


@pytest.fixture
def writes(kuusi: Brand) -> Callable[..., Delivery]:
    """Kuusi Oy answers Liisa; a test says only what is special about it."""

    def write(**special: Any) -> Delivery:
        usual = {
            "organisation_id": kuusi.organisation_id,
            "brand_id": kuusi.id,
            "purpose": Delivery.Purpose.REPLY,
            "sender": "tuki@kuusi.fi",
            "sender_name": "Kuusi",
            "reply_to": plus.reply_address("tuki@kuusi.fi", 7),
            "recipients": ["liisa@example.fi"],
            "subject": "Re: Missä pakettini on?",
            "text": "Hei Liisa,\n\npakettisi saapuu huomenna.\n\n-- \nKuusi",
            "message_id": plus.message_id_for(7, "kuusi.fi"),
            "in_reply_to": "kysymys@example.fi",
            "references": ["kysymys@example.fi"],
            "language": "fi",
            "at": NINE,
        }
        return verbs.deliver(**{**usual, **special})

    return write
