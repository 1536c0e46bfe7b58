"""What the Aspa that serves from a data folder was started with: a shell beside it may well be set otherwise."""

import json
import os
from dataclasses import asdict, dataclass

from django.conf import settings

from aspa.kit import secrets
from aspa.ops.serving import folder, ports

NOTE = "serve.settings"  # beside the lock; its words are locked with the installation's key, for it holds passwords
OWN = {"ASPA_DATA", "ASPA_SECRET_KEY"}  # without the same ones the note is neither found nor read


@dataclass(frozen=True, slots=True)
class Started:
    """
    Settings of one process.

    Args:
        in_force: every setting by name, also those that were not given.
        places: where it listens, by the setting that says so.
    """

    in_force: dict[str, str]
    places: dict[str, tuple[str, int]]

    @property
    def clamd(self) -> str:
        """Where the virus scanner is asked, "" for none."""
        return self.in_force.get("ASPA_CLAMD", "")

    @property
    def rspamd(self) -> tuple[str, int] | None:
        """Where the spam filter is asked, None for none."""
        host, _colon, port = self.in_force.get("ASPA_RSPAMD", "").rpartition(":")
        return (host.strip("[]") or "127.0.0.1", int(port)) if port else None

    @property
    def smtp_url(self) -> str:
        """Where its mail leaves through."""
        return self.in_force["ASPA_SMTP_URL"]

    def differs_from(self, other: "Started") -> list[str]:
        """Return the names of the settings in which two processes differ."""
        names = self.in_force.keys() | other.in_force.keys()
        return sorted(name for name in names if self.in_force.get(name) != other.in_force.get(name))


def here() -> Started:
    """Return what this process was started with."""
    return Started({name: value for name, value in settings.IN_FORCE.items() if name not in OWN}, ports.places())


def note() -> None:
    """Write down what this process was started with, for `aspa doctor`."""
    with os.fdopen(os.open(settings.DATA / NOTE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secrets.hide(json.dumps(asdict(here()))))


def running() -> Started | None:
    """
    Return what the Aspa that serves from this folder was started with; None when none serves.

    Raises OtherKey.
    """
    path = settings.DATA / NOTE
    if not folder.is_served() or not path.exists():
        return None
    noted = json.loads(secrets.reveal(path.read_bytes()))
    return Started(noted["in_force"], {name: (host, port) for name, (host, port) in noted["places"].items()})
