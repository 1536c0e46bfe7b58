"""
Inside which organisation this thread works; the database shows and takes rows of that one only.

What a thread wants is remembered here and told to the database with its next statement, and only when it differs from
what the database was told last: going in and out costs nothing by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import connection


class Standing(NamedTuple):
    """
    Where a connection stands.

    Args:
        is_owner: whether no wall hinders it, as the operator's commands need.
        organisation_id: whose rows it sees; None sees nothing.
    """

    is_owner: bool
    organisation_id: int | None


OWNER, OUTSIDE = Standing(is_owner=True, organisation_id=None), Standing(is_owner=False, organisation_id=None)


@contextmanager
def within(organisation_id: int) -> Iterator[None]:
    """Work inside one organisation; afterwards this thread stands where it stood before."""
    with _standing(Standing(is_owner=False, organisation_id=organisation_id)):
        yield


@contextmanager
def apart() -> Iterator[None]:
    """Work outside every organisation, until `enter`; afterwards this thread stands where it stood before."""
    with _standing(OUTSIDE):
        yield


def enter(organisation_id: int) -> None:
    """Go on inside this organisation until the `within` or `apart` around ends: a request learns whose it is."""
    _wall().standing = Standing(is_owner=False, organisation_id=organisation_id)


def leave() -> None:
    """Go on outside every organisation."""
    _wall().standing = OUTSIDE


@contextmanager
def _standing(standing: Standing) -> Iterator[None]:
    wall = _wall()
    before = wall.standing
    wall.standing = standing
    try:
        yield
    finally:
        wall.standing = before


def _wall() -> Any:
    """This thread's connection, which keeps the wall; see `aspa.kit.postgres`."""
    return cast(Any, connection)
