"""The machine under Aspa: folder, disk, settings, ports, clock."""

import os
import platform
import shutil
from datetime import datetime
from importlib.metadata import version
from urllib.parse import urlparse

from django.conf import settings

from aspa.channels.email import smtp
from aspa.kit.errors import Unreachable
from aspa.ops.backups import last
from aspa.ops.checks.finding import Finding, by_age
from aspa.ops.serving import ports

LITTLE, TOO_LITTLE = 2_000_000_000, 500_000_000  # bytes free
BACKUP_AGES = 7 * 86_400  # seconds


def release() -> Finding:
    """Which Aspa on which Python."""
    return Finding("release", "ok", f"Aspa {version('aspa')}, Python {platform.python_version()}")


def names() -> Finding:
    """Settings that mean nothing."""
    if not settings.UNKNOWN_NAMES:
        return Finding("settings", "ok", "every ASPA_ variable is known")
    advice = "; ".join(f"{name}: did you mean {meant}?" for name, meant in settings.UNKNOWN_NAMES.items() if meant)
    return Finding("settings", "warning", f"unknown: {', '.join(settings.UNKNOWN_NAMES)}", advice or "Remove them.")


def folder() -> Finding:
    """The data folder and the key in it."""
    if not os.access(settings.DATA, os.R_OK | os.W_OK | os.X_OK):
        return Finding("data", "wrong", f"{settings.DATA} may not be written", "Mend its rights or set ASPA_DATA.")
    secret = settings.DATA / "secret"
    if secret.exists() and secret.stat().st_mode & 0o077:
        return Finding("data", "warning", f"others may read the key in {secret}", f"chmod 600 {secret}")
    return Finding("data", "ok", str(settings.DATA))


def disk() -> Finding:
    """Room that is left."""
    free = shutil.disk_usage(settings.DATA).free
    what = f"{free / 1e9:.1f} GB free for {settings.DATA}"
    if free < TOO_LITTLE:
        return Finding(
            "disk", "wrong", what, "Make room now: mail is refused for the time being when the disk is full."
        )
    return Finding("disk", "warning" if free < LITTLE else "ok", what, "Make room soon." if free < LITTLE else "")


def backups(*, at: datetime) -> Finding:
    """When the last backup was made from here."""
    kept = last.known()
    if kept is None:
        return Finding("backup", "warning", "no backup has been made from here", "aspa backup FILE, daily.")
    age = (at - kept.at).total_seconds()
    what = f"{kept.file}, {by_age(age)} ago"
    if age > BACKUP_AGES:
        return Finding("backup", "warning", what, "aspa backup FILE, daily.")
    return Finding("backup", "ok", what)


def listening() -> list[Finding]:
    """Whether the desk and the door answer where they should."""
    found = []
    for setting, (host, port) in ports.places().items():
        is_there = ports.is_open(host, port)
        found.append(
            Finding(
                setting.removeprefix("ASPA_").lower(),
                "ok" if is_there else "wrong",
                f"{host}:{port} {'answers' if is_there else 'does not answer'}",
                "" if is_there else "Start `aspa serve`; if it runs, look at what it printed.",
            )
        )
    return found


def way_out() -> Finding:
    """Whether the server that takes our mail answers and lets us in."""
    try:
        with smtp.opened(settings.SMTP_URL):
            pass
    except Unreachable as trouble:
        advice = "Set ASPA_SMTP_URL to the server your mail leaves through; until then answers wait."
        return Finding("smtp", "wrong", str(trouble), advice)
    url = urlparse(settings.SMTP_URL)
    return Finding("smtp", "ok", f"{url.hostname}:{url.port or 25} takes mail")
