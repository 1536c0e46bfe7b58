"""The store of files that are sent: bytes under their SHA-256, so the same file is kept once."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from aspa.kit.errors import Refused
from aspa.kit.lines import one_line

MOST_BYTES = 20_000_000  # of one message together; in a mail they grow by a third, and most servers take that much
MOST_FILES = 50
FOLDER = "enclosures"
STRAY_AFTER = timedelta(days=1)  # far longer than any answer takes from keeping its files to writing its rows
HOUR = 3600

_namers: list[Callable[[str], set[str]]] = []  # floors above that name bytes too


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the store, and what its sender calls it."""

    name: str
    content_type: str
    size: int
    sha256: str
    content_id: str = ""  # by which the letter's HTML shows it


class TooLarge(Refused):
    """The files of one message are more than most mail servers take."""

    code = "files_too_large"


class TooMany(Refused):
    """One message has too many files."""

    code = "too_many_files"


def check(sizes: Sequence[int]) -> None:
    """
    Check, before anything is kept, that files of these sizes may go with one message.

    Raises TooLarge and TooMany.
    """
    if len(sizes) > MOST_FILES:
        raise TooMany(_("At most %(number)s files go with one message.") % {"number": MOST_FILES})
    if sum(sizes) > MOST_BYTES:
        size = _("%(number)s MB") % {"number": -(-sum(sizes) // 1_000_000)}  # up: it must not read as if it fits
        most = _("%(number)s MB") % {"number": MOST_BYTES // 1_000_000}
        sentence = _("The files are {size} together, and at most {most} go with one message. Leave some out.")
        raise TooLarge(sentence.format(size=size, most=most))


def store(data: bytes, *, name: str, content_type: str) -> Stored:
    """Keep these bytes, unless they are kept already."""
    digest = sha256(data).hexdigest()
    path = _path(digest)
    if not _is_kept(path, len(data)):
        default_storage.save(path, ContentFile(data))
        _reach_the_disk(path)
    return Stored(one_line(name)[:250] or "file", one_line(content_type)[:100], len(data), digest)


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


def also_named(namer: Callable[[str], set[str]]) -> None:
    """Let an app above say which bytes it names; called from its `ready()`. `namer` takes a folder: `3f`."""
    if namer not in _namers:
        _namers.append(namer)


def clear_strays(*, at: datetime) -> int:
    """
    Remove files that answers brought which were then refused: a day old, and nothing names them; return how many.

    Each hour has one of the 256 folders, so a big store is never gone through at once.
    """
    folder = f"{int(at.timestamp()) // HOUR % 256:02x}"
    try:
        kept = default_storage.listdir(f"{FOLDER}/{folder}")[1]
    except FileNotFoundError:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select doors.enclosed(%s)", [folder])  # of all organisations: the store is one
        named = {row[0] for row in cursor.fetchall()}
    named = named.union(*(namer(folder) for namer in _namers))
    return sum(_is_cleared(_path(digest), before=at - STRAY_AFTER) for digest in sorted(set(kept) - named))


def _is_cleared(path: str, *, before: datetime) -> bool:
    with _alone():
        if default_storage.get_modified_time(path) >= before:
            return False
        default_storage.delete(path)
    return True


def _is_kept(path: str, size: int) -> bool:
    """Tell whether it lies there whole; then it is young again, and nobody clears it before its new row is written."""
    with _alone():
        if not default_storage.exists(path):
            return False
        if default_storage.size(path) != size:
            default_storage.delete(path)  # a crash cut its writing short
            return False
        with suppress(NotImplementedError):  # a store elsewhere has no path; it must make young in its own way
            os.utime(default_storage.path(path))
    return True


@contextmanager
def _alone() -> Iterator[None]:
    """Keep others from clearing what was just found."""
    with ExitStack() as held:
        with suppress(NotImplementedError, FileNotFoundError):  # a store elsewhere, or nothing kept yet
            folder = os.open(default_storage.path(FOLDER), os.O_RDONLY)
            held.callback(os.close, folder)
            flock(folder, LOCK_EX)
        yield


def _reach_the_disk(path: str) -> None:
    """What a committed row names must be there after a power cut; a store elsewhere keeps its own promises."""
    with suppress(NotImplementedError), Path(default_storage.path(path)).open("rb") as file:
        os.fsync(file.fileno())


def _path(digest: str) -> str:
    return f"{FOLDER}/{digest[:2]}/{digest}"
