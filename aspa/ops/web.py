"""The web part: pages and hints to browsers on one address."""

import asyncio
import logging
import signal
import socket
from importlib import import_module

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

BACKLOG = 1024  # browsers that may knock in the same moment, as after a restart
MOST_CONNECTIONS = 10_000  # the server's own limit is 128, which 128 open desks would fill with their streams


class AddressTaken(Exception):
    """Something else listens at the address where pages should be."""


def check_address() -> None:
    """
    Make sure that nobody else listens at the pages' address.

    The server itself would share it silently, each browser reaching one or the other by chance.
    Raises AddressTaken.
    """
    host, port = settings.HTTP
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            reason = trouble.strerror or str(trouble)
            raise AddressTaken(f"Pages cannot be served at {host}:{port}: {reason}. Set ASPA_HTTP.") from trouble


def run() -> None:
    """Serve until SIGTERM. Ends with a sentence and status 1 when the address is taken."""
    if settings.WEB_WORKERS == 1:  # more of them share the address, which `aspa serve` has checked
        try:
            check_address()
        except AddressTaken as trouble:
            raise SystemExit(str(trouble)) from None
    logging.getLogger("_granian").addFilter(lambda record: "is experimental" not in record.getMessage())
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
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        log_level=LogLevels.warning,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, server.stop)
    await server.serve()
