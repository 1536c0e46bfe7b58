"""The way to Django's database for connections that Django itself does not hold: those that only listen."""

from typing import Any

from django.db import connection

DJANGOS_OWN = {"context", "cursor_factory"}  # how Django turns values over; strangers would get its cursors


def parameters() -> dict[str, Any]:
    """Return what psycopg needs to connect to the database that Django uses."""
    given: dict[str, Any] = connection.get_connection_params()
    return {name: value for name, value in given.items() if name not in DJANGOS_OWN}
