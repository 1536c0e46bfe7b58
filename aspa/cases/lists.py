"""Lists of cases: the views of the desk, how many wait in each, and what a search finds."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aspa.cases.above import labels
from aspa.cases.allowed import clause
from aspa.cases.eras import eras
from aspa.cases.views import COUNTED, VIEWS, view_of
from aspa.kit import phones
from aspa.kit.addresses import normal
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer
from aspa.language.words import written

MOST = 200  # rows of one page
LARGEST_KEY = 2**63 - 1
COUNT_UP_TO = 100  # a view with more says "99+": nobody counts further, and counting a million costs
CASE_NUMBER = re.compile(r"#?\s*(\d{1,15})")


class WrongCursor(Refused):
    """The place to go on from was not given by this list."""

    code = "wrong_cursor"


class CaseRow(NamedTuple):
    """
    One row of a list. `due_until` is when what is owed next is due; None when nothing is.

    `woke_at` is when it woke from its rest, while nothing has been said in it since.
    """

    id: int
    number: int
    subject: str
    gist: str
    channel: str
    language: str
    contacts: int
    latest_at: datetime
    is_open: bool
    is_readable: bool
    customer_name: str
    customer_address: str
    brand_name: str
    owner_name: str
    owner_agent_id: int | None
    act: str
    due_from: datetime | None
    due_until: datetime | None
    is_broken: bool
    rests_until: datetime | None
    woke_at: datetime | None
    labels: str
    place: str

    @property
    def labelled(self) -> dict[str, Any]:
        """What floors above say of it, by the names they gave."""
        return json.loads(self.labels)  # type: ignore[no-any-return]  # an object

    @property
    def is_queued(self) -> bool:
        """Whether nobody has taken it yet."""
        return self.owner_agent_id is None


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of a list; `more` is where the next page begins, or None."""

    rows: list[CaseRow]
    more: str | None


MOMENTS = [CaseRow._fields.index(name) for name in ("latest_at", "due_from", "due_until", "rests_until", "woke_at")]

# Moments come as seconds: reading them as letters is a tenth of a page's work. Names are asked for row by row: with
# seven tables joined PostgreSQL thinks for longer than it reads.
ROW = """
select c.id, c.number, c.subject, c.gist, c.channel, c.language, c.contacts,
       extract(epoch from c.latest_at)::float8, c.closure_id is null,
       c.is_readable, (select name from customers_customer where id = c.customer_id),
       coalesce((select value from customers_identity i
                 where i.customer_id = c.customer_id and value not like '%%@invalid'
                 order by i.kind, i.is_primary desc, i.id limit 1), ''),
       (select name from brands_brand where id = c.brand_id),
       coalesce((select name from staff_agent where id = c.owner_agent_id),
                (select name from staff_queue where id = c.owner_queue_id)),
       c.owner_agent_id, coalesce(p.act, ''), extract(epoch from p.due_from)::float8,
       extract(epoch from p.due_until)::float8, p.broken_at is not null,
       (select extract(epoch from until)::float8 from cases_snooze where id = c.snooze_id),
       (select extract(epoch from max(ended_at))::float8 from cases_snooze s
        where s.case_id = c.id and s.ended_at > c.latest_at and s.ending = 'woke' and c.snooze_id is null),
       {labels}, {place}
from {source}
"""


def row_of(source: str, place: str) -> str:
    """Return the statement that gives rows of a list from `source`, which knows the case `c` and its promise `p`."""
    return ROW.format(source=source, labels=labels.column(), place=place)


def case_list(
    viewer: Viewer, view: str, *, now: datetime, after: str = "", limit: int = 50, agent_id: int | None = None
) -> CaseList:
    """
    Return a page of a view, in its order.

    Args:
        after: the `more` of the page before.
        agent_id: whose cases "mine" and "next" are.

    Raises Missing for an unknown view, WrongCursor.
    """
    if view not in VIEWS:
        raise Missing(_("There is no such view."))
    source, where, order, key, direction = view_of(view)
    facts = _facts(viewer, now, agent_id)
    where += clause(viewer, facts)
    if after:
        facts |= place_after(after)
        where += f" and ({order}, {key}) {'>' if direction == 'asc' else '<'} (%(after_at)s, %(after_id)s)"
    place = f"extract(epoch from {order})::text || '_' || {key}"
    sql = f"{row_of(source, place)} where {where} order by {order} {direction}, {key} {direction}"
    return page_of(sql, facts, min(limit, MOST))


def counts(viewer: Viewer, *, now: datetime, agent_id: int | None = None) -> dict[str, int]:
    """Return how many cases wait in each view of the desk, counted up to 100."""
    columns, facts = counting(viewer, now=now, agent_id=agent_id)
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", facts)
        return dict(zip(COUNTED, cursor.fetchone(), strict=True))


def counting(viewer: Viewer, *, now: datetime, agent_id: int | None) -> tuple[str, dict[str, Any]]:
    """Return the columns that count the views of the desk, in the order of `COUNTED`, and what they need."""
    facts = _facts(viewer, now, agent_id)
    allowed = clause(viewer, facts)
    return ", ".join(_count(view, allowed) for view in COUNTED), facts


