"""What the doctor asks the database, over all organisations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from aspa.channels.email import queries as email

# Each is answered from an index of its own, so the doctor may come by while the house is full.
STATE = """
select
    current_setting('server_version'), current_setting('server_version_num')::int,
    pg_database_size(current_database()), clock_timestamp(),
    (select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen %aspa_work%'),
    (select count(*) from staff_agent where is_active),
    (select max(at) from history_event where id > (select coalesce(max(id), 0) - 100 from history_event))
"""
JOURNAL = """
select count(*) filter (where error = ''), count(*) filter (where error <> ''),
       min(received_at) filter (where error = ''), min(received_at) filter (where error <> '')
from journal_entry where told_at is null
"""
DELIVERIES = """
select
    (select count(*) from channels_delivery where sent_at is null and failed_at is null),
    (select min(written_at) from channels_delivery where sent_at is null and failed_at is null),
    (select max(error) from channels_delivery where sent_at is null and failed_at is null),
    (select count(*) from channels_delivery where failed_at is not null and failed_at > %s)
"""
LATE = """
select count(*), min(due_until) from promises_promise where ended_at is null and due_until <= %s
"""
SUSPECTS = """
select count(*), count(*) filter (where look_by <= %(at)s), min(look_by) filter (where look_by <= %(at)s)
from screening_suspicion doubt where decided_at is null
and exists (select from cases_case where id = doubt.case_id and closure_id is null)
"""
EVENTS = """
select count(*) filter (where next_try_at < %s or tries > 3), max(tries) from history_event where is_due
"""
HEARD = """
select agent.email from staff_agent agent
where agent.is_active and exists (
    select from brands_address address
    where address.value in (agent.email, regexp_replace(agent.email, '[+][^@]*@', '@'))
)
order by agent.id limit 10
"""


@dataclass(frozen=True, slots=True)
class Server:
    """The database server and who uses it."""

    version: str
    number: int
    size: int
    clock: datetime
    workers: int
    agents: int
    newest_event_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox and whether all of its mail is in the journal."""

    id: int
    host: str
    folder: str
    checked_at: datetime | None
    on_server: int | None
    missing: int | None
    error: str


def server() -> Server:
    """Return how the server is."""
    return Server(*_one(STATE))


def journal() -> tuple[int, int, datetime | None, datetime | None]:
    """Return waiting, failed, and since when the oldest of each waits."""
    waiting, failed, oldest_waiting, oldest_failed = _one(JOURNAL)
    return waiting, failed, oldest_waiting, oldest_failed


def deliveries(*, failed_since: datetime) -> tuple[int, datetime | None, str, int]:
    """Return how many wait, since when, the last trouble of one that waits, and how many failed lately."""
    waiting, oldest, error, failed = _one(DELIVERIES, failed_since)
    return waiting, oldest, error or "", failed


def mailboxes() -> list[Mailbox]:
    """Return every mailbox."""
    return [
        Mailbox(box.pk, box.host, box.folder, box.checked_at, box.on_server, box.missing, box.trouble)
        for box in email.all_mailboxes()
    ]


def late(*, at: datetime) -> tuple[int, datetime | None]:
    """Return how many promises are past their time, and since when the oldest."""
    count, oldest = _one(LATE, at)
    return count, oldest


def suspects(*, at: datetime) -> tuple[int, int, datetime | None]:
    """Return how many cases wait to be looked at as suspected, how many past their time, and since when the oldest."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTS, {"at": at})
        waiting, overdue, oldest = cursor.fetchone()
    return waiting, overdue, oldest


def reactions(*, overdue_since: datetime) -> tuple[int, int]:
    """Return how many reactions have waited since before then or failed often, and how often the worst was tried."""
    count, tries = _one(EVENTS, overdue_since)
    return count, tries or 0


def heard() -> list[str]:
    """Return with which addresses somebody signs in though a brand hears there."""
    with connection.cursor() as cursor:
        cursor.execute(HEARD)
        return [email for (email,) in cursor.fetchall()]


def _one(statement: str, *given: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given or None)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
