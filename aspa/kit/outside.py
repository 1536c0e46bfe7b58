"""
Asking machines of others over HTTP.

Whoever names them may be a stranger, or an administrator of one company among many: nothing inside this network may be
asked for anything. A name is looked up once, every address it has must be a public one, and the connection goes to the
address that was checked, so that a name cannot point elsewhere a moment later. Nobody is waited for long.
"""

import json
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from ssl import SSLCertVerificationError
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

import httpcore
from django.conf import settings

from aspa.kit.errors import Unreachable

PATIENCE = 3.0  # seconds without a byte
WITHIN = 6.0  # seconds for one question and its answer
LARGEST = 512_000  # bytes of an answer
SIGNS = "/?:@!$&'()*+,;=%-._~[]"  # that stay in an address as they are written
GLOBAL_V6 = ip_network("2000::/3")
NOT_PUBLIC = [
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's inner host, though a public number
        "192.0.0.0/24",  # protocols' own, Oracle's inner host among them
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # Teredo and the like: an IPv4 address inside
        "2002::/16",  # 6to4: the same
        "3fff::/20",  # documentation
    )
]

Lookup = Callable[[str, int], Sequence[str]]
Allows = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the open internet: not this machine, this network or a cloud's inside."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:  # also addresses with a zone, which are local
        return False
    if ip.version == 6 and ip not in GLOBAL_V6:  # among the rest: IPv4-mapped and NAT64 addresses
        return False
    is_special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global
    return not is_special and not any(ip in network for network in NOT_PUBLIC if network.version == ip.version)


def look_up(host: str, port: int) -> Sequence[str]:
    """Return every address of a host. Raises Unreachable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as trouble:
        raise Unreachable("no such host") from trouble
    return [str(address[4][0]) for address in found]


class Hurried(httpcore.NetworkStream):
    """A connection whose every read and write ends by a deadline, so that bytes cannot drip in for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def _left(self) -> float:
        left = self.deadline - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long")
        return min(left, PATIENCE)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        return self.stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self.stream.write(buffer, self._left())

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "Hurried":
        """Go on encrypted; the certificate must be the host's own."""
        return Hurried(self.stream.start_tls(ssl_context, server_hostname, self._left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self.stream.get_extra_info(info)


class Guarded(httpcore.NetworkBackend):
    """Connections to public addresses only, each name looked up once."""

    def __init__(self, deadline: float, lookup: Lookup, allows: Allows) -> None:
        self.deadline = deadline
        self.lookup = lookup
        self.allows = allows
        self.network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect. Raises Unreachable for a host that has any address which is not public."""
        addresses = self.lookup(host, port)
        if not addresses or not all(self.allows(address) for address in addresses):
            raise Unreachable("not a public address", permanent=True)
        return Hurried(self.network.connect_tcp(addresses[0], port, PATIENCE), self.deadline)


@dataclass(frozen=True, slots=True)
class Answer:
    """What another machine answered."""

    status: int
    body: bytes

    def facts(self) -> dict[str, Any]:
        """Return the JSON object that it is. Raises Silent."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError) as trouble:
            raise Silent("not_json") from trouble
        if not isinstance(found, dict):
            raise Silent("not_json")
        return found


class Silent(Unreachable):
    """
    Nothing useful was answered.

    Args:
        reason: `address` (no web address that may be asked), `inside`, `name`, `certificate`, `silent`, `large`,
            `status` or `not_json`.
        detail: what was said instead, in a few signs.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


def is_inside(host: str, port: int) -> bool:
    """Tell whether the operator lets this place inside the own network be asked, without encryption too."""
    return not {host.lower(), f"{host.lower()}:{port}"}.isdisjoint(settings.INSIDE)


def is_askable(address: str) -> bool:
    """Tell whether this is a web address that may be asked: encrypted, without a password, unless it `is_inside`."""
    try:
        url = urlsplit(address)
        host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    except ValueError:
        return False
    if url.scheme not in {"https", "http"} or not host or url.username is not None or not address.isprintable():
        return False
    return url.scheme == "https" or is_inside(host, port)


def ask(address: str, *, form: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """
    Return what another machine answers within a few seconds; no redirection is followed.

    Args:
        form: what is posted, as a form; without it the address is only read.

    Raises Silent, whatever goes wrong but a status, which is for the caller to judge.
    """
    if not is_askable(address):
        raise Silent("address")
    url = urlsplit(address)
    host, port = str(url.hostname), url.port or (443 if url.scheme == "https" else 80)
    target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
    said = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "Aspa", **(headers or {})}
    if form is not None:
        said["content-type"] = "application/x-www-form-urlencoded"
    place = httpcore.URL(scheme=url.scheme, host=_ascii(host), port=port, target=quote(target, safe=SIGNS))
    allows: Allows = (lambda ip: True) if is_inside(host, port) else is_public
    try:
        return _answer(place, said, form, Guarded(monotonic() + WITHIN, look_up, allows))
    except Silent:
        raise
    except Unreachable as trouble:
        raise Silent("inside" if trouble.permanent else "name") from trouble
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError, ValueError) as trouble:
        is_false = isinstance(trouble.__cause__, SSLCertVerificationError)
        raise Silent("certificate" if is_false else "silent") from trouble


def _ascii(host: str) -> str:
    """Return a host as networks know it, whatever letters it is written with. Raises Silent."""
    try:
        return host.encode("idna").decode()
    except UnicodeError as trouble:
        raise Silent("name") from trouble


def _answer(place: httpcore.URL, said: Mapping[str, str], form: bytes | None, way: "Guarded") -> Answer:
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)
    method = "GET" if form is None else "POST"
    headers = {**said, **({"content-length": str(len(form))} if form is not None else {})}
    with (
        httpcore.ConnectionPool(network_backend=way) as pool,
        pool.stream(
            method,
            place,
            headers=[("host", _host(place)), *headers.items()],
            content=form,
            extensions={"timeout": timeouts},
        ) as answer,
    ):
        body = bytearray()
        for part in answer.iter_stream():
            body += part
            if len(body) > LARGEST:
                raise Silent("large")
        return Answer(answer.status, bytes(body))


def _host(place: httpcore.URL) -> str:
    host = place.host.decode()
    named = f"[{host}]" if ":" in host else host
    return named if place.port in {80, 443} else f"{named}:{place.port}"
