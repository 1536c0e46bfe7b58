"""The environment that settings are read from; every name begins with `ASPA_`."""

import os
from pathlib import Path
from urllib.parse import ParseResult, urlparse

from django.core.exceptions import ImproperlyConfigured

IN_FORCE: dict[str, str] = {}  # every setting that is asked for, and what was found


def env(name: str, default: str = "") -> str:
    """Return a setting from `NAME`, or from the file that `NAME_FILE` names (for secrets)."""
    IN_FORCE[name] = os.environ.get(name, default)
    if path := os.environ.get(f"{name}_FILE"):
        try:
            IN_FORCE[name] = Path(path).read_text().strip()
        except OSError as trouble:
            raise ImproperlyConfigured(f"{name}_FILE: {path} cannot be read: {trouble.strerror}") from trouble
    return IN_FORCE[name]


def env_int(name: str, default: int) -> int:
    """Return a whole number; refuses anything else by name."""
    value = env(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def env_one_of(name: str, *known: str) -> str:
    """Return one of the known words, the first when unset; refuses any other by name."""
    value = env(name, known[0]).lower()
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(known)}, not {value!r}")
    return value


def env_endpoint(name: str, default: str) -> tuple[str, int]:
    """Return host and port of `host:port`; IPv6 hosts stand in brackets."""
    host, _, port = env(name, default).rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise ImproperlyConfigured(f"{name} must be host:port, such as {default}")
    return host.strip("[]") or "127.0.0.1", int(port)


def env_place(name: str) -> str:
    """Return `host:port` or the path of a Unix socket, "" when unset; refuses anything else by name."""
    value = env(name)
    if value and not value.startswith("/"):
        env_endpoint(name, "127.0.0.1:3310")
    return value


def env_url(name: str, schemes: set[str]) -> ParseResult | None:
    """Return a parsed URL, or None when unset; refuses other schemes by name."""
    value = env(name)
    if not value:
        return None
    url = urlparse(value)
    if url.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with {':// or '.join(sorted(schemes))}://")
    try:
        _ = url.port
    except ValueError as trouble:
        raise ImproperlyConfigured(f"{name} names no port that there is") from trouble
    return url


def env_smtp_url(name: str, default: str) -> str:
    """Return the URL of a mail server; refuses anything else by name, and never repeats it: it may hold a password."""
    value = env(name, default)
    try:
        url = urlparse(value)
        is_right = url.scheme in {"smtp", "smtps"} and url.hostname and url.port != 0
    except ValueError:
        is_right = False
    if not is_right or url.path not in {"", "/"} or url.query not in {"", "tls=starttls"}:
        right = "smtp://user:password@smtp.kuusi.fi:587?tls=starttls"
        raise ImproperlyConfigured(f"{name} must look like {right} or smtps://user:password@smtp.kuusi.fi")
    return value
