"""The addresses Aspa listens on: free before it starts, answering when it has started."""

import errno
import socket

from django.conf import settings

from aspa.ops.trouble import Trouble


class PortTaken(Trouble):
    """Another program listens where Aspa is told to."""


def places() -> dict[str, tuple[str, int]]:
    """Return each setting that names an address, and the address."""
    named = {"ASPA_HTTP": settings.HTTP, "ASPA_LMTP": settings.LMTP}
    return named | ({"ASPA_SMTP": settings.SMTP_DOOR} if settings.SMTP_DOOR else {})


def must_be_free() -> None:
    """Raises PortTaken, naming the setting that would lead elsewhere."""
    for setting, (host, port) in places().items():
        try:
            family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        except socket.gaierror:
            raise PortTaken(f"{setting}: {host} is no address of this machine.") from None
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise PortTaken(_why(setting, host, port, error)) from None


def answer() -> bool:
    """Tell whether something listens on every address."""
    return all(is_open(host, port) for host, port in places().values())


def is_open(host: str, port: int, *, within: float = 0.5) -> bool:
    """Tell whether a connection to this address is taken."""
    try:
        socket.create_connection((host, port), timeout=within).close()
    except OSError:
        return False
    return True


def _why(setting: str, host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program; name another with {setting}={host}:{port + 1}."
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {port}; name one above 1023 with {setting}."
    return f"{setting}: cannot listen on {host}:{port}: {error.strerror}."
