"""What is said at the mail door, in LMTP (RFC 2033) and SMTP (RFC 5321)."""

import asyncio
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol, cast

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope

from aspa.brands.queries import Place
from aspa.channels.email import plus
from aspa.channels.email.door.dot_stream import NoRoom, TooBig, read_mail
from aspa.channels.email.door.group import Outcome
from aspa.journal.verbs import Arrival
from aspa.kit.errors import Unreachable

log = structlog.get_logger()
logging.getLogger("mail.log").disabled = True  # aiosmtpd writes every address it hears there

MOST_RECIPIENTS = 1000
IDLE_WITHIN = 300.0  # seconds between commands (RFC 5321, 4.5.3.2)
MAIL_WITHIN = 600.0  # seconds from DATA to the last dot
BUFFER = 64 * 1024  # bytes read at once; lines of any length are accepted, since people's programs write them
NULL_SENDER = "<>"
PLAIN_ADDRESS = re.compile(r"<([^<>@\s\"\\:]+@[^<>@\s\"\\:]+|)>\s*(.*)")

ANSWERS = {
    Outcome.KEPT: "250 2.0.0 Kept",
    Outcome.DATABASE_AWAY: "451 4.3.0 Try again later",
    Outcome.NOT_WRITABLE: "452 4.3.1 Cannot be kept now, try again later",
}
NOBODY = "550 5.1.1 No such address here"
TOO_BIG = "552 5.3.4 Message is too big"
NO_ROOM = "452 4.3.1 Too many messages at once, try again later"
CLOSING = "421 4.3.2 Closing, try again later"
FULL = "421 4.3.2 Too many connections, try again later"
ODD = "451 4.3.0 Something went wrong, try again later"


class House(Protocol):
    """What a conversation needs of the door behind it."""

    hostname: str
    size_limit: int
    is_closing: bool

    def enter(self, conversation: "Conversation") -> bool:
        """Note a new conversation; tell whether there is a chair for it."""

    def leave(self, conversation: "Conversation") -> None:
        """Forget a conversation that ended."""

    def hold(self, size: int) -> bool:
        """Take room for bytes, or tell that there is none; negative gives it back."""

    async def find(self, address: str) -> Place | None:
        """Return who hears at an address; raises Unreachable."""

    async def write_down(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        """Commit arrivals; return each one's outcome."""


class Heard(Envelope):
    """An envelope that knows whom each recipient reaches."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []


class Hooks:
    """Where aiosmtpd asks what to answer."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def handle_EHLO(  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Heard, hostname: str, answers: list[str]
    ) -> list[str]:
        """Say what this door can do."""
        session.host_name = hostname
        more = ["250-PIPELINING", "250-ENHANCEDSTATUSCODES", f"250 SIZE {self.house.size_limit}"]
        return [*answers[:-1], *more]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Heard, address: str, options: list[str]) -> str:
        """Take any sender, also the null one; refuse at once what says that it is too big."""
        if self.house.is_closing:
            return CLOSING
        sizes = [int(option[5:]) for option in options if option.startswith("SIZE=")]
        if any(size > self.house.size_limit for size in sizes):
            return TOO_BIG
        envelope.mail_from = address or NULL_SENDER
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Heard, address: str, options: list[str]) -> str:
        """
        Take mail for our own addresses only, with any plus-tag: nothing is relayed.

        Whether mail for one that was retired is an answer is seen when it has come.
        """
        if len(envelope.places) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            place = await self.house.find(address)
        except Unreachable:
            return ANSWERS[Outcome.DATABASE_AWAY]
        if place is None:
            return NOBODY
        envelope.places.append(place)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_exception(self, error: Exception) -> str:
        """Turn what nobody thought of into an answer that makes the sender try again."""
        log.error("door.failed", error=type(error).__name__)
        return ODD


