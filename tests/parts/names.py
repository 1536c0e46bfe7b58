"""A domain name server that says what a test wants it to say."""

from collections.abc import Iterator
from contextlib import contextmanager

from dnslib.server import DNSLogger, DNSServer
from dnslib.zoneresolver import ZoneResolver

from tests.parts.servers import free_ports

QUIET = DNSLogger(log="-request,-reply,-truncated,-error", prefix=False)


@contextmanager
def names(zone: str) -> Iterator[tuple[str, int]]:
    """Serve a zone file; yield host and port."""
    [port] = free_ports(1)
    server = DNSServer(ZoneResolver(zone), address="127.0.0.1", port=port, logger=QUIET)
    server.start_thread()
    try:
        yield "127.0.0.1", port
    finally:
        server.stop()
        server.server.server_close()
