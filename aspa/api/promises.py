"""Promises of a case: given, given another time, done."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.queries import message_in, promise_of, promises_of
from aspa.api.repeat import once
from aspa.api.shapes import MessageShape, PromiseShape
from aspa.api.wishes import AnotherTimeWish, PromiseWish
from aspa.cases import promising, queries
from aspa.cases.models import Message
from aspa.promises.models import Promise

router = Router(tags=["promises"], by_alias=True)


@router.get("/cases/{int:number}/promises", response=list[PromiseShape], operation_id="list_promises")
def list_promises(request: ApiRequest, number: int) -> list[Promise]:
    """List every promise given in a case, oldest first."""
    return promises_of(queries.case_by_number(request.auth, number))


@router.post("/cases/{int:number}/promises", response={201: PromiseShape}, operation_id="give_promise")
@decorate_view(once)
def give_promise(request: ApiRequest, number: int, wish: PromiseWish) -> Status[Promise]:
    """Record a promise made to the customer."""
    case = queries.case_by_number(request.auth, number)
    window, now = wish.window(), timezone.now()
    given = promising.promise(
        case, act=wish.act, window=window, text=wish.text, by=request.auth, at=now, seen=wish.seen
    )
    return Status(201, given)


@router.post("/cases/{int:number}/renegotiations", response={201: MessageShape}, operation_id="renegotiate")
@decorate_view(once)
def renegotiate(request: ApiRequest, number: int, wish: AnotherTimeWish) -> Status[Message]:
    """Promise another time in place of what is owed next, told in the message; not once that time has come."""
    case = queries.case_by_number(request.auth, number)
    now = timezone.now()
    told = promising.renegotiate(case, window=wish.window(), text=wish.text, by=request.auth, at=now, seen=wish.seen)
    return Status(201, message_in(case, told.pk))


@router.post(
    "/cases/{int:number}/promises/{int:promise_id}/fulfilment", response={201: PromiseShape}, operation_id="fulfil"
)
@decorate_view(once)
def fulfil(request: ApiRequest, number: int, promise_id: int) -> Status[Promise]:
    """Say that a promised call or follow-up was done; an answer is kept by answering."""
    case = queries.case_by_number(request.auth, number)
    promising.fulfil(case, promise_of(case, promise_id), by=request.auth, at=timezone.now())
    return Status(201, promise_of(case, promise_id))
