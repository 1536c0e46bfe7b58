"""Asking about promises."""

from datetime import datetime

from django.db import connection


def organisations_breaking(*, at: datetime) -> list[int]:
    """Return the organisations with promises that are past their time and not yet broken."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisations_breaking(%s)", [at])
        return sorted(row[0] for row in cursor.fetchall())
