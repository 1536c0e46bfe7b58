"""Replies that leave later: listed, written, taken back, sent at once."""

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page
from aspa.api.held.shapes import HeldPage, HeldShape, HoldWish
from aspa.api.messages import said
from aspa.api.repeat import once
from aspa.api.wishes import Key
from aspa.cases import queries as cases
from aspa.drafting.leaving import queries, verbs
from aspa.drafting.models import Held
from aspa.kit.errors import Missing
from aspa.passages.using import verbs as using

router = Router(tags=["messages"])


@router.get("/held", response=HeldPage, operation_id="list_held")
def list_held(request: ApiRequest, cursor: Cursor = "", limit: Limit = 50) -> Page[Held]:
    """List the replies of all cases that have not left, the oldest first: waiting ones and stopped ones."""
    found = queries.waiting(request.auth, after=cursors.number("held", cursor), limit=limit + 1)
    return cursors.page("held", found, limit=limit)


@router.get("/cases/{int:number}/held", response=list[HeldShape], operation_id="held_in_case")
def held_in_case(request: ApiRequest, number: int) -> list[Held]:
    """List the replies of a case that have not left, the one that leaves first foremost."""
    return queries.held_in(request.auth, cases.case_by_number(request.auth, number).pk)


@router.post("/cases/{int:number}/held", response={201: HeldShape}, operation_id="hold_reply")
@decorate_view(once)
def hold_reply(request: ApiRequest, number: int, wish: HoldWish) -> Status[Held]:
    """Answer the customer later; what would be refused then is refused now. Stopped when somebody writes before."""
    case = cases.case_by_number(request.auth, number)
    using.must_be_filled(wish.text)
    facts = said(wish)
    along = facts.pop("enclosures")
    held = verbs.hold(
        case, leaves_at=wish.leaves_at, along=along, by=request.auth, at=timezone.now(), passages=wish.passages, **facts
    )
    return Status(201, queries.held_of(request.auth, held.pk))


@router.delete("/cases/{int:number}/held/{held_id}", response=HeldShape, operation_id="drop_held")
def drop_held(request: ApiRequest, number: int, held_id: Key) -> Held:
    """Let a reply of one's own never leave."""
    held = _held(request, number, held_id)
    verbs.drop(held, by=request.auth, at=timezone.now())
    return held


@router.post("/cases/{int:number}/held/{held_id}/departure", response={201: HeldShape}, operation_id="send_held")
@decorate_view(once)
def send_held(request: ApiRequest, number: int, held_id: Key) -> Status[Held]:
    """Send a reply of one's own at once, also one that was stopped."""
    held = _held(request, number, held_id)
    verbs.leave_now(held, by=request.auth, at=timezone.now())
    return Status(201, held)


def _held(request: ApiRequest, number: int, held_id: int) -> Held:
    case, held = cases.case_by_number(request.auth, number), queries.held_of(request.auth, held_id)
    if held.case_id != case.pk:
        raise Missing(_("There is no such reply."))
    return held
