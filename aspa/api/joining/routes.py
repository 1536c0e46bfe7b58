"""Merging cases and splitting them, undoing both, and a case in a few lines."""

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.joining.shapes import (
    CaseMergeShape,
    CaseMergeWish,
    CaseSummaryShape,
    ProposalShape,
    SplitShape,
    SplitWish,
)
from aspa.api.repeat import once
from aspa.api.shapes import CaseShape
from aspa.api.wishes import Key
from aspa.cases import queries
from aspa.cases.joining import merging, relating, splitting
from aspa.cases.joining.models import Merge, Split
from aspa.cases.models import Case, ProposedLink
from aspa.customers.queries import customer_of
from aspa.handing import summary as summaries
from aspa.handing.summary import Summary
from aspa.kit.errors import Missing
from aspa.staff import queries as staff

router = Router(tags=["cases"])


@router.post("/cases/{int:number}/merge", response={201: CaseMergeShape}, operation_id="merge_case")
@decorate_view(once)
def merge_case(request: ApiRequest, number: int, wish: CaseMergeWish) -> Status[Merge]:
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


@router.post("/cases/{int:number}/splits", response={201: SplitShape}, operation_id="split_case")
@decorate_view(once)
def split_case(request: ApiRequest, number: int, wish: SplitWish) -> Status[Split]:
    """Make messages of the case a case of their own, with its own promise; what is answered to them comes there."""
    agent = staff.agent_of(request.auth, wish.agent_id) if wish.agent_id else None
    queue = staff.queue_of(request.auth, wish.queue_id) if wish.queue_id else None
    customer = customer_of(request.auth, wish.customer_id) if wish.customer_id else None
    done = splitting.split(
        queries.case_by_number(request.auth, number),
        messages=wish.messages,
        owner=agent or queue,
        customer=customer,
        subject=wish.subject,
        reason=wish.reason,
        owes=wish.owes,
        by=request.auth,
        at=timezone.now(),
    )
    return Status(201, done)


@router.delete("/cases/{int:number}/splits/{int:split_id}", response=CaseShape, operation_id="unsplit_case")
def unsplit_case(request: ApiRequest, number: int, split_id: int) -> Case:
    """Undo a split of the case, within an hour."""
    splitting.unsplit(queries.split_of(request.auth, split_id, number), by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.get("/cases/{int:number}/summary", response=CaseSummaryShape, operation_id="summary")
def summary(request: ApiRequest, number: int) -> Summary:
    """Return the case in a few lines, as it is now."""
    return summaries.summary(request.auth, number)


@router.get("/cases/{int:number}/proposals", response=list[ProposalShape], operation_id="list_proposals")
def list_proposals(request: ApiRequest, number: int) -> list[ProposedLink]:
    """List the cases that a stranger's message in this one named; a person decides whether they belong together."""
    return queries.proposed_in(request.auth, queries.case_by_number(request.auth, number))


@router.post(
    "/cases/{int:number}/proposals/{proposal_id}/joining", response={201: CaseShape}, operation_id="join_proposed"
)
@decorate_view(once)
def join_proposed(request: ApiRequest, number: int, proposal_id: Key) -> Status[Case]:
    """Merge the case into the one that was named; return that one."""
    home = relating.join_proposed(_proposed(request, number, proposal_id), by=request.auth, at=timezone.now())
    return Status(201, queries.case_by_number(request.auth, home.number))


@router.delete(
    "/cases/{int:number}/proposals/{proposal_id}", response=list[ProposalShape], operation_id="dismiss_proposed"
)
def dismiss_proposed(request: ApiRequest, number: int, proposal_id: Key) -> list[ProposedLink]:
    """Say that the two have nothing to do with each other; return what is still proposed."""
    relating.dismiss_proposed(_proposed(request, number, proposal_id), by=request.auth, at=timezone.now())
    return list_proposals(request, number)


def _proposed(request: ApiRequest, number: int, proposal_id: int) -> ProposedLink:
    link = queries.proposed_link(request.auth, proposal_id)
    if link not in list_proposals(request, number):
        raise Missing(_("There is no such proposal; somebody may have decided it already."))
    return link
