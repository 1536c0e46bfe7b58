"""Where a list goes on: opaque to programs, so that how a list is ordered may change."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import quote

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused


class Keyed(Protocol):
    """A row with a key."""

    @property
    def id(self) -> int:
        """The key."""


Row = TypeVar("Row")
KeyedRow = TypeVar("KeyedRow", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and the cursor by which it goes on; None at its end."""

    items: Sequence[Row]
    next: str | None


class WrongCursor(Refused):
    """The cursor was not given by this list."""

    code = "wrong_cursor"


def cursor(of: str, place: str) -> str:
    """Return a cursor that goes on after `place` in the list named `of`; the name may hold what somebody searched."""
    return base64.urlsafe_b64encode(f"{quote(of, safe=':')} {place}".encode()).decode().rstrip("=")


def page(of: str, found: Sequence[KeyedRow], *, limit: int) -> Page[KeyedRow]:
    """Return a page of at most `limit` rows; one more was asked for, to know whether the list goes on."""
    items = found[:limit]
    return Page(items, cursor(of, str(items[-1].id)) if len(found) > limit else None)


def place(of: str, given: str) -> str:
    """
    Return where a cursor goes on; an empty one begins at the beginning.

    Raises WrongCursor for a cursor of another list, or of none.
    """
    if not given:
        return ""
    try:
        name, _space, where = (
            base64.urlsafe_b64decode(given.encode() + b"=" * (-len(given) % 4)).decode().partition(" ")
        )
    except (binascii.Error, UnicodeError, ValueError):
        name, where = "", ""
    if name != quote(of, safe=":") or not where:
        raise WrongCursor(_("This cursor was not given by this list."))
    return where


def number(of: str, given: str) -> int | None:
    """
    Return the key a cursor goes on after, None at the beginning.

    Raises WrongCursor.
    """
    where = place(of, given)
    if not where:
        return None
    if not where.isascii() or not where.isdecimal() or len(where) > 18:
        raise WrongCursor(_("This cursor was not given by this list."))
    return int(where)
