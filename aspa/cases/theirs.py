"""The cases of a customer, or of all the people of a company: what is open by promise, and everything newest first."""

from collections.abc import Sequence
from typing import Any

from aspa.cases.allowed import clause
from aspa.cases.lists import CaseList, CaseRow, page_of, place_after, row_of
from aspa.kit.viewer import Viewer

OPEN = 50  # open cases shown with a customer; one with more has its list
NEWEST = "extract(epoch from c.latest_at)::text || '_' || c.id"

# From each customer as few rows as can be shown, in the order of the index: whoever wrote a million letters costs no
# more.
THEIRS = """unnest(%(customers)s::bigint[]) as whose (id) cross join lateral (
    select c.* from cases_case c
    where c.customer_id = whose.id and c.organisation_id = %(organisation)s and {where}{allowed}
    order by c.latest_at desc, c.id desc limit {limit}
) as c left join promises_promise p on p.id = c.promise_id"""


def open_cases(viewer: Viewer, customer_ids: Sequence[int]) -> list[CaseRow]:
    """Return the open cases of customers, what is promised first before the others; at most OPEN of them."""
    facts: dict[str, Any] = {"organisation": viewer.organisation_id, "customers": list(customer_ids)}
    source = THEIRS.format(where="c.closure_id is null", limit=OPEN, allowed=clause(viewer, facts))
    sql = row_of(source, "''") + " order by p.due_until nulls last, c.latest_at desc, c.id"
    return page_of(sql, facts, OPEN).rows


def all_cases(viewer: Viewer, customer_ids: Sequence[int], *, after: str = "", limit: int = 20) -> CaseList:
    """
    Return a page of all cases of customers, newest first; `after` is the `more` of the page before.

    Raises WrongCursor.
    """
    facts: dict[str, Any] = {"organisation": viewer.organisation_id, "customers": list(customer_ids)}
    where = "true"
    if after:
        facts |= place_after(after)
        where = "c.latest_at <= %(after_at)s and (c.latest_at, c.id) < (%(after_at)s, %(after_id)s)"
    source = THEIRS.format(where=where, limit=limit + 1, allowed=clause(viewer, facts))
    sql = row_of(source, NEWEST) + " order by c.latest_at desc, c.id desc"
    return page_of(sql, facts, limit)
