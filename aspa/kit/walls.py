"""
Inside which organisation this thread works; the database shows and takes rows of that one only.

What a thread wants is remembered here and told to the database with its next statement, and only when it differs from
what the database was told last: going in and out costs nothing by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import connection, connections


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
process = {"is_owner": False}  # what serves is held by the wall; only commands of the operator ask to be more


def role() -> str:
    """Return the name of the role that the application goes by: one of each database, since roles are of the server."""
    return f"{str(connection.settings_dict['NAME'])[:59]}_app"


def is_owner() -> bool:
    """Tell whether this process owns the tables: then no wall holds it but inside `within` and `apart`."""
    return process["is_owner"]


@contextmanager
def as_owner() -> Iterator[None]:
    """Let this process own the tables: to migrate, back up, restore, and for all that an operator does by command."""
    if is_owner():
        yield
        return
    connections.close_all()
    process["is_owner"] = True
    try:
        yield
    finally:
        connections.close_all()
        process["is_owner"] = False


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


def around_requests(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Django's middleware: each request begins outside, whatever the one before it learned on this connection."""

    def answered(request: Any) -> Any:
        with apart():
            return answer(request)

    return answered


def enter(organisation_id: int | None) -> None:
    """
    Go on inside this organisation until the `within` or `apart` around ends: a request learns whose it is.

    An owner stays one where nothing is around.

    Args:
        organisation_id: None goes on outside of all.
    """
    wall = _wall()
    if wall.standing or not is_owner():
        wall.standing = Standing(is_owner=False, organisation_id=organisation_id)


def entered(organisation_id: int | None) -> None:
    """Go on inside the organisation that the last statement, passing by a door, has told the database of."""
    enter(organisation_id)
    wall = _wall()
    wall.told = None if is_owner() else wall.standing


def leave() -> None:
    """Go on outside every organisation."""
    enter(None)


@contextmanager
def at_the_door() -> Iterator[None]:
    """
    Ask what lies in no organisation, before it is known whose this request is; where one stands stays untold.

    Only for statements that name no table of an organisation: that would be asked where the last request stood.
    """
    with _wall().silence():
        yield


def connected() -> Any:
    """Return psycopg's own connection, told where this thread stands, for what Django's cursors cannot do."""
    wall = _wall()
    wall.ensure_connection()
    wall.tell_standing()
    return wall.connection


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
