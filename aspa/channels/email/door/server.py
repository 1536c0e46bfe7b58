"""The mail door: LMTP from the mail server next to us, SMTP where there is none. 250 is said after the commit."""

import asyncio
import signal
import socket
from functools import partial

import structlog
from django.conf import settings

from aspa.channels.email.door.conversation import Conversation, LmtpConversation
from aspa.channels.email.door.group import GroupCommit
from aspa.channels.email.door.recipients import Recipients

log = structlog.get_logger()

CHAIRS = 500  # conversations at once
ROOM = 4  # times the biggest mail: bytes held in memory for all conversations
FINISH_WITHIN = 2.0  # seconds for deliveries in hand when the door closes

Endpoint = tuple[str, int]


class Door:
    """Listens, and keeps what comes."""

    def __init__(self, *, lmtp: Endpoint | None, smtp: Endpoint | None = None) -> None:
        self.hostname = socket.gethostname()
        self.size_limit: int = settings.MAIL_SIZE_LIMIT
        self.is_closing = False
        self._listens: list[tuple[type[Conversation], Endpoint | None]] = [
            (LmtpConversation, lmtp),
            (Conversation, smtp),
        ]
        self._servers: list[asyncio.Server] = []
        self._conversations: set[Conversation] = set()
        self._held = 0
        self._group = GroupCommit()
        self._recipients = Recipients(self._group)
        self.find = self._recipients.find
        self.write_down = self._group.write_down

    async def open(self) -> list[Endpoint]:
        """Begin to listen; return where. Raises OSError when a port is taken."""
        loop = asyncio.get_running_loop()
        for talk, endpoint in self._listens:
            if endpoint:
                self._servers.append(await loop.create_server(partial(talk, self), *endpoint, backlog=CHAIRS))
        return [server.sockets[0].getsockname()[:2] for server in self._servers]

    async def close(self) -> None:
        """Stop listening, finish what is in hand, say goodbye to everybody."""
        self.is_closing = True
        for server in self._servers:
            server.close()
        deadline = asyncio.get_running_loop().time() + FINISH_WITHIN
        for conversation in self._idle():
            conversation.say_goodbye()
        while self._conversations and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.01)
        for conversation in list(self._conversations):
            conversation.say_goodbye()  # half a mail: the sender has it and comes again
        await self._group.close()

    def enter(self, conversation: Conversation) -> bool:
        """Note a new conversation; tell whether there is a chair for it."""
        self._conversations.add(conversation)
        return len(self._conversations) <= CHAIRS

    def leave(self, conversation: Conversation) -> None:
        """Forget a conversation that ended."""
        self._conversations.discard(conversation)

    def hold(self, size: int) -> bool:
        """Take room for bytes, or tell that there is none; negative gives it back."""
        if size > 0 and self._held + size > ROOM * self.size_limit:
            return False
        self._held += size
        return True

    def _idle(self) -> list[Conversation]:
        return [conversation for conversation in self._conversations if not conversation.is_delivering]


async def serve() -> None:
    """Keep the door open until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    door = Door(lmtp=settings.LMTP, smtp=settings.SMTP_DOOR)
    await door.open()
    log.info("door.opened")
    await stop.wait()
    await door.close()
    log.info("door.closed")


def run() -> None:
    """Keep the door open until SIGTERM."""
    asyncio.run(serve())