class Conversation(SMTP):
    """One connection at the door."""

    line_length_limit = BUFFER
    is_delivering = False
    source = "door"

    def __init__(self, house: House) -> None:
        super().__init__(
            Hooks(house),
            data_size_limit=None,  # the hooks say it with a status code of their own
            enable_SMTPUTF8=True,
            hostname=house.hostname,
            ident="Aspa",
            timeout=IDLE_WITHIN,
            loop=asyncio.get_running_loop(),
        )
        self.house = house
        self._held = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._has_chair = self.house.enter(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """End; whatever was half said is forgotten."""
        self.house.leave(self)
        super().connection_lost(error)

    def say_goodbye(self, words: str = CLOSING) -> None:
        """End the conversation with an answer that makes the sender try again later."""
        if self.transport is not None:
            self._writer.write(words.encode() + b"\r\n")
            self.transport.close()

    async def smtp_DATA(self, arg: str | None) -> None:
        """Take a mail; the answer is said when it is committed."""
        if await self.check_helo_needed():
            return
        envelope = cast(Heard, self.envelope)
        if arg or not envelope.places:
            await self.push("501 5.5.4 Syntax: DATA" if arg else "503 5.5.1 Send RCPT first")
            return
        self.is_delivering = True
        try:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            self._reset_timeout(MAIL_WITHIN)
            self.envelope = self._create_envelope()
            await self.push(self._answer(envelope, await self._outcomes(envelope)))
        finally:
            self.is_delivering = False
            self.house.hold(-self._held)
            self._held = 0
        if self.house.is_closing:
            self.say_goodbye()

    async def smtp_VRFY(self, arg: str | None) -> None:
        """Tell nobody who is here."""
        await self.push("252 2.5.0 Send mail and see")

    async def smtp_AUTH(self, arg: str | None) -> None:
        """Nobody signs in here: everybody may bring mail for us, nobody for others."""
        await self.push("502 5.5.1 Not needed")

    async def _handle_client(self) -> None:
        if self.house.is_closing or not self._has_chair:
            self.say_goodbye(CLOSING if self.house.is_closing else FULL)
            return
        await super()._handle_client()

    async def _outcomes(self, envelope: Heard) -> list[str]:
        """Read the mail and keep it; return the answer to each recipient in turn."""
        try:
            raw = await read_mail(self._reader, limit=self.house.size_limit, hold=self._hold)
        except TooBig:
            return [TOO_BIG] * len(envelope.places)
        except NoRoom:
            return [NO_ROOM] * len(envelope.places)
        if not is_heard(raw, envelope):
            return [NOBODY] * len(envelope.places)
        arrivals = addressed(raw, envelope, source=self.source)
        outcomes = await self.house.write_down(list(arrivals.values()))
        by_organisation = dict(zip(arrivals, outcomes, strict=True))
        return [ANSWERS[by_organisation[place.organisation_id]] for place in envelope.places]

    def _answer(self, envelope: Heard, answers: list[str]) -> str:
        """One answer speaks for all recipients: kept only when every organisation has it. A second copy is none."""
        return next((answer for answer in answers if not answer.startswith("250")), answers[0])

    def _hold(self, size: int) -> bool:
        if not self.house.hold(size):
            return False
        self._held += size
        return True

    def _create_envelope(self) -> Heard:
        return Heard()

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """Return an address and what follows it; the library's own reading costs more than the rest of a mail."""
        if plain := PLAIN_ADDRESS.fullmatch(arg):
            return plain[1] or NULL_SENDER, plain[2]
        address, rest = super()._getaddr(arg)
        return address, rest


class LmtpConversation(Conversation, LMTP):
    """LMTP: a recipient each has its own answer."""

    def _answer(self, envelope: Heard, answers: list[str]) -> str:
        return "\r\n".join(answers)


def is_heard(raw: bytes, envelope: Heard) -> bool:
    """Tell whether somebody hears a mail: where only retired addresses are named, it must answer what was sent."""
    return (
        any(place.is_heard for place in envelope.places)
        or any(map(plus.is_marked, envelope.rcpt_tos))
        or plus.answers_ours(raw)
    )


def addressed(raw: bytes, envelope: Heard, *, source: str) -> dict[int, Arrival]:
    """Return one arrival for each organisation that a mail reaches, under the brand that was named first."""
    arrivals: dict[int, Arrival] = {}
    for first in envelope.places:
        if first.organisation_id not in arrivals:
            to = [
                address
                for address, place in zip(envelope.rcpt_tos, envelope.places, strict=True)
                if place.organisation_id == first.organisation_id
            ]
            arrivals[first.organisation_id] = Arrival(
                first.organisation_id,
                first.brand_id,
                "email",
                raw,
                str(envelope.mail_from),
                ", ".join(to),
                source,
                datetime.now(UTC),
            )
    return arrivals
