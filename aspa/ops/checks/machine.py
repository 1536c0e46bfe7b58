"""The machine under Aspa: folder, disk, settings, ports, clock."""

import os
import platform
import shutil
from datetime import datetime
from importlib.metadata import version
from urllib.parse import urlparse

from django.conf import settings

from aspa.channels.email import smtp
from aspa.channels.scanning import clamd
from aspa.kit.errors import Unreachable
from aspa.ops.backups import last
from aspa.ops.checks.finding import Finding, by_age
from aspa.ops.serving import ports, started
from aspa.ops.serving.folder import LEAD_ELSEWHERE, holds_installation
from aspa.ops.serving.started import Started
from aspa.screening import rspamd

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
    if not holds_installation():
        return Finding("data", "wrong", f"no installation in {settings.DATA}", LEAD_ELSEWHERE)
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


def shell(running: Started) -> Finding:
    """Whether this shell is set like the Aspa that serves from this folder."""
    differing = started.here().differs_from(running)
    if not differing:
        return Finding("shell", "ok", "set like the running Aspa")
    what = f"differs from the running Aspa in {', '.join(differing)}; the following is about the running one"
    return Finding("shell", "ok", what)


def listening(places: dict[str, tuple[str, int]], *, is_ours: bool) -> list[Finding]:
    """
    Whether the desk and the door answer where they should.

    Args:
        is_ours: whether Aspa serves from here, so that whoever answers there is this Aspa and not another program.
    """
    return [_listening(setting, host, port, is_ours=is_ours) for setting, (host, port) in places.items()]


def way_out(smtp_url: str) -> Finding:
    """Whether the server that takes our mail answers and lets us in."""
    try:
        with smtp.opened(smtp_url):
            pass
    except Unreachable as trouble:
        advice = "Set ASPA_SMTP_URL to the server your mail leaves through; until then answers wait."
        return Finding("smtp", "wrong", str(trouble), advice)
    url = urlparse(smtp_url)
    return Finding("smtp", "ok", f"{url.hostname}:{url.port or 25} takes mail")


def scanner(place: str) -> Finding:
    """Whether the virus scanner looks at what it is given."""
    if clamd.ask(place, b"").state == "clean":
        return Finding("scanner", "ok", f"{place} looks at files")
    advice = "Start clamd, or let ASPA_CLAMD name where it is; until then files are marked as not scanned."
    return Finding("scanner", "wrong", f"{place} does not answer", advice)


def spam_filter(place: tuple[str, int] | None) -> Finding:
    """Whether the spam filter, where one is set, looks at what comes in."""
    if place is None:
        return Finding("spam filter", "ok", "rspamd is not asked; plain rules look at what comes in")
    host, port = place
    if rspamd.is_there(place):
        return Finding("spam filter", "ok", f"rspamd at {host}:{port} answers")
    advice = (
        "Start rspamd, or let ASPA_RSPAMD name where it is; until then plain rules look alone. No mail waits for it."
    )
    return Finding("spam filter", "warning", f"rspamd at {host}:{port} does not answer", advice)


def _listening(setting: str, host: str, port: int, *, is_ours: bool) -> Finding:
    name, place = setting.removeprefix("ASPA_").lower(), f"{host}:{port}"
    advice = "Start `aspa serve`; if it runs, look at what it printed."
    if not ports.is_open(host, port):
        return Finding(name, "wrong", f"{place} does not answer", advice)
    if not is_ours:
        return Finding(name, "wrong", f"{place} is held by another program: Aspa does not serve from here", advice)
    return Finding(name, "ok", f"{place} answers")
