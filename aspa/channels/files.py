"""The store of files that are sent: bytes under their SHA-256, so the same file is kept once."""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the store, and what its sender calls it."""

    name: str
    content_type: str
    size: int
    sha256: str


def store(data: bytes, *, name: str, content_type: str) -> Stored:
    """Keep these bytes, unless they are kept already."""
    digest = sha256(data).hexdigest()
    path = _path(digest)
    if default_storage.exists(path) and default_storage.size(path) != len(data):
        default_storage.delete(path)  # a crash cut its writing short
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
        _reach_the_disk(path)
    return Stored(_one_line(name)[:250] or "file", _one_line(content_type)[:100], len(data), digest)


def content(digest: str) -> bytes:
    """
    Return the bytes kept under this SHA-256.

    Raises FileNotFoundError, also for bytes that were damaged: a wrong file must not reach a customer.
    """
    with default_storage.open(_path(digest)) as file:
        data: bytes = file.read()
    if sha256(data).hexdigest() != digest:
        raise FileNotFoundError(f"{digest} is damaged")
    return data


def _reach_the_disk(path: str) -> None:
    """What a committed row names must be there after a power cut; a store elsewhere keeps its own promises."""
    with suppress(NotImplementedError), Path(default_storage.path(path)).open("rb") as file:
        os.fsync(file.fileno())


def _path(digest: str) -> str:
    return f"enclosures/{digest[:2]}/{digest}"


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
