"""Taking entries of the journal in hand, and counting how often each was tried."""

from collections.abc import Collection
from datetime import datetime

import psycopg
from django.db import connection, transaction

from aspa.kit import walls
from aspa.reception.letter import Waiting
from aspa.screening import rspamd
from aspa.screening.rspamd import Mail

BATCH_BYTES = 24 * 1024 * 1024

# Marked as told by the transaction that tells: should it fail, they wait as before. The first is taken however big.
CLAIM = """
with waiting as materialized (
    select id, size, tries, error from journal_entry
    where id = any(%(ids)s::bigint[]) and told_at is null for update skip locked
), chosen as (
    select *, sum(size) over (order by id) as so_far, row_number() over (order by id) as nth from waiting
)
update journal_entry entry set told_at = %(at)s, error = ''
from chosen where entry.id = chosen.id and (so_far <= %(bytes)s or nth = 1)
returning entry.id, organisation_id, brand_id, channel, raw, envelope_from, envelope_to, source, received_at,
          chosen.tries, chosen.error
"""


def claim(*, most: int, at: datetime, only: Collection[int] | None = None) -> list[Waiting]:
    """
    Take entries that wait, so that no other worker takes them; told they are when this transaction commits.

    Args:
        only: which may be taken; any where it is None.

    Returns:
        What has waited longest, all of it of one organisation.
    """
    organisation_id, ids = _waiting(most=most, at=at)
    ids = ids if only is None else [id for id in ids if id in only]
    if not ids:
        return []
    # Django's own cursor reads bytes as hex; this one takes them as they are.
    with (
        walls.within(organisation_id),
        connection.wrap_database_errors,
        psycopg.Cursor(walls.connected()) as cursor,
    ):
        rows = cursor.execute(CLAIM, {"at": at, "ids": ids, "bytes": BATCH_BYTES}, binary=True).fetchall()
    return sorted((Waiting(*row) for row in rows), key=lambda entry: entry.id)


# No more at once than is claimed at once. Histories are not asked about: nobody is written to on their account.
PEEK = """
with chosen as (
    select id, size, sum(size) over (order by id) as so_far, row_number() over (order by id) as nth
    from journal_entry where id = any(%(ids)s::bigint[]) and told_at is null
)
select entry.id, case when source = 'import' or chosen.size > %(largest)s then null else raw end,
       envelope_from, envelope_to
from chosen join journal_entry entry on entry.id = chosen.id where so_far <= %(bytes)s or nth = 1
"""


def peek(*, most: int, at: datetime) -> dict[int, Mail | None]:
    """
    Return the entries that have waited longest, by their keys, held by nobody.

    None for those about which nobody is asked: of an archive, and larger than a filter looks at.
    """
    with transaction.atomic():
        organisation_id, ids = _waiting(most=most, at=at)
        with (
            walls.within(organisation_id),
            connection.wrap_database_errors,
            psycopg.Cursor(walls.connected()) as cursor,
        ):
            facts = {"ids": ids, "bytes": BATCH_BYTES, "largest": rspamd.LARGEST}
            rows = cursor.execute(PEEK, facts, binary=True).fetchall() if ids else []
    return {id: Mail(raw, sender, to.partition(",")[0]) if raw else None for id, raw, sender, to in rows}


COUNT_TRY = """
with first as (select id, error from journal_entry where id = any(%(ids)s) for update)
update journal_entry entry set tries = tries + 1, error = '' from first where entry.id = first.id
returning entry.id, first.error
"""


def count_try(*, at: datetime) -> set[int]:
    """
    Count a try of the next entry before it is read, committed at once; return its key if it has failed before.

    Its error is taken away: should the process end now, the next one sees that it ended without a word.
    """
    with transaction.atomic():
        organisation_id, ids = _waiting(most=1, at=at)
        with walls.within(organisation_id), connection.cursor() as cursor:
            cursor.execute(COUNT_TRY, {"ids": ids})
            return {id for id, error in cursor.fetchall() if error}


def _waiting(*, most: int, at: datetime) -> tuple[int, list[int]]:
    """Return whose entries have waited longest, and their keys, which are held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, ids from doors.entries_waiting(%s, %s)", [at, most])
        return cursor.fetchone() or (0, [])


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
