"""The journal: every contact as it arrived, and what became of it."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router

from aspa.api.bearer import ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page, number, page
from aspa.api.messages import download
from aspa.api.queries import Fate, fates
from aspa.api.shapes import EntryPage, EntryShape, SummaryShape
from aspa.journal import queries

router = Router(tags=["journal"])


@router.get("/journal", response=EntryPage, operation_id="list_entries")
def list_entries(
    request: ApiRequest,
    state: Annotated[queries.State | None, Query(description="Only entries in this state.")] = None,
    order: Annotated[Literal["newest", "oldest"], Query(description="`oldest` to follow the journal.")] = "newest",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[Fate]:
    """List entries without their bytes."""
    name = f"journal:{order}:{state or ''}"
    key = number(name, cursor)
    where = {"after": key or 0} if order == "oldest" else {"before": key}
    found = queries.entries(request.auth, state=state, limit=limit + 1, **where)
    return page(name, fates(request.auth, found), limit=limit)


@router.get("/journal/summary", response=SummaryShape, operation_id="journal_summary")
def summary(request: ApiRequest) -> queries.Summary:
    """Return how many entries wait, failed and were told, and since when the oldest waits."""
    return queries.summary(request.auth)


@router.get("/journal/{int:entry_id}", response=EntryShape, operation_id="entry")
def entry(request: ApiRequest, entry_id: int) -> Fate:
    """Return one entry without its bytes."""
    return fates(request.auth, [queries.entry(request.auth, entry_id)])[0]


@router.get("/journal/{int:entry_id}/raw", operation_id="raw_entry")
def raw(request: ApiRequest, entry_id: int) -> HttpResponse:
    """Return the bytes exactly as they arrived."""
    found = queries.entry(request.auth, entry_id)
    return download(queries.raw_of(found.id), f"{found.id}.eml", "message/rfc822")
