"""Taking entries of the journal in hand, and counting how often each was tried."""

from datetime import datetime

import psycopg
from django.db import connection

from aspa.reception.letter import Waiting

BATCH_BYTES = 24 * 1024 * 1024

# No try is put off longer than an hour; what waits beyond a day was written by a clock gone wrong, and waits no more.
IS_DUE = "told_at is null and (next_try_at <= %(at)s or next_try_at > %(at)s::timestamptz + interval '1 day')"
CLAIM = f"""
select id, size from journal_entry where {IS_DUE} order by next_try_at, id limit %(most)s for update skip locked
"""  # noqa: S608  # a constant of ours
RAW = """
select id, organisation_id, brand_id, channel, raw, envelope_from, envelope_to, source, received_at
from journal_entry where id = any(%s) order by id
"""


def claim(*, most: int, at: datetime) -> list[Waiting]:
    """Take entries that wait, so that no other worker takes them before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "most": most})
        chosen: list[int] = []
        size = 0
        for id, bytes_ in cursor.fetchall():
            size += bytes_
            if chosen and size > BATCH_BYTES:
                break
            chosen.append(id)
    if not chosen:
        return []
    # Django's own cursor reads bytes as hex; this one takes them as they are.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return [Waiting(*row) for row in cursor.execute(RAW, [chosen], binary=True).fetchall()]


COUNT_TRY = f"""
with first as (
    select id, error from journal_entry where {IS_DUE} order by next_try_at, id limit 1 for update skip locked)
update journal_entry entry set tries = tries + 1, error = '' from first where entry.id = first.id
returning entry.id, first.error
"""  # noqa: S608  # a constant of ours


def count_try(*, at: datetime) -> set[int]:
    """
    Count a try of the next entry before it is read, committed at once; return its key if it has failed before.

    Its error is taken away: should the process end now, the next one sees that it ended without a word.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TRY, {"at": at})
        return {id for id, error in cursor.fetchall() if error}


def fate_of(entry_id: int) -> tuple[int, str]:
    """Return how often telling an entry has failed, and the last error."""
    with connection.cursor() as cursor:
        cursor.execute("select tries, error from journal_entry where id = %s", [entry_id])
        tries, error = cursor.fetchone()
        return tries, error


PROVES = 71_003  # the advisory lock of the one worker that takes its first turn


def is_alone_in_proving() -> bool:
    """Tell whether no other worker takes its first turn now; it lasts until `let_others_prove` or the session's end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [PROVES])
        return bool(cursor.fetchone()[0])


def let_others_prove() -> None:
    """Let the next worker take its first turn; a turn that failed may have taken the lock more than once."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock_all()")
