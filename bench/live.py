"""How soon a hint reaches a thousand open browsers, beside bare sockets, and what a stream weighs."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import quote

import psutil

from bench.place import fresh_database

SERVE = "import django; django.setup(); from aspa.ops.serving import web; web.run()"


STREAMS, HINTS, EVERY, ROUNDS = 1_000, 60, 0.1, 3
AIMS = {"live_hint": ("ms", 100), "live_delivery": ("us", 30), "live_stream": ("kB", 50)}
Measured = dict[str, float]


def run() -> list[dict[str, object]]:
    """
    Return three figures, each beside the same one of bare sockets.

    `live_hint`: from commit to browser, p99 over every browser and hint. `live_delivery`: the server's CPU for one hint
    to one browser, which holds on a noisy machine. `live_stream`: the server's own memory for each open browser.
    """
    with fresh_database() as brand:
        rounds = [(measure_aspa(brand.organisation), measure_bare()) for _ in range(ROUNDS)]
    return [figure(name, [aspa[name] for aspa, _ in rounds], [bare[name] for _, bare in rounds]) for name in AIMS]


def figure(name: str, values: list[float], limits: list[float]) -> dict[str, object]:
    """Return one line of the report."""
    (unit, aim), value, limit = AIMS[name], median(values), median(limits)
    numbers = {"value": round(value, 1), "aim": aim, "limit": round(limit, 1), "ratio": round(value / limit, 2)}
    return {"name": name, "unit": unit, **numbers, "rounds": [round(value, 1) for value in values]}


def measure_bare() -> Measured:
    """Measure an event loop that writes the same bytes to the same sockets, and does nothing else."""
    port = free_port()
    with process([sys.executable, "-m", "bench.live", "bare", str(port)], port) as server:
        teller = socket.create_connection(("127.0.0.1", port))
        teller.sendall(b"TELL\n")

        def tell(nth: int) -> float:
            now = time.monotonic()
            teller.sendall(b"id: %d\ndata: case-7\n\n" % nth)
            return now

        return measure(server, port, "", tell)


def measure_aspa(organisation: object) -> Measured:
    """Measure `aspa web`: from the commit of a hint to its arrival."""
    from django.db import connection, transaction
    from django.utils import timezone

    from aspa.live import queries, verbs

    begin = queries.newest(organisation.id)

    def tell(nth: int) -> float:
        with transaction.atomic():
            verbs.hint(["case-7"], organisation_id=organisation.id, at=timezone.now())
        return time.monotonic()

    port = free_port()
    given = connection.settings_dict
    environment = {
        **os.environ,
        "ASPA_HTTP": f"127.0.0.1:{port}",
        "ASPA_DATABASE_URL": f"postgresql://{given['USER']}@/{given['NAME']}?host={quote(given['HOST'], '')}",
    }
    with process([sys.executable, "-W", "ignore", "-c", SERVE], port, environment) as server:
        return measure(server, port, sign_in(organisation), tell, begin)


def measure(server: psutil.Process, port: int, cookie: str, tell: Callable[[int], float], begin: int = 0) -> Measured:
    """Open a thousand streams, tell them things, and return what that took by the names of the figures."""
    empty = memory(server)
    command = [sys.executable, "-m", "bench.live", "ears", str(port), cookie or "-", str(begin + HINTS)]
    ears = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert ears.stdout
    assert ears.stdout.readline() == "open\n"
    weight, worked, told = memory(server) - empty, cpu(server), {}
    for nth in range(begin + 1, begin + HINTS + 1):
        told[nth] = tell(nth)
        time.sleep(EVERY)
    worked = cpu(server) - worked
    heard = json.loads(ears.stdout.readline())
    ears.wait()
    delays = sorted((at - told[position]) * 1e3 for stream in heard for position, at in stream)
    assert len(delays) == STREAMS * HINTS, len(delays)
    return {
        "live_hint": delays[int(len(delays) * 0.99)],
        "live_delivery": worked / len(delays) * 1e6,
        "live_stream": weight / STREAMS / 1024,
    }


def sign_in(organisation: object) -> str:
    """Return the session cookie of a new agent."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from aspa.staff.models import Agent

    agent = Agent.objects.create(organisation=organisation, email=f"aino{time.time()}@kuusi.example", name="Aino")
    session = SessionStore()
    session[SESSION_KEY] = str(agent.pk)
    session[BACKEND_SESSION_KEY] = "aspa.desk.sign_in.ByEmail"
    session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    session.save()
    return session.session_key


def memory(server: psutil.Process) -> int:
    """Return the bytes that are this process's own."""
    return int(server.memory_full_info().pss)


def cpu(server: psutil.Process) -> float:
    """Return the seconds of CPU it has used."""
    return sum(server.cpu_times()[:2])


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def process(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[psutil.Process]:
    """Run a server until the block ends."""
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        time.sleep(0.5)
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


# ── the other processes ──


async def bare(port: int) -> None:
    """Write whatever one connection tells to all the others."""
    ears: list[asyncio.StreamWriter] = []

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readline() != b"TELL\n":
            ears.append(writer)
            writer.write(b"HTTP/1.1 200 OK\r\n\r\nevent: ready\ndata: 0\n\n")
            return
        while told := await reader.read(65536):
            for ear in ears:
                if not ear.is_closing():
                    ear.write(told)

    async with await asyncio.start_server(met, "127.0.0.1", port, backlog=1024) as server:
        await server.serve_forever()


class Ear(asyncio.Protocol):
    """One browser: notes when which bytes came, and reads them afterwards, so that it costs next to nothing."""

    def __init__(self, request: bytes, last: int) -> None:
        self.request = request
        self.last = b"id: %d\n" % last
        self.came: list[tuple[float, bytes]] = []
        self.is_open = asyncio.Event()
        self.is_done = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.came.append((time.monotonic(), data))
        if b"ready" in data:
            self.is_open.set()
        if self.last in data:
            self.is_done.set()

    def heard(self) -> list[tuple[int, float]]:
        """Return when each position came."""
        return [(int(said), at) for at, data in self.came for said in re.findall(rb"id: (\d+)\ndata", data)]


async def ears(port: int, cookie: str, last: int) -> None:
    """Open streams, print `open`, then for each stream when it heard which position."""
    request = f"GET /live/ HTTP/1.1\r\nHost: a\r\nCookie: aspa={cookie}\r\n\r\n".encode()
    loop, streams = asyncio.get_running_loop(), []
    for _ in range(STREAMS):
        _, ear = await loop.create_connection(lambda: Ear(request, last), "127.0.0.1", port)
        streams.append(ear)
    for ear in streams:
        await ear.is_open.wait()
        ear.came.clear()
    await asyncio.sleep(1)
    print("open", flush=True)
    for ear in streams:
        await ear.is_done.wait()
    print(json.dumps([ear.heard() for ear in streams]), flush=True)


if __name__ == "__main__":
    part, port, *rest = sys.argv[1:]
    asyncio.run(bare(int(port)) if part == "bare" else ears(int(port), rest[0], int(rest[1])))
