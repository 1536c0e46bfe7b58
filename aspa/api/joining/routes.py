"""Merging cases, parting them again, and a case in a few lines."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.joining.shapes import MergeShape, MergeWish, SummaryShape
from aspa.api.repeat import once
from aspa.api.shapes import CaseShape
from aspa.cases import queries
from aspa.cases.joining import merging
from aspa.cases.models import Case, Merge
from aspa.handing import summary as summaries
from aspa.handing.summary import Summary

router = Router(tags=["cases"])


@router.post("/cases/{int:number}/merge", response={201: MergeShape}, operation_id="merge_case")
@decorate_view(once)
def merge_case(request: ApiRequest, number: int, wish: MergeWish) -> Status[Merge]:
    """Put everything of the case into another; what comes to its number goes on to that one."""
    case, into = (queries.case_by_number(request.auth, each) for each in (number, wish.into))
    merged = merging.merge(case, into=into, reason=wish.reason, across=wish.across, by=request.auth, at=timezone.now())
    return Status(201, merged)


@router.delete("/cases/{int:number}/merge", response=CaseShape, operation_id="unmerge_case")
def unmerge_case(request: ApiRequest, number: int) -> Case:
    """Undo the merge of the case, within an hour."""
    merged = queries.standing_merge_of(queries.case_by_number(request.auth, number))
    merging.unmerge(merged, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.get("/cases/{int:number}/summary", response=SummaryShape, operation_id="summary")
def summary(request: ApiRequest, number: int) -> Summary:
    """Return the case in a few lines, as it is now."""
    return summaries.summary(request.auth, number)
