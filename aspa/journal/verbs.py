"""Writing down what arrived, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import psycopg
from django.db import connection, transaction

from aspa.jobs.loop import WAKE, wake
from aspa.journal.models import Entry
from aspa.kit import walls

READER = "reception"  # the loop that tells the story of what was written down
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)

# Written and found in one statement, so that a grouped write costs one journey and one commit. The bytes are unnested
# in the select list, which streams them in their order; in `from` they would be laid aside first, on disk when big.
# The notice is heard only when the rows are there to be read.
WRITE = """
with written as (
    insert into journal_entry (
        organisation_id, brand_id, channel, digest, raw, size, envelope_from, envelope_to, source, received_at
    )
    select
        unnest(%(organisation)b::bigint[]), unnest(%(brand)b::bigint[]), unnest(%(channel)b::text[]),
        unnest(%(digest)b::bytea[]), unnest(%(raw)b::bytea[]), unnest(%(size)b::bigint[]),
        unnest(%(envelope_from)b::text[]), unnest(%(envelope_to)b::text[]), unnest(%(source)b::text[]),
        unnest(%(received_at)b::timestamptz[])
    on conflict (organisation_id, digest) do nothing
    returning id, organisation_id, digest
)
select coalesce(written.id, known.id), (select pg_notify(%(wake)s, %(reader)s))
from unnest(%(organisation)b::bigint[], %(digest)b::bytea[])
    with ordinality as arrived (organisation_id, digest, nth)
left join written using (organisation_id, digest)
left join journal_entry known using (organisation_id, digest)
order by arrived.nth
"""
KNOWN = "select id from journal_entry where organisation_id = %s and digest = %s"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One contact as it came in: `raw` is kept byte for byte, the envelope beside it."""

    organisation_id: int
    brand_id: int
    channel: str
    raw: bytes
    envelope_from: str
    envelope_to: str
    source: str
    received_at: datetime


def write_down(arrivals: Sequence[Arrival]) -> list[int]:
    """
    Write arrivals into the journal, one statement for each organisation, and wake reception when they are committed.

    Returns:
        The entries' keys in the order of `arrivals`. The same bytes to the same organisation are one entry, so a key
        may be an older entry's, or stand twice.
    """
    whose = sorted({arrival.organisation_id for arrival in arrivals})  # one order, or two wait in a ring
    keys: dict[int, Iterator[int]] = {}
    with transaction.atomic() if len(whose) > 1 else nullcontext():  # all or none, and one commit
        for organisation_id in whose:
            theirs = [arrival for arrival in arrivals if arrival.organisation_id == organisation_id]
            with walls.within(organisation_id):
                keys[organisation_id] = iter(_write_down(theirs))
    return [next(keys[arrival.organisation_id]) for arrival in arrivals]


def _write_down(arrivals: Sequence[Arrival]) -> list[int]:
    digests = [sha256(arrival.raw).digest() for arrival in arrivals]
    rows = {
        "organisation": [arrival.organisation_id for arrival in arrivals],
        "brand": [arrival.brand_id for arrival in arrivals],
        "channel": [arrival.channel for arrival in arrivals],
        "digest": digests,
        "raw": [arrival.raw for arrival in arrivals],
        "size": [len(arrival.raw) for arrival in arrivals],
        "envelope_from": [storable(arrival.envelope_from) for arrival in arrivals],
        "envelope_to": [storable(arrival.envelope_to) for arrival in arrivals],
        "source": [arrival.source for arrival in arrivals],
        "received_at": [arrival.received_at for arrival in arrivals],
    }
    # Django's own cursor writes every byte as text into the statement; this one sends bytes as they are.
    with connection.wrap_database_errors, psycopg.Cursor(walls.connected()) as cursor:
        found = cursor.execute(WRITE, {**rows, "wake": WAKE, "reader": READER}, binary=True).fetchall()
        # A neighbour who committed the same bytes during the statement is seen only by the next one.
        return [
            key or cursor.execute(KNOWN, [arrival.organisation_id, digest]).fetchall()[0][0]
            for (key, _), arrival, digest in zip(found, arrivals, digests, strict=True)
        ]


def storable(text: str) -> str:
    """Return text without what PostgreSQL cannot hold: NUL, and halves of characters that came as odd bytes."""
    return text.replace("\x00", "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@transaction.atomic
def failed(entry_id: int, *, error: str, at: datetime) -> None:
    """
    Leave an entry untold with its error beside it; it is tried again, the later the more often it failed.

    Args:
        error: what went wrong, for the person who repairs it; holds nobody's words.
    """
    entry = Entry.objects.select_for_update().only("tries").filter(pk=entry_id, told_at__isnull=True).first()
    if entry is None:
        return  # another worker has told it meanwhile
    entry.tries = min(entry.tries + 1, 1000)
    entry.error = storable(error)[:2000]
    entry.next_try_at = at + min(FIRST_PAUSE * 2 ** min(entry.tries - 1, 10), LONGEST_PAUSE)
    entry.save(update_fields=["tries", "error", "next_try_at"])


@transaction.atomic
def replay(entry_ids: Iterable[int] | None = None, *, at: datetime) -> int:
    """
    Let failed entries be told at once instead of at their next try; return how many.

    Args:
        entry_ids: which; all that wait after an error when None.
    """
    waiting = Entry.objects.filter(told_at__isnull=True).exclude(error="")
    if entry_ids is not None:
        waiting = waiting.filter(pk__in=list(entry_ids))
    count = waiting.update(next_try_at=at, tries=0)
    wake(READER)
    return count
