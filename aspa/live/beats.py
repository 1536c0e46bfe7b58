"""`/live/presence/`: a page says which case it shows and whether something is written there. No row is touched."""

import json
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response

from aspa.live.hub import hub
from aspa.live.seats import STATES, Seat, everybody, mark
from aspa.live.sign_in import Ear, hears

LARGEST = 300  # bytes of a beat
HIGHEST = 2**53  # a case number, as browsers count
KNOWN_FOR = 60.0  # seconds until a sign-in is looked at again, as on the stream

known: dict[str, tuple[Ear, float]] = {}


async def beats(request: Request) -> Response:
    """
    Take one beat: `{"tab": "x7k2", "number": 20417, "state": "writes"}`; number 0 says that the page has gone.

    The answer is the mark of the others who are there, so that a page that missed a hint asks anew.
    """
    if request.method != "POST":
        return Response(status_code=405)
    session_key = request.cookies.get(settings.SESSION_COOKIE_NAME)
    try:
        ear = await whose(session_key) if session_key and is_from_here(request) else None
    except (OperationalError, InterfaceError):
        return Response(status_code=503, headers={"Retry-After": "2"})
    seat = read(ear, await body(request)) if ear else None
    if seat is None:
        return Response(status_code=400 if ear else 401)
    await hub.presence.hear(seat)
    others = everybody.at(seat.organisation_id, seat.number, beside=seat.agent_id)
    return Response(mark(others), media_type="text/plain", headers={"Cache-Control": "no-store"})


def is_from_here(request: Request) -> bool:
    """Tell whether a page of ours asks, as far as the browser says."""
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


async def whose(session_key: str) -> Ear | None:
    """Return who is signed in with a session; asked of the database once a minute."""
    now = time.monotonic()
    ear, until = known.get(session_key, (None, 0.0))
    if until > now:
        return ear
    for old in [key for key, (_ear, until) in known.items() if until <= now]:
        del known[old]
    ear = await hub.ask(hears, session_key)
    if ear:
        known[session_key] = (ear, now + KNOWN_FOR)
    return ear


async def body(request: Request) -> bytes:
    """Return what was sent, or nothing when it is longer than any beat."""
    read = b""
    async for part in request.stream():
        read += part
        if len(read) > LARGEST:
            return b""
    return read


def read(ear: Ear, said: bytes) -> Seat | None:
    """Return the seat a beat speaks of; None when it makes no sense."""
    try:
        about = json.loads(said)
        tab, number, state = about["tab"], about["number"], about["state"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_sane = isinstance(tab, str) and 0 < len(tab) <= 16 and tab.isascii() and tab.isalnum()
    if not is_sane or type(number) is not int or not 0 <= number < HIGHEST or state not in STATES:
        return None
    return Seat(ear.organisation_id, number, ear.agent_id, ear.name, tab, state)