def _count(view: str, allowed: str) -> str:
    """
    Count in the order of the view: in any other, PostgreSQL may read all that is owed to find the first hundred. But
    "mine" has an index for what it is and none for its order, for which it would read all.
    """
    source, where, order, key, direction = view_of(view)
    ordered = "" if view == "mine" else f"order by {order} {direction}, {key} {direction}"
    first = f"select 1 from {source} where {where}{allowed} {ordered} limit {COUNT_UP_TO}"
    return f"(select count(*) from ({first}) as those)"


def find(viewer: Viewer, text: str, *, limit: int = 50, after: str = "") -> CaseList:
    """
    Return the cases a text finds, newest first: a case number, an address, a phone number, or words.

    A phone number may be written in any way. Words are looked for in subjects, texts, names and addresses; all of them
    stand in one message.
    """
    facts: dict[str, Any] = {"organisation": viewer.organisation_id}
    return _newest(viewer, *_search(text.strip(), facts), facts, limit, after)


def of_customer(viewer: Viewer, known_by: str, *, limit: int = 50, after: str = "") -> CaseList:
    """Return the cases of the customer with this address or phone number, newest first, and nobody else's."""
    text = known_by.strip()
    facts = {"organisation": viewer.organisation_id, "address": normal(text), "phone": phones.searched(text)}
    theirs = f"c.id in ({BY_PHONE})" if facts["phone"] else f"c.customer_id in ({BY_ADDRESS})"
    return _newest(viewer, CASES, f"{OURS} and {theirs}", facts, limit, after)


def _newest(viewer: Viewer, source: str, where: str, facts: dict[str, Any], limit: int, after: str) -> CaseList:
    narrowed = "true"
    if after:
        facts |= place_after(after)
        narrowed = "(c.latest_at, c.id) < (%(after_at)s, %(after_id)s)"
    place = "extract(epoch from c.latest_at)::text || '_' || c.id"
    where += clause(viewer, facts)
    sql = f"{row_of(source, place)} where {where} and {narrowed} order by c.latest_at desc, c.id desc"
    return page_of(sql, facts, min(limit, MOST))


def _search(text: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Say where to look, by what the text looks like; fills in the facts the search needs."""
    match, facts["phone"] = CASE_NUMBER.fullmatch(text), phones.searched(text)
    if match or facts["phone"]:
        facts["number"] = int(match[1]) if match else None
        facts |= {"words": [match[1]] if match else written(text), "eras": eras(facts["organisation"])}
        return CASES, f"{OURS} and c.id in ({BY_NUMBER} union all {BY_PHONE} union all {BY_WORDS})"
    if "@" in text and " " not in text:
        facts["address"] = normal(text)
        return CASES, f"{OURS} and c.customer_id in ({BY_ADDRESS})"
    if (where := labels.found(text, facts)) is not None:
        return CASES, f"{OURS} and {where}"
    facts["words"] = written(text)
    if not facts["words"]:
        return CASES, "false"
    facts["eras"] = eras(facts["organisation"])
    return CASES, f"{OURS} and c.id in ({BY_WORDS})"


CASES = "cases_case c left join promises_promise p on p.id = c.promise_id"
OURS = "c.organisation_id = %(organisation)s"
# With "or" instead of a union PostgreSQL would read every case: 900 ms at a million.
BY_NUMBER = "select id from cases_case where organisation_id = %(organisation)s and number = %(number)s"
BY_ADDRESS = """select customer_id from customers_identity
where organisation_id = %(organisation)s and kind = 'email' and value = %(address)s"""
BY_PHONE = """select id from cases_case where customer_id in (select customer_id from customers_identity
where organisation_id = %(organisation)s and kind = 'phone' and value = %(phone)s)"""
BY_WORDS = "select id from doors.cases_found(%(words)s::text[], %(eras)s::text[]) as id"


def _facts(viewer: Viewer, now: datetime, agent_id: int | None) -> dict[str, Any]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {"organisation": viewer.organisation_id, "agent": agent_id, "now": now, "midnight": midnight}


def place_after(after: str) -> dict[str, Any]:
    """Return where a page begins, as facts of a statement; raises WrongCursor."""
    at, _underscore, key = after.rpartition("_")
    try:
        if int(key) > LARGEST_KEY:
            raise ValueError(key)
        return {"after_at": datetime.fromtimestamp(float(at), tz=timezone.get_default_timezone()), "after_id": int(key)}
    except (ValueError, OverflowError, OSError):
        raise WrongCursor(_("The list cannot go on from there; open it again from its beginning.")) from None


def page_of(sql: str, facts: dict[str, Any], limit: int) -> CaseList:
    """Return a page of rows that a statement finds; `place` of each is where the next page begins."""
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} limit {limit + 1}", facts)
        rows = [_row(values) for values in cursor.fetchall()]
    return CaseList(rows=rows[:limit], more=rows[limit - 1].place if len(rows) > limit else None)


def _row(values: tuple[Any, ...]) -> CaseRow:
    row = list(values)
    for nth in MOMENTS:
        row[nth] = row[nth] and datetime.fromtimestamp(row[nth], UTC)
    return CaseRow._make(row)
