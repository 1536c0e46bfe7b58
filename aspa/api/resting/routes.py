"""Letting a case rest, and waking it."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.resting.shapes import RestWish
from aspa.api.shapes import CaseShape
from aspa.cases import queries, snoozing
from aspa.cases.models import Case

router = Router(tags=["cases"])


@router.put("/cases/{int:number}/snooze", response=CaseShape, operation_id="snooze_case")
def snooze_case(request: ApiRequest, number: int, wish: RestWish) -> Case:
    """Let the case rest until a moment; refused when something is promised for before it."""
    asked = queries.case_by_number(request.auth, number)
    snoozing.snooze(asked, until=wish.until, note=wish.note, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.delete("/cases/{int:number}/snooze", response=CaseShape, operation_id="wake_case")
def wake_case(request: ApiRequest, number: int) -> Case:
    """Wake the case before its moment."""
    snoozing.wake(queries.case_by_number(request.auth, number), by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.post("/cases/{int:number}/snooze/rest", response={201: CaseShape}, operation_id="rest_on")
@decorate_view(once)
def rest_on(request: ApiRequest, number: int) -> Status[Case]:
    """Say that what the customer wrote meanwhile needs no answer: the case rests on until its moment."""
    snoozing.rest_on(queries.case_by_number(request.auth, number), by=request.auth, at=timezone.now())
    return Status(201, queries.case_by_number(request.auth, number))
