"""Lists of cases by conditions, and how many cases many such lists hold, counted in one reading of what is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from aspa.cases.lists import CASES, MOST, CaseList, page_of, place_after, row_of
from aspa.cases.narrowing.conditions import Asking, Chosen, at_work, is_closed, where
from aspa.cases.views import AWAKE, TURN
from aspa.kit.viewer import Viewer

CLOSED = "cases_closure x join cases_case c on c.closure_id = x.id left join promises_promise p on p.id = c.promise_id"
NEVER = "timestamptz '9999-01-01'"  # what is not promised comes after all that is

# name → (ordered by, direction, what people call it)
ORDERS = {
    "due": (f"coalesce({TURN}, {NEVER})", "asc", _("by promise")),
    "oldest": ("c.latest_at", "asc", _("oldest message first")),
    "newest": ("c.latest_at", "desc", _("newest first")),
}


def matching(
    viewer: Viewer, chosen: Chosen, *, order: str, now: datetime, after: str = "", limit: int = 50
) -> CaseList:
    """
    Return a page of the cases for which all conditions hold; what is closed comes newest first.

    Args:
        order: due | oldest | newest.
        after: the `more` of the page before.

    Raises WrongCursor.
    """
    asking = Asking(viewer, now)
    source, column, key, direction = _source(chosen, order)
    holds = f"{source[1]} and {where(chosen, asking)}{asking.allowed}"
    if after:
        asking.facts |= place_after(after)
        holds += f" and ({column}, {key}) {'>' if direction == 'asc' else '<'} (%(after_at)s, %(after_id)s)"
    place = f"extract(epoch from {column})::text || '_' || {key}"
    sql = row_of(source[0], place)
    sql += f" where {holds} order by {column} {direction}, {key} {direction}"
    return page_of(sql, asking.facts, min(limit, MOST))


def _source(chosen: Chosen, order: str) -> tuple[tuple[str, str], str, str, str]:
    if is_closed(chosen):
        return (CLOSED, "x.organisation_id = %(organisation)s"), "x.closed_at", "x.id", "desc"
    column, direction, _word = ORDERS[order]
    return (CASES, "c.organisation_id = %(organisation)s and c.closure_id is null"), column, "c.id", direction


def count_each(viewer: Viewer, views: Mapping[int, Chosen], *, now: datetime) -> dict[int, int]:
    """
    Return how many open cases each view holds; views of closed cases are left out.

    All are counted while what is open is read once, so thirty cost little more than one.
    """
    counted = {key: chosen for key, chosen in views.items() if not is_closed(chosen)}
    if not counted:
        return {}
    asking = Asking(viewer, now)
    each = ", ".join(f"count(*) filter (where {where(chosen, asking)})" for chosen in counted.values())
    # Whether a case is worked on is asked once of each, not once for each view.
    once = f"{CASES} cross join lateral (select {at_work()} as is_at_work, {AWAKE} as is_awake offset 0) as rest"
    each = each.replace(at_work(), "rest.is_at_work").replace(AWAKE, "rest.is_awake")
    sql = f"select {each} from {once} where c.organisation_id = %(organisation)s and c.closure_id is null"  # noqa: S608  # our own words; values travel beside
    return dict(zip(counted, _row(sql + asking.allowed, asking), strict=True))


def _row(sql: str, asking: Asking) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asking.facts)
        row: Sequence[int] = cursor.fetchone()
    return row
