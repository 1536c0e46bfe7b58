"""`/live/`: the stream of hints to a browser, as server-sent events that go on where they broke off."""

import asyncio

from django.conf import settings
from django.db import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from aspa.kit import walls
from aspa.live import frames, queries
from aspa.live.beats import beats
from aspa.live.hub import Line, hub
from aspa.live.sign_in import Ear, hears

HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",  # no proxy keeps, compresses or gathers it
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


async def stream(request: Request) -> Response:
    """
    Stream the hints of the signed-in agent's organisation.

    The place to go on from is the header `Last-Event-ID`, or `?after=`; without either, the newest.
    """
    if request.method != "GET":
        return Response(status_code=405)
    session_key = request.cookies.get(settings.SESSION_COOKIE_NAME)
    try:
        ear, newest = await hub.ask(arrive, session_key) if session_key else (None, 0)
    except (OperationalError, InterfaceError):
        return Response(status_code=503, headers={"Retry-After": "2"})
    return HintStream(ear, place(request), newest) if ear else Response(status_code=401)


def arrive(session_key: str) -> tuple[Ear | None, int]:
    """Return who listens, and where that organisation's stream stands."""
    ear = hears(session_key)
    return ear, queries.newest(ear.organisation_id) if ear else 0


def missed(organisation_id: int, after: int) -> queries.Backlog:
    """Return the hints of the organisation that this stream is of, after a position."""
    with walls.within(organisation_id):
        return queries.backlog(organisation_id, after)


def place(request: Request) -> int | None:
    """Return the position that the browser has heard; None when it has heard nothing."""
    said = request.headers.get("last-event-id") or request.query_params.get("after") or ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None


class HintStream(Response):
    """What a browser hears, for as long as both ends want. Starlette's own stream takes three tasks; this takes two."""

    def __init__(self, ear: Ear, heard: int | None, newest: int) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self.line = Line(ear, newest if heard is None else heard)
        self.newest = newest
        self.opening = frames.opening(newest if heard is None else None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        hub.join(self.line, self.newest)
        leaving = asyncio.ensure_future(self._await_leave(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await send(part(self.opening))
            await self._catch_up(send)
            while chunk := await self.line.take():
                await send(part(chunk))
            await send({"type": "http.response.body", "body": b""})
        except (OperationalError, InterfaceError):
            return  # the browser comes back, and so does the database
        finally:
            leaving.cancel()
            hub.leave(self.line)

    async def _catch_up(self, send: Send) -> None:
        line = self.line
        while line.is_open and line.is_behind:
            page = await hub.ask(missed, line.ear.organisation_id, line.position)
            if page.hints is None:
                await send(part(frames.reset(page.newest)))
                line.position = page.newest
            elif page.hints:
                await send(part(frames.hints(page.hints)))
                line.position = page.hints[-1][0]
            if page.is_last:
                hub.catch_up(line)

    async def _await_leave(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.line.close()


def part(chunk: bytes) -> Message:
    """Return bytes as a part of an answer that goes on."""
    return {"type": "http.response.body", "body": chunk, "more_body": True}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/live/`. Starlette's own wrappers are left out: each hint to each browser would cost a third more."""
    about = {"/live/": stream, "/live/presence/": beats}.get(scope["path"])
    answer = await about(Request(scope, receive)) if about else Response(status_code=404)
    await answer(scope, receive, send)
