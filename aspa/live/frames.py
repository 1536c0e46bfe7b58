"""What is written to an open browser: server-sent events, as bytes."""

from collections.abc import Iterable
from random import randint

BEAT = b": beat\nevent: beat\ndata\n\n"  # the comment keeps proxies awake, the event tells the page that the line lives
RETRY = (1_000, 4_000)  # milliseconds before a browser comes back; spread, so that a restart is no stampede


def opening(position: int | None) -> bytes:
    """Return the first words to a browser; `position` (if given) is where its stream begins."""
    begin = b"" if position is None else b"event: ready\nid: %d\ndata: %d\n\n" % (position, position)
    return b"retry: %d\n\n%b" % (randint(*RETRY), begin)  # noqa: S311  # spreads load, guards nothing


def hints(rows: Iterable[tuple[int, str]]) -> bytes:
    """Return one event for each (position, topic)."""
    return b"".join(b"id: %d\ndata: %b\n\n" % (position, topic.encode()) for position, topic in rows)


def fleeting(topic: str) -> bytes:
    """Return a hint that has no place in the stream: who was away asks anew anyway."""
    return b"data: %b\n\n" % topic.encode()


def reset(position: int) -> bytes:
    """Say that what the browser shows may be old anywhere, and that its stream goes on from `position`."""
    return b"event: reset\nid: %d\ndata: %d\n\n" % (position, position)
