"""The web part: pages and hints to browsers on one address."""

import asyncio
import gc
import logging
import os
import signal
import threading
from importlib import import_module

from django.conf import settings
from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from aspa.live.hub import hub
from aspa.ops.serving import ports

BACKLOG = 1024  # browsers that may knock in the same moment, as after a restart
MOST_CONNECTIONS = 10_000  # the server's own limit is 128, which 128 open desks would fill with their streams
STOP_WITHIN = 1.5  # seconds; a browser that never reads its last words is left
GARBAGE = 10_000  # new objects after which garbage is looked for; a page makes a few thousand and leaves few
LOGGERS = {"_granian": {"level": "WARNING", "propagate": True}}  # its words go where all others go


def run() -> None:
    """
    Serve until SIGTERM; the process ends with it.

    Raises PortTaken.
    """
    if settings.WEB_WORKERS == 1 and ports.is_open(*settings.HTTP):
        # the server would share the address silently, each browser reaching one program or the other by chance
        host, port = settings.HTTP
        raise ports.PortTaken(f"Port {port} of {host} is taken by another program; name another with ASPA_HTTP.")
    logging.getLogger("_granian").addFilter(lambda record: "is experimental" not in record.getMessage())
    threading.Thread(target=get_ready, name="ready", daemon=True).start()
    asyncio.run(serve())
    logging.shutdown()
    os._exit(0)  # the server's own threads live a moment longer, and a Python that ends before them aborts


def get_ready() -> None:
    """
    Import every view now: whoever asks for the first page would wait for it.

    What is there then stays, so nobody looks through it for garbage again: with a thousand open desks that held up all
    of them for a tenth of a second.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


async def serve() -> None:
    """Serve `aspa.asgi` until SIGTERM or SIGINT."""
    host, port = settings.HTTP
    server = Server(
        import_module("aspa.asgi").application,  # found by name: the faces do not know one another
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": LOGGERS},
    )
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    serving = asyncio.create_task(server.serve())
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    hub.close()
    server.stop()  # type: ignore[no-untyped-call]  # granian has no types here
    done, _ = await asyncio.wait({serving}, timeout=STOP_WITHIN)
    for ended in done:
        ended.result()  # raises what made it end by itself
