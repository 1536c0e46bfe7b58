"""What can go wrong on a machine and is expected: one sentence that says what to do, never a traceback."""

import errno

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from aspa.kit.errors import Refused, Unreachable

DONE, WRONG, MISUSED = 0, 1, 2  # exit codes


class Trouble(Exception):
    """Something outside Aspa stands in the way; `str()` says what it is and what to do."""


def sentence(error: Exception) -> str | None:
    """Return what to tell the person at the terminal; None when the error is a bug, which deserves its traceback."""
    if isinstance(error, (Trouble, ImproperlyConfigured, Refused, Unreachable)):
        return str(error)
    if isinstance(error, OperationalError):
        first = str(error).strip().partition("\n")[0].rstrip(".")
        return f"The database cannot be reached: {first}. Look at ASPA_DATABASE_URL, and whether that server runs."
    if isinstance(error, OSError) and error.filename:
        return _about_file(error)
    return None


def exit_code(error: Exception) -> int:
    """Return 2 where the command was given something wrong, 1 where the world is in the way."""
    return MISUSED if isinstance(error, ImproperlyConfigured) else WRONG


def _about_file(error: OSError) -> str:
    name = error.filename if isinstance(error.filename, str) else str(error.filename)
    if error.errno == errno.ENOSPC:
        return f"The disk is full: {name} could not be written. Make room and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{name} may not be read or written by this user. Mend its rights, or set ASPA_DATA to a folder of yours."
        )
    return f"{name}: {error.strerror}."
