"""The journal: every contact as it arrived, and what became of it."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router

from aspa.api.bearer import ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import cursor as cursor_of
from aspa.api.cursors import number as key_in
from aspa.api.messages import download
from aspa.api.queries import became
from aspa.api.shapes import EntryPage, EntryShape, SummaryShape
from aspa.api.shown import entry_shape
from aspa.journal import queries

router = Router(tags=["journal"])


@router.get("/journal", response=EntryPage, operation_id="list_entries")
def list_entries(
    request: ApiRequest,
    state: Annotated[queries.State | None, Query(description="Only entries in this state.")] = None,
    order: Annotated[Literal["newest", "oldest"], Query(description="`oldest` to follow the journal.")] = "newest",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> EntryPage:
    """List entries without their bytes."""
    name = f"journal:{order}:{state or ''}"
    key = key_in(name, cursor)
    where = {"after": key or 0} if order == "oldest" else {"before": key}
    found = queries.entries(request.auth, state=state, limit=limit + 1, **where)
    shown = found[:limit]
    told = became(request.auth, [entry.id for entry in shown])
    return EntryPage(
        items=[entry_shape(entry, told.get(entry.id)) for entry in shown],
        next=cursor_of(name, str(shown[-1].id)) if len(found) > limit else None,
    )


@router.get("/journal/summary", response=SummaryShape, operation_id="journal_summary")
def summary(request: ApiRequest) -> SummaryShape:
    """Return how many entries wait, failed and were told, and since when the oldest waits."""
    now = queries.summary(request.auth)
    return SummaryShape(
        waiting=now.waiting,
        failed=now.failed,
        told=now.told,
        total=now.waiting + now.failed + now.told,
        oldest_waiting_at=now.oldest_waiting_at,
    )


@router.get("/journal/{int:entry_id}", response=EntryShape, operation_id="entry")
def entry(request: ApiRequest, entry_id: int) -> EntryShape:
    """Return one entry without its bytes."""
    found = queries.entry(request.auth, entry_id)
    return entry_shape(found, became(request.auth, [entry_id]).get(entry_id))


@router.get("/journal/{int:entry_id}/raw", operation_id="raw_entry")
def raw(request: ApiRequest, entry_id: int) -> HttpResponse:
    """Return the bytes exactly as they arrived."""
    found = queries.entry(request.auth, entry_id)
    return download(queries.raw_of(found.id), f"{found.id}.eml", "message/rfc822")
