"""
One address for everything: `/live/` is the stream of hints, all else is Django.

Django runs under WSGI in threads: under ASGI a page costs 3 ms more. The bridge is our own because it must hold
against slow and broken senders: a2wsgi keeps a thread for as long as a browser takes to send or to read, so that
eight slow telephones would stop the desk; it takes an upload that broke off for a whole one; and it passes each part of
an answer between threads by itself: 0.3–0.5 ms of CPU a page against 0.13 here (and 0.03 without any bridge).
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.wsgi import get_wsgi_application
from starlette.types import Receive, Scope, Send

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

THREADS = 8  # pages at once in this process; each thread keeps a database connection
IN_MEMORY = 1024 * 1024  # bytes of a request's body; the rest of a longer one goes to disk
LARGEST = settings.MAIL_SIZE_LIMIT  # bytes of a body: what could not be mailed need not be uploaded
AT_ONCE = 256 * 1024  # bytes of an answer sent in one go
FINISH_WITHIN = 1.0  # seconds that pages in hand have when the server stops


class Pages:
    """Run a WSGI application in threads, of which none ever waits for a network."""

    def __init__(self, application: Wsgi) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self.in_hand: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; one that breaks off before its end is not begun."""
        done = asyncio.get_running_loop().create_future()
        self.in_hand.add(done)
        try:
            with SpooledTemporaryFile(IN_MEMORY) as body:
                size = await read(receive, body)
                if size is not None:
                    await self._answer(environ(scope, body if size <= LARGEST else TooMuch(), size), send)
        finally:
            self.in_hand.discard(done)
            done.set_result(None)

    async def _answer(self, about: Environ, send: Send) -> None:
        context = copy_context()  # Django keeps the language and the like here, from the first part to the last
        loop = asyncio.get_running_loop()
        answer = Answer(self.application, about)
        try:
            is_first, is_more = True, True
            while is_more:
                part, is_more = await loop.run_in_executor(self.threads, partial(context.run, answer.next_part))
                if is_first:
                    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
                    is_first = False
                await send({"type": "http.response.body", "body": part, "more_body": is_more})
        finally:
            if not answer.is_closed:
                await loop.run_in_executor(self.threads, partial(context.run, answer.close))

    async def stop(self) -> None:
        """Let the pages in hand end, for a moment."""
        if self.in_hand:
            await asyncio.wait(self.in_hand, timeout=FINISH_WITHIN)
        self.threads.shutdown(wait=False, cancel_futures=True)


class Answer:
    """A WSGI application's answer, taken part by part in threads."""

    def __init__(self, application: Wsgi, about: Environ) -> None:
        self.application = application
        self.about = about
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.source: Iterable[bytes] = ()
        self.rest: Iterator[bytes] | None = None
        self.is_closed = False

    def next_part(self) -> tuple[bytes, bool]:
        """Return the next bytes and whether there are more; a small answer is whole, and closed, at once."""
        if self.rest is None:
            self.source = self.application(self.about, self._start)
            self.rest = iter(self.source)
        parts, size = [], 0
        for part in self.rest:
            parts.append(part)
            size += len(part)
            if size >= AT_ONCE:
                return b"".join(parts), True
        self.close()
        return b"".join(parts), False

    def close(self) -> None:
        """Tell the application that its answer has been taken: Django ends its request by this."""
        self.is_closed = True
        if close := getattr(self.source, "close", None):
            close()

    def _start(self, status: str, headers: list[tuple[str, str]], trouble: object = None) -> None:
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


class TooMuch:
    """The body of a request that was too long to keep: whoever wants to read it says no in its own way."""

    def read(self, *_size: int) -> bytes:
        """Refuse."""
        raise RequestDataTooBig

    readline = read


async def read(receive: Receive, body: IO[bytes]) -> int | None:
    """
    Read a request's body to its end; return its size, or None when the sender went away.

    What is too long is not kept but still heard to its end: who is cut short never hears why.
    """
    size, is_more = 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size <= LARGEST:
            body.write(part)
        is_more = message.get("more_body", False)
    body.seek(0)
    return size


def environ(scope: Scope, body: IO[bytes] | TooMuch, size: int) -> Environ:
    """Return a request as WSGI says it."""
    host, port = scope.get("server") or ("localhost", 80)
    about: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        add_header(about, name, value.decode("latin-1"))
    return about | {"CONTENT_LENGTH": str(size)}  # as counted, for a chunked body says none


def add_header(about: Environ, name: bytes, value: str) -> None:
    """Add one header; a name with an underscore would pass for another (`X_Forwarded_Proto`), so it is left out."""
    if b"_" in name:
        return
    key = name.decode("latin-1").upper().replace("-", "_")
    key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
    between = "; " if key == "HTTP_COOKIE" else ","
    about[key] = f"{about[key]}{between}{value}" if key in about else value


pages = Pages(get_wsgi_application())

from aspa.live.hub import hub  # noqa: E402  # only now: it has models, which Django must load first
from aspa.live.stream import application as live  # noqa: E402  # likewise


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer everything that comes to this address."""
    if scope["type"] == "lifespan":
        await live_through(receive, send)
    elif scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def live_through(receive: Receive, send: Send) -> None:
    """Start the hub with the server, and end every stream and page with it."""
    await receive()
    hub.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await hub.stop()
    await pages.stop()
    await send({"type": "lifespan.shutdown.complete"})
