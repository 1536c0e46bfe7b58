"""Many contacts written into cases at once, as reception planned them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from aspa.kit.rows import write_in


class NewCase(NamedTuple):
    """A row of cases_case."""

    id: int
    organisation_id: int
    number: int
    brand_id: int
    customer_id: int
    subject: str
    channel: str
    address_id: int | None
    language: str
    owner_queue_id: int
    promise_id: int | None
    is_readable: bool
    gist: str
    contacts: int
    opened_at: datetime
    latest_at: datetime


class NewMessage(NamedTuple):
    """A row of cases_message."""

    id: int
    organisation_id: int
    case_id: int
    kind: str
    is_inbound: bool
    channel: str
    sender: str
    sender_name: str
    author: str
    reply_to: str
    subject: str
    text: str
    visible: str
    has_html: bool
    rule: str
    message_id: str
    recipients: str
    entry_id: int | None
    delivery_id: int | None
    words: str
    at: datetime


def array_of(words: Sequence[str]) -> str:
    """Return words as PostgreSQL writes an array; they hold neither quotes nor backslashes, so this is quick."""
    return '{"' + '","'.join(words) + '"}' if words else "{}"


class NewAttachment(NamedTuple):
    """A row of cases_attachment."""

    organisation_id: int
    message_id: int
    position: int
    name: str
    content_type: str
    size: int
    sha256: str
    content_id: str
    is_inline: bool


class Joined(NamedTuple):
    """A contact that joined a case that was there already: what it changes."""

    case_id: int
    gist: str
    promise_id: int | None
    latest_at: datetime


class NewParticipant(NamedTuple):
    """A row of cases_participant."""

    organisation_id: int
    case_id: int
    customer_id: int


class NewLink(NamedTuple):
    """A row of cases_proposedlink."""

    organisation_id: int
    case_id: int
    to_id: int
    reason: str


class NewClosure(NamedTuple):
    """A row of cases_closure, for contacts that came long ago and need no answer now."""

    id: int
    organisation_id: int
    case_id: int
    outcome: str
    closed_by: str
    closed_at: datetime


# A contact reopens a closed case, and brings up one that rests, which still wakes at its moment; what was owed already
# stays owed and is due when it was. The case points to what is due first. Whoever had it may have left since it was
# closed, or its queue been ended: then it waits in another, the brand's first, which never is.
JOIN = """
with joined as (
    select case_id, (array_agg(gist order by latest_at desc))[1] as gist, count(*) as contacts,
           max(promise_id) as promise_id, max(latest_at) as latest_at
    from unnest(%(cases)s::bigint[], %(gists)s::text[], %(promises)s::bigint[], %(latest)s::timestamptz[])
        as contact (case_id, gist, promise_id, latest_at)
    group by case_id
), reopened as (
    update cases_closure x set reopened_at = joined.latest_at
    from joined join cases_case c on c.id = joined.case_id where x.id = c.closure_id
), standing as (
    select id from staff_queue where ended_at is null and id in (
        select unnest(array[c.owner_queue_id, c.taken_from_id]) from cases_case c join joined on c.id = joined.case_id)
    for key share
), roused as (
    update cases_snooze s set roused_at = coalesce(s.roused_at, joined.latest_at)
    from joined where s.case_id = joined.case_id and s.ended_at is null
)
update cases_case c
set gist = joined.gist, contacts = c.contacts + joined.contacts, latest_at = greatest(c.latest_at, joined.latest_at),
    closure_id = null,
    owner_agent_id = case when c.owner_agent_id in (
        select id from staff_agent where not is_active) then null else c.owner_agent_id end,
    owner_queue_id = case
        when c.owner_agent_id in (select id from staff_agent where not is_active) then coalesce(
            (select id from standing where id = c.taken_from_id),
            (select min(id) from staff_queue where brand_id = c.brand_id))
        when c.owner_queue_id is null or c.owner_queue_id in (select id from standing) then c.owner_queue_id
        else (select min(id) from staff_queue where brand_id = c.brand_id) end,
    promise_id = case when joined.promise_id is null then c.promise_id else (
        select id from promises_promise p where p.subject_id = c.id and p.ended_at is null and p.act <> 'check'
        order by due_until, id limit 1
    ) end
from joined where c.id = joined.case_id
"""


def open_many(
    cases: Sequence[NewCase],
    closures: Sequence[NewClosure],
    participants: Sequence[NewParticipant],
    links: Sequence[NewLink],
) -> None:
    """Open cases, with what belongs to their opening."""
    write_in("cases_case", cases)
    write_in("cases_closure", closures)
    write_in("cases_participant", participants)
    write_in("cases_proposedlink", links)
    if closures:
        with connection.cursor() as cursor:
            cursor.execute(
                "update cases_case c set closure_id = x.id from cases_closure x "
                "where x.id = any(%s) and c.id = x.case_id",
                [[closure.id for closure in closures]],
            )


def say_many(messages: Sequence[NewMessage], attachments: Sequence[NewAttachment]) -> None:
    """Add messages to cases, with their files."""
    write_in("cases_message", messages)
    write_in("cases_attachment", attachments)


def join_many(joined: Sequence[Joined]) -> None:
    """Let contacts join cases that `hold` locked: counts them, reopens what was closed, points to what is owed."""
    if not joined:
        return
    cases, gists, promises, latest = zip(*joined, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            JOIN, {"cases": list(cases), "gists": list(gists), "promises": list(promises), "latest": list(latest)}
        )


# Asked only when the locks are held: what another transaction changed while we waited is seen by a new statement.
HELD = """
select c.id, c.closure_id is null, array(
    select coalesce(who.merged_into_id, p.customer_id, 0) from promises_promise p
    left join customers_customer who on who.id = p.customer_id
    where p.subject_id = c.id and p.ended_at is null and p.act = 'answer'), c.joined_to_id,
    (select count(*) from cases_split where case_id = c.id)
from cases_case c where c.id = any(%s)
"""


def hold(case_ids: Collection[int]) -> list[tuple[Any, ...]]:
    """
    Lock cases, always in the same order, and return each as it is now.

    Returns:
        Rows of id, is open, to which customers an answer is owed (0: to whoever wrote), which case it was put into, and
        how many times it was split.
    """
    held = [sorted(case_ids)]
    with connection.cursor() as cursor:
        cursor.execute("select from cases_case where id = any(%s) order by id for no key update", held)
        cursor.execute(HELD, held)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
