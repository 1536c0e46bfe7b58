"""Lists of cases: the views of the desk, and how many wait in each."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aspa.cases.above import labels
from aspa.cases.allowed import clause
from aspa.cases.views import COUNTED, VIEWS, view_of
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer

MOST = 200  # rows of one page
LARGEST_KEY = 2**63 - 1
COUNT_UP_TO = 100  # a view with more says "99+": nobody counts further, and counting a million costs


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


CASES = "cases_case c left join promises_promise p on p.id = c.promise_id"


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
