"""What is not known yet in cases, and what brands ask."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.tasks.shapes import Told
from aspa.api.wishes import Key, Text, Wish
from aspa.cases import queries as cases
from aspa.tasks import queries
from aspa.tasks.models import Unknown
from aspa.tasks.unknowns import verbs

router = Router(tags=["tasks"])


class UnknownShape(Schema):
    """What is not known: `asked_at` once the customer was asked, `ending` (answered | dismissed) once it has ended."""

    id: int
    text: str
    field_id: int | None
    added_at: datetime
    asked_at: datetime | None
    message_id: int | None
    ending: str
    answer: str
    ended_at: datetime | None


class QuestionWish(Wish):
    """What the customer is to be asked."""

    text: Told


class AnswerWish(Wish):
    """What the customer answered."""

    text: Text


@router.get("/cases/{int:number}/unknowns", response=list[UnknownShape], operation_id="list_unknowns")
def list_unknowns(request: ApiRequest, number: int) -> list[Unknown]:
    """List what is not known in a case, or was not."""
    return queries.unknowns_in(request.auth, cases.case_by_number(request.auth, number))


@router.post("/cases/{int:number}/unknowns", response={201: UnknownShape}, operation_id="wonder")
@decorate_view(once)
def wonder(request: ApiRequest, number: int, wish: QuestionWish) -> Status[Unknown]:
    """Say what must be known; a reply in which the question stands asks it."""
    case = cases.case_by_number(request.auth, number)
    return Status(201, verbs.wonder(case, text=wish.text, by=request.auth, at=timezone.now()))


@router.put("/cases/{int:number}/unknowns/{unknown_id}/asked", response=UnknownShape, operation_id="note_asked")
def note_asked(request: ApiRequest, number: int, unknown_id: Key) -> Unknown:
    """Say that the customer was asked, in other words or another way."""
    unknown = _unknown(request, number, unknown_id)
    verbs.note_asked(unknown, by=request.auth, at=timezone.now())
    return unknown


@router.put("/cases/{int:number}/unknowns/{unknown_id}/answer", response=UnknownShape, operation_id="answer_unknown")
def answer_unknown(request: ApiRequest, number: int, unknown_id: Key, wish: AnswerWish) -> Unknown:
    """Write down what the customer answered; another answer takes the place of the first."""
    unknown = _unknown(request, number, unknown_id)
    verbs.answer(unknown, text=wish.text, by=request.auth, at=timezone.now())
    return unknown


@router.put("/cases/{int:number}/unknowns/{unknown_id}/dismissal", response=UnknownShape, operation_id="dismiss")
def dismiss(request: ApiRequest, number: int, unknown_id: Key) -> Unknown:
    """Say that it need not be known."""
    unknown = _unknown(request, number, unknown_id)
    verbs.dismiss(unknown, by=request.auth, at=timezone.now())
    return unknown


@router.delete("/cases/{int:number}/unknowns/{unknown_id}/ending", response=UnknownShape, operation_id="reopen_unknown")
def reopen_unknown(request: ApiRequest, number: int, unknown_id: Key) -> Unknown:
    """Say that it is not known after all."""
    unknown = _unknown(request, number, unknown_id)
    verbs.reopen(unknown, by=request.auth, at=timezone.now())
    return unknown


def _unknown(request: ApiRequest, number: int, unknown_id: int) -> Unknown:
    return queries.unknown_of(request.auth, cases.case_by_number(request.auth, number), unknown_id)
