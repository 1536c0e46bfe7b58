"""Links between cases, and many under one."""

from typing import Any

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.relating.shapes import AnswersWish, FamilyShape, LinkShape, LinkWish, ParentWish, ToldShape
from aspa.api.repeat import once
from aspa.cases.queries import case_by_number
from aspa.relating import queries, verbs
from aspa.relating.queries import Related, RelatedCase

router = Router(tags=["cases"])


@router.get("/cases/{int:number}/links", response=list[LinkShape], operation_id="list_links")
def list_links(request: ApiRequest, number: int) -> list[RelatedCase]:
    """List the cases this one is linked to, from either side."""
    return _related(request, number).links


@router.post("/cases/{int:number}/links", response={201: list[LinkShape]}, operation_id="link_cases")
@decorate_view(once)
def link_cases(request: ApiRequest, number: int, wish: LinkWish) -> Status[list[RelatedCase]]:
    """Say what the case is to another; all its links are returned."""
    case, other = (case_by_number(request.auth, each) for each in (number, wish.other))
    verbs.link(case, other=other, kind=wish.kind, by=request.auth, at=timezone.now())
    return Status(201, _related(request, number).links)


@router.delete("/cases/{int:number}/links/{int:link_id}", response=list[LinkShape], operation_id="unlink_cases")
def unlink_cases(request: ApiRequest, number: int, link_id: int) -> list[RelatedCase]:
    """Take a link away; what is left is returned."""
    link = queries.link_of(request.auth, case_by_number(request.auth, number), link_id)
    verbs.unlink(link, by=request.auth, at=timezone.now())
    return _related(request, number).links


@router.get("/cases/{int:number}/family", response=FamilyShape, operation_id="family")
def family(request: ApiRequest, number: int) -> Related:
    """Return the case's parent, or the cases under it."""
    return _related(request, number)


@router.put("/cases/{int:number}/parent", response=FamilyShape, operation_id="put_under")
def put_under(request: ApiRequest, number: int, wish: ParentWish) -> Related:
    """Put the case under another, as one of many about the same."""
    case, parent = (case_by_number(request.auth, each) for each in (number, wish.number))
    verbs.put_under(case, parent=parent, by=request.auth, at=timezone.now())
    return _related(request, number)


@router.delete("/cases/{int:number}/parent", response=FamilyShape, operation_id="take_out")
def take_out(request: ApiRequest, number: int) -> Related:
    """Take the case out from under another."""
    verbs.take_out(case_by_number(request.auth, number), by=request.auth, at=timezone.now())
    return _related(request, number)


@router.post("/cases/{int:number}/children/answers", response={201: ToldShape}, operation_id="answer_children")
def answer_children(request: ApiRequest, number: int, wish: AnswersWish) -> Status[dict[str, Any]]:
    """
    Answer every open case under this one, and close it; those that refuse are told with their sentences.

    Each is answered for itself, so no Idempotency-Key is needed: asked again, it reaches only those that are open.
    """
    told = verbs.answer_children(
        case_by_number(request.auth, number),
        text=lambda _case: wish.text,
        outcome=wish.outcome,
        seen=wish.seen,
        by=request.auth,
        at=timezone.now(),
    )
    refused = [{"number": each, "sentence": sentence} for each, sentence in told.refused]
    return Status(201, {"answered": told.answered, "refused": refused})


def _related(request: ApiRequest, number: int) -> Related:
    return queries.related(request.auth, case_by_number(request.auth, number).pk)
