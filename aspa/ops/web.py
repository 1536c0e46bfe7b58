"""The web part: pages and hints to browsers on one address."""

import asyncio
import signal
from importlib import import_module

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server


def run() -> None:
    """Serve until SIGTERM."""
    asyncio.run(serve())


async def serve() -> None:
    """Serve `aspa.asgi` until SIGTERM or SIGINT."""
    host, port = settings.HTTP
    server = Server(
        import_module("aspa.asgi").application,  # found by name: the faces do not know one another
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.warning,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, server.stop)
    await server.serve()
