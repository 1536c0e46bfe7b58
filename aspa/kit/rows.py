"""Many rows at once: the fastest way PostgreSQL takes them, for the few places a bench says are hot."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import psycopg
from django.db import connection

from aspa.kit import walls

COLUMNS = """
select attname, format_type(atttypid, null) from pg_attribute
where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped
"""


def write_in(table: str, rows: Sequence[NamedTuple]) -> None:
    """
    Write rows whose fields are named like the table's columns, in one statement; columns left out take their defaults.

    COPY would be a little faster, but PostgreSQL has none for tables behind a wall.
    """
    if not rows:
        return
    types = {name: _columns(table)[name] for name in rows[0]._fields}
    said = ", ".join(f'"{name}" {"text" if type == "jsonb" else type}' for name, type in types.items())
    taken = ", ".join(f'"{name}"::{type}' for name, type in types.items())
    names = ", ".join(f'"{name}"' for name in types)
    statement = f"insert into {table} ({names}) select {taken} from json_to_recordset(%s::json) as rows ({said})"  # noqa: S608  # our own names
    text = json.dumps([row._asdict() for row in rows], ensure_ascii=False, default=str)
    # Django's own cursor would put all of it into the statement, letter by letter.
    with connection.wrap_database_errors, psycopg.Cursor(walls.connected()) as cursor:
        cursor.execute(statement, [text])


@cache
def _columns(table: str) -> dict[str, str]:
    """Return the type of each column; tables change only between two starts of a process."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        return dict(cursor.fetchall())


def reserve(counts: Mapping[str, int]) -> dict[str, Iterator[int]]:
    """
    Take keys from sequences ahead of writing, so that rows can point to each other before they are written.

    Args:
        counts: how many keys of each sequence.
    """
    taken = ", ".join(
        f"array(select nextval('{name}') from generate_series(1, {count}))"  # noqa: S608  # our own names
        for name, count in counts.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select {taken}")
        row: tuple[Any, ...] = cursor.fetchone()
    return {name: iter(keys) for name, keys in zip(counts, row, strict=True)}
