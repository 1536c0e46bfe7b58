"""Many rows at once: the fastest way PostgreSQL takes them, for the few places a bench says are hot."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import psycopg
from django.db import connection

from aspa.kit import walls

MANY = 50  # rows from which copying them is worth its own statements
Cursor = psycopg.Cursor[Any]

COLUMNS = """
select attname, format_type(atttypid, null) from pg_attribute
where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped
"""


def write_in(table: str, rows: Sequence[NamedTuple]) -> None:
    """
    Write rows whose fields are named like the table's columns; columns left out take their defaults.

    PostgreSQL has no COPY for tables behind a wall. Few rows go in one statement, as JSON; many are copied into a table
    of this session's own and go on from there, which takes half the time.
    """
    if not rows:
        return
    # Django's own cursor would put all of it into the statement, letter by letter.
    with connection.wrap_database_errors, psycopg.Cursor(walls.connected()) as cursor:
        (_copy if len(rows) >= MANY else _say)(cursor, table, rows)


def _say(cursor: Cursor, table: str, rows: Sequence[NamedTuple]) -> None:
    types = {name: _columns(table)[name] for name in rows[0]._fields}
    said = ", ".join(f'"{name}" {"text" if type == "jsonb" else type}' for name, type in types.items())
    taken = ", ".join(f'"{name}"::{type}' for name, type in types.items())
    statement = f"insert into {table} ({_named(rows)}) select {taken} from json_to_recordset(%s::json) as rows ({said})"  # noqa: S608  # our own names
    cursor.execute(statement, [json.dumps([row._asdict() for row in rows], ensure_ascii=False, default=str)])


def _copy(cursor: Cursor, table: str, rows: Sequence[NamedTuple]) -> None:
    names, own = _named(rows), f"incoming_{table}"
    if cursor.execute("select to_regclass(%s)", [f"pg_temp.{own}"]).fetchone() == (None,):
        cursor.execute(f"create temp table {own} on commit delete rows as select * from {table} with no data")  # noqa: S608  # our own names
        cursor.execute(f"grant all on {own} to public")  # of this session, which may go in and out of its role
    with cursor.copy(f"copy {own} ({names}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"insert into {table} ({names}) select {names} from {own}")  # noqa: S608  # our own names
    cursor.execute(f"delete from {own}")  # noqa: S608  # the transaction may write more into the same table


def _named(rows: Sequence[NamedTuple]) -> str:
    return ", ".join(f'"{name}"' for name in rows[0]._fields)


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
