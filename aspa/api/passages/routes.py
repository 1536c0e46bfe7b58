"""Ready passages: listed, written, put away, and filled in for a case."""

from typing import Annotated

from django.utils import timezone
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page
from aspa.api.passages.shapes import (
    OfferedShape,
    PassageChange,
    PassagePage,
    PassageShape,
    PassageWish,
    SaidShape,
    SeenWish,
    VersionPage,
)
from aspa.api.queries import message_in
from aspa.api.repeat import once
from aspa.api.wishes import Key
from aspa.cases import queries as cases
from aspa.passages import queries, verbs
from aspa.passages.models import Passage, Version
from aspa.passages.queries import Offered

router = Router(tags=["passages"])
Words = Annotated[str, Query(max_length=200, description="Code, name or words.")]
State = Annotated[str, Query(pattern="^(used|review|archived)$", description="used | review | archived")]


@router.get("/passages", response=PassagePage, operation_id="list_passages")
def list_passages(
    request: ApiRequest, q: Words = "", state: State = "used", cursor: Cursor = "", limit: Limit = 50
) -> Page[Passage]:
    """List passages, the oldest first; those in use, to be reviewed, or put away."""
    name = f"passages:{state}:{q}"
    after, today = cursors.number(name, cursor), timezone.localdate()
    found = queries.passages_after(request.auth, after, text=q, state=state, today=today, limit=limit + 1)
    return cursors.page(name, found, limit=limit)


@router.post("/passages", response={201: PassageShape}, operation_id="make_passage")
@decorate_view(once)
def make_passage(request: ApiRequest, wish: PassageWish) -> Status[Passage]:
    """Make a passage; for programs that administer its brands."""
    made = verbs.make(by=request.auth, at=timezone.now(), **wish.said(request.auth))
    return Status(201, queries.passage_of(request.auth, made.pk))


@router.get("/passages/{passage_id}", response=PassageShape, operation_id="passage")
def passage(request: ApiRequest, passage_id: Key) -> Passage:
    """Return one passage."""
    return queries.passage_of(request.auth, passage_id)


@router.put("/passages/{passage_id}", response=PassageShape, operation_id="change_passage")
def change_passage(request: ApiRequest, passage_id: Key, wish: PassageChange) -> Passage:
    """Change a passage as a whole; refused with `passage_changed` when somebody changed it since `version`."""
    found, said = queries.passage_of(request.auth, passage_id), wish.said(request.auth)
    verbs.change(found, version=wish.version, by=request.auth, at=timezone.now(), **said)
    return queries.passage_of(request.auth, passage_id)


@router.get("/passages/{passage_id}/versions", response=VersionPage, operation_id="versions_of_passage")
def versions_of_passage(request: ApiRequest, passage_id: Key, cursor: Cursor = "", limit: Limit = 50) -> Page[Version]:
    """List all that a passage ever said, the newest first."""
    found, name = queries.passage_of(request.auth, passage_id), f"versions-of:{passage_id}"
    before = cursors.number(name, cursor)
    return cursors.page(name, queries.versions_of(request.auth, found, before=before, most=limit + 1), limit=limit)


@router.post(
    "/passages/{passage_id}/versions/{version}/restoring", response={201: PassageShape}, operation_id="set_passage_back"
)
@decorate_view(once)
def set_passage_back(request: ApiRequest, passage_id: Key, version: Key, wish: SeenWish) -> Status[Passage]:
    """Let a passage say again what it said in an earlier version, by its number, as a new one."""
    found = queries.passage_of(request.auth, passage_id)
    earlier = queries.version_of(request.auth, found, version)
    verbs.set_back(found, earlier, version=wish.version, by=request.auth, at=timezone.now())
    return Status(201, queries.passage_of(request.auth, passage_id))


@router.put("/passages/{passage_id}/archive", response=PassageShape, operation_id="archive_passage")
def archive_passage(request: ApiRequest, passage_id: Key) -> Passage:
    """Put a passage away; what it said stays."""
    verbs.archive(queries.passage_of(request.auth, passage_id), by=request.auth, at=timezone.now())
    return queries.passage_of(request.auth, passage_id)


@router.delete("/passages/{passage_id}/archive", response=PassageShape, operation_id="restore_passage")
def restore_passage(request: ApiRequest, passage_id: Key) -> Passage:
    """Take a passage into use again."""
    verbs.restore(queries.passage_of(request.auth, passage_id), by=request.auth, at=timezone.now())
    return queries.passage_of(request.auth, passage_id)


@router.get("/cases/{int:number}/passages", response=list[OfferedShape], operation_id="offered_passages")
def offered_passages(request: ApiRequest, number: int, q: Words = "", agent: Words = "") -> list[Offered]:
    """List the passages that fit a case, filled in, the best first; `agent` is the name of whoever answers."""
    case = cases.case_by_number(request.auth, number)
    return queries.offered(request.auth, case, agent=agent, now=timezone.now(), text=q)


@router.get(
    "/cases/{int:number}/messages/{message_id}/passages", response=list[SaidShape], operation_id="passages_in_message"
)
def passages_in_message(request: ApiRequest, number: int, message_id: Key) -> list[Version]:
    """List which versions of which passages stand in a reply."""
    case = cases.case_by_number(request.auth, number)
    return queries.said_in(request.auth, message_in(case, message_id))
