"""What the data folder remembers about backups."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup that was made and verified."""

    file: str
    at: datetime


def remember(file: Path, *, at: datetime) -> None:
    """Note that a backup was made, for `aspa doctor`."""
    _path().write_text(json.dumps({"file": str(file.resolve()), "at": at.isoformat()}))


def known() -> Kept | None:
    """Return the last backup that was noted, if any."""
    try:
        noted = json.loads(_path().read_text())
        return Kept(noted["file"], datetime.fromisoformat(noted["at"]))
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _path() -> Path:
    folder: Path = settings.DATA
    return folder / "backup.json"
