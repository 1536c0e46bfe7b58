"""Reading mail off the wire, however its bytes are cut into pieces."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from aspa.channels.email.door.dot_stream import NoRoom, TooBig, read_mail
from tests.parts.door import on_the_wire

NASTY = some.lists(some.sampled_from([b"\r\n", b"\r", b"\n", b".", b"..", b"a", b"\x00", b"\xff"])).map(b"".join)


def read(pieces: list[bytes], *, limit: int = 1000, has_room: bool = True, buffer: int = 16) -> tuple[bytes, bytes]:
    """Return the mail in pieces that come one after another, and what was left for the next command."""

    async def fed() -> tuple[bytes, bytes]:
        reader = asyncio.StreamReader(limit=buffer)
        reading = asyncio.ensure_future(read_mail(reader, limit=limit, hold=lambda size: has_room))
        for piece in pieces:
            reader.feed_data(piece)
            await asyncio.sleep(0)
        reader.feed_eof()
        return await reading, await reader.read()

    return asyncio.run(fed())


def cut(raw: bytes, places: list[int]) -> list[bytes]:
    """Cut bytes into pieces at places."""
    at = sorted({0, len(raw), *(place % (len(raw) + 1) for place in places)})
    return [raw[start:end] for start, end in pairwise(at)]


@given(NASTY, some.lists(some.integers(0, 200)))
def test_what_was_sent_is_what_is_read(mail: bytes, places: list[int]) -> None:
    if mail and not mail.endswith(b"\r\n"):
        mail += b"\r\n"

    assert read(cut(on_the_wire(mail) + b"QUIT\r\n", places)) == (mail, b"QUIT\r\n")


@given(NASTY, some.lists(some.integers(0, 200)))
def test_a_mail_ends_at_the_first_dot_alone_and_nowhere_else(wire: bytes, places: list[int]) -> None:
    end = (b"\r\n" + wire).find(b"\r\n.\r\n")
    if end < 0:
        with pytest.raises(ConnectionResetError):
            read(cut(wire, places))
        return

    _, left = read(cut(wire, places))

    assert left == wire[end + 3 :]


@given(some.integers(0, 60))
def test_the_limit_is_kept_to_the_byte(size: int) -> None:
    wire = b"x" * size + b"\r\n.\r\n"
    if size + 2 <= 40:
        assert read([wire], limit=40)[0] == b"x" * size + b"\r\n"
    else:
        with pytest.raises(TooBig):
            read([wire], limit=40)


def test_without_room_the_mail_is_read_to_its_end_and_let_go() -> None:
    with pytest.raises(NoRoom):
        read([b"x" * 100 + b"\r\n.\r\n"], has_room=False)
