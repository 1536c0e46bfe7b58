"""The form of a backup: one ZIP of the database, the files and the key, with a manifest of what must be in it."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from aspa.ops.trouble import Trouble

FORM = 1
MANIFEST, DATABASE, SECRET, FILES = "manifest.json", "database.dump", "secret", "files/"
CHUNK = 1024 * 1024
# What reading a damaged archive ends in; RuntimeError where damage looks like encryption or an unknown compression.
DAMAGE = (zipfile.BadZipFile, EOFError, RuntimeError, KeyError, TypeError, ValueError)


class BadArchive(Trouble):
    """This is no backup of Aspa, or it is damaged."""


@dataclass
class Manifest:
    """What an archive holds: counts of rows a table, and size and SHA-256 of every file in it."""

    aspa: str
    made_at: str
    migrations: list[str]  # app.name, in the order they were applied
    rows: dict[str, int]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    form: int = FORM


class Writer:
    """Writes members one after the other, hashing each on its way."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True)
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add everything that can be read from `source`."""
        digest, size = sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as member:
            while chunk := source.read(CHUNK):
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files[name] = {"size": size, "sha256": digest.hexdigest()}

    def close(self, manifest: Manifest) -> None:
        """Write the manifest last: an archive without one was never finished."""
        manifest.files = self.files
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self.zip.close()


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """
    Open an archive and read its manifest.

    Raises BadArchive.
    """
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
        except DAMAGE as error:
            raise BadArchive(f"{path} is no backup of Aspa, or it is damaged: {error}") from error
        yield archive, manifest


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """
    Read everything and compare it with the manifest.

    Raises BadArchive, naming what differs.
    """
    if manifest.form != FORM:
        raise BadArchive(f"The archive is of form {manifest.form}; this release reads form {FORM}.")
    if set(archive.namelist()) != {*manifest.files, MANIFEST}:
        raise BadArchive("The archive holds other files than its manifest says.")
    for name, facts in manifest.files.items():
        try:
            is_whole = _digest(archive, name) == facts["sha256"]
        except DAMAGE as error:
            raise BadArchive(f"{name} in the archive is damaged: {error}") from error
        if not is_whole:
            raise BadArchive(f"{name} in the archive is damaged.")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
