"""Mail on the wire: lines that end in CR LF, the last of them a dot alone (RFC 5321, 4.5.2)."""

from asyncio import IncompleteReadError, LimitOverrunError, StreamReader
from collections.abc import Callable

LAST_LINE = b"\r\n.\r\n"  # nothing else ends a mail: a lone LF or CR around the dot is how mails are smuggled in others
ENDLESS = 4  # times the limit; who sends more than this does not mean to end


class TooBig(Exception):
    """More bytes came than one mail may have; all of them have been read."""


class NoRoom(Exception):
    """Other mails fill the memory at this moment; this one has been read and thrown away."""


async def read_mail(reader: StreamReader, *, limit: int, hold: Callable[[int], bool]) -> bytes:
    """
    Return one mail as it was before it was put on the wire; what follows it stays in `reader`.

    Args:
        limit: bytes that a mail may have.
        hold: asked for room before bytes are kept; says whether there is any.

    Raises TooBig, NoRoom, and ConnectionResetError when the other end goes away half-way or never ends.
    """
    parts: list[bytes] = []
    size, has_room, end = 0, True, b"\r\n"
    while end != LAST_LINE:
        chunk = await _chunk(reader)
        end = (end + chunk[-5:])[-5:]
        size += len(chunk)
        has_room = has_room and hold(len(chunk))
        if has_room and size <= limit + 3:
            parts.append(chunk)
        else:
            parts.clear()
        if size > ENDLESS * limit + len(LAST_LINE):
            raise ConnectionResetError
    if size > limit + 3:
        raise TooBig
    if not has_room:
        raise NoRoom
    return without_dots(b"".join(parts)[:-3])


def without_dots(lines: bytes) -> bytes:
    """Return lines without the dot that was put before every line that began with one."""
    return lines.removeprefix(b".").replace(b"\r\n.", b"\r\n")


async def _chunk(reader: StreamReader) -> bytes:
    """Return bytes up to the next place where a mail could end, or as many as the reader holds."""
    try:
        return await reader.readuntil(b".\r\n")
    except LimitOverrunError as long:
        return await reader.read(long.consumed)
    except IncompleteReadError as gone:
        raise ConnectionResetError from gone
