"""Where compiled lexicons lie. The first who needs one makes it; all others open the same file."""

import fcntl
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aspa.language.lexicon.compile import write
from aspa.language.lexicon.lexicon import Lexicon
from aspa.language.lexicon.source import edition

EDITION = 6  # of what we make of a dictionary; a newer one is compiled beside the older


def shelf() -> Path:
    """Return the folder for compiled lexicons: beside the environment's other data, else the user's cache."""
    inside = Path(sys.prefix) / "share" / "aspa" / "lexicon"
    try:
        inside.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=inside):
            return inside
    except OSError:
        outside = Path.home() / ".cache" / "aspa" / "lexicon"
        outside.mkdir(parents=True, exist_ok=True)
        return outside


@cache
def opened(language: str) -> Lexicon:
    """Return the lexicon of `fi`, `sv` or `en`; made first where nobody has yet, which takes some ten seconds."""
    folder = shelf() / f"{language}-{edition()}-{EDITION}"
    if not folder.exists():
        make(language, folder)
    return Lexicon(language, folder)


def make(language: str, folder: Path) -> None:
    """Compile a lexicon into a folder that appears whole; of several who come at the same time one does the work."""
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return
        with TemporaryDirectory(dir=folder.parent) as half:
            made = Path(half) / "made"
            made.mkdir()
            write(language, made)
            made.rename(folder)
