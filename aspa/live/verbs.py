"""Telling open browsers that something changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

CHANNEL = "aspa_live"  # NOTIFY only wakes the hub; the truth stays in the table

HINT = """
with moved as (
    insert into live_stream (organisation_id, position) values (%(organisation)s, cardinality(%(topics)s::text[]))
    on conflict (organisation_id) do update set position = live_stream.position + excluded.position
    returning position - cardinality(%(topics)s::text[]) as before
)
insert into live_hint (organisation_id, position, topic, at)
select %(organisation)s, moved.before + nth, topic, %(at)s
from moved, unnest(%(topics)s::text[]) with ordinality as topics (topic, nth)
"""


def hint(topics: Sequence[str], *, organisation_id: int, at: datetime) -> None:
    """
    Leave hints that reach open browsers after this transaction commits.

    Call it last in the transaction: the organisation's stream row stays locked until the commit.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("hints are given in the transaction that changed something")
    if not topics:
        return
    with connection.cursor() as cursor:
        cursor.execute(HINT, {"organisation": organisation_id, "topics": list(topics), "at": at})
        cursor.execute(f"notify {CHANNEL}")


def forget(*, before: datetime) -> int:
    """Remove hints older than anybody needs; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.forget_hints(%s)", [before])
        return int(cursor.fetchone()[0])
