"""The audit log: who set what, and who looked at whom; searched page by page, and undone."""

from typing import Annotated

from django.utils import timezone
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from aspa.api.accounts.shapes import RecordPage
from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page, number, page
from aspa.api.repeat import once
from aspa.api.wishes import Key, Moment
from aspa.audit import queries, verbs
from aspa.audit.queries import Record, Wish

router = Router(tags=["audit"], auth=ADMINISTERS)
Actor = Annotated[str, Query(max_length=60, description="`agent:7`, `token:3` or `aspa`.")]
Text = Annotated[str, Query(max_length=100, description="A word of what happened, or the number of a case.")]
Since = Annotated[Moment | None, Query(description="Not before this.")]
Until = Annotated[Moment | None, Query(description="Before this.")]


def plain(text: str) -> str:
    """Return a text without NUL, which no database holds."""
    return text.replace("\x00", "")


@router.get("/audit/changes", response=RecordPage, operation_id="list_changes")
def list_changes(
    request: ApiRequest,
    actor: Actor = "",
    q: Text = "",
    since: Since = None,
    until: Until = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[Record]:
    """List who set what and granted what, the newest first."""
    name = f"changes:{actor}:{q}"
    wish = Wish(plain(actor), plain(q), since, until, number(name, cursor))
    return page(name, queries.changes(request.auth, wish, limit=limit + 1), limit=limit)


@router.get("/audit/looks", response=RecordPage, operation_id="list_looks")
def list_looks(
    request: ApiRequest,
    actor: Actor = "",
    q: Text = "",
    since: Since = None,
    until: Until = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[Record]:
    """List who looked at whom, the newest first."""
    name = f"looks:{actor}:{q}"
    wish = Wish(plain(actor), plain(q), since, until, number(name, cursor))
    return page(name, queries.looks(request.auth, wish, limit=limit + 1), limit=limit)


@router.post("/audit/changes/{event_id}/undoing", response={201: RecordPage}, operation_id="undo_change")
@decorate_view(once)
def undo_change(request: ApiRequest, event_id: Key) -> Status[Page[Record]]:
    """Set back what was changed, as far as it is still there; answers with the change that this is."""
    verbs.undo(queries.event_of(request.auth, event_id), by=request.auth, at=timezone.now())
    return Status(201, Page(queries.changes(request.auth, Wish(actor=request.auth.actor), limit=1), None))
