"""The mail door: mails a second through LMTP, 64 at once, each durable before its 250."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from statistics import median
from typing import Any

AT_ONCE = 64
MAILS = 6_000
ONE_BY_ONE = 1_500
DIFFERENT = 1_000  # bodies; every mail has a line of its own
ROUNDS = 3
TO = "tuki@kuusi.example"
BIGGEST = 20_000  # bytes: the ordinary mail of 3–8 kB; big files would measure the disk


def run() -> list[dict[str, Any]]:
    """Measure the door, the same door with a commit for each mail, and bare grouped INSERTs of the same bytes."""
    from bench.place import fresh_database

    port = free_port()
    os.environ["ASPA_LMTP"] = f"127.0.0.1:{port}"
    with fresh_database() as brand:
        grouped, commits, single, bare = [], [], [], []
        with door(port):
            for nth in range(ROUNDS + 1):
                rate, share = delivered(port, mails(MAILS, seed=nth))
                grouped.append(rate)
                commits.append(share)
        with door(port, group=1):
            single = [delivered(port, mails(ONE_BY_ONE, seed=100 + nth))[0] for nth in range(ROUNDS + 1)]
        bare = [inserted(brand, mails(MAILS, seed=200 + nth)) for nth in range(ROUNDS + 1)]
    grouped, commits, single, bare = (rounds[1:] for rounds in (grouped, commits, single, bare))  # the first warms up
    limit = round(median(bare))
    return [
        figure("accept", grouped, "mails/s", 1000, limit),
        figure("accept_commits", commits, "commits/mail", 0.1, 1),
        figure("accept_one_by_one", single, "mails/s", None, limit),
        figure("accept_bare_insert", bare, "mails/s", None, limit),
    ]


def figure(name: str, rounds: list[float], unit: str, aim: float | None, limit: float) -> dict[str, Any]:
    """Return one line of the report."""
    digits = 3 if limit == 1 else None
    value = round(median(rounds), digits)
    shown = [round(each, digits) for each in rounds]
    ratio = round(value / limit, 2)
    return {"name": name, "value": value, "unit": unit, "aim": aim, "limit": limit, "ratio": ratio, "rounds": shown}


def mails(count: int, *, seed: int) -> list[bytes]:
    """Return realistic mails without big files, as they stand on the wire; no two are the same."""
    from bench.letters import letters

    small = (raw for raw in letters(DIFFERENT * 2, to=TO) if len(raw) < BIGGEST)
    lines = (raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n").replace(b"\r\n.", b"\r\n..") for raw in small)
    bodies = list(islice(lines, DIFFERENT))
    return [b"X-Nth: %d.%d\r\n" % (seed, nth) + bodies[nth % DIFFERENT] for nth in range(count)]


@contextmanager
def door(port: int, *, group: int = 0) -> Iterator[None]:
    """Run the door in a process of its own; `group` bounds how many mails share a commit."""
    from django.db import connections

    from bench.place import as_served

    connections.close_all()
    if not (child := os.fork()):
        from aspa.channels.email.door import group as group_commit
        from aspa.channels.email.door import server as mail_door

        group_commit.GROUP_COUNT = group or group_commit.GROUP_COUNT
        with as_served():
            mail_door.run()
        os._exit(0)
    try:
        await_port(port)
        yield
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


def delivered(port: int, raws: list[bytes]) -> tuple[float, float]:
    """Deliver mails, 64 at once on connections that stay open; return mails/s and commits/mail."""
    before, start = transactions(), time.perf_counter()
    asyncio.run(deliver_all(port, iter(raws)))
    took = time.perf_counter() - start
    return len(raws) / took, (transactions() - before) / len(raws)


async def deliver_all(port: int, raws: Iterator[bytes]) -> None:
    """Let 64 senders take from the same heap until it is empty."""
    await asyncio.gather(*(deliver(port, raws) for _ in range(AT_ONCE)))


async def deliver(port: int, raws: Iterable[bytes]) -> None:
    """Speak as Postfix does: the commands of a mail together, then the mail."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"LHLO bench.example\r\n")
    while not (await reader.readline()).startswith(b"250 "):
        pass
    for raw in raws:
        writer.write(b"MAIL FROM:<liisa@posti.example>\r\nRCPT TO:<%s>\r\nDATA\r\n" % TO.encode())
        for expected in (b"250", b"250", b"354"):
            assert (await reader.readline()).startswith(expected)
        writer.write(raw + b".\r\n")
        assert (await reader.readline()).startswith(b"250")
    writer.close()


def inserted(brand: Any, raws: list[bytes]) -> float:
    """Return mails/s of bare INSERTs of 64 mails a commit into the same table, on one connection."""
    import psycopg
    from django.db import connection

    given = connection.get_connection_params()
    rows = [os.urandom(32) for _ in raws]
    with psycopg.connect(**{key: given[key] for key in ("host", "user", "dbname")}, autocommit=True) as own:
        start = time.perf_counter()
        for at in range(0, len(raws), AT_ONCE):
            own.execute(
                "insert into journal_entry (organisation_id, brand_id, channel, digest, raw, size) "
                "select %s, %s, 'email', unnest(%b::bytea[]), unnest(%b::bytea[]), 1",
                [brand.organisation_id, brand.pk, rows[at : at + AT_ONCE], raws[at : at + AT_ONCE]],
            )
        return len(raws) / (time.perf_counter() - start)


def transactions() -> int:
    """Return how many transactions have written; this question is one of them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int) -> None:
    """Return when somebody listens."""
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
