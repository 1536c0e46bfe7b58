"""How cases become one and part again: steps of a case, and what undoes them."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from aspa.cases import queries
from aspa.cases.joining import merging, splitting
from aspa.cases.joining.around import spoken, who_wrote
from aspa.cases.joining.models import Merge
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, done, signed_in, to_case
from aspa.desk.cases.changes import shown
from aspa.desk.cases.joining_forms import MergeForm, SplitForm
from aspa.desk.cases.steps import step
from aspa.desk.cases.thread import said
from aspa.kit.viewer import Viewer


@signed_in
@require_http_methods(["GET", "POST"])
def merge(request: DeskRequest, number: int) -> HttpResponse:
    """Put a case into another."""
    case = queries.case_by_number(request.agent, number)
    form = MergeForm(request.POST or None, others=queries.cases_beside(request.agent, case))
    if merged := form.done_by(merged_into, case, by=request.agent, at=timezone.now()):
        return done(request, to_case(request, merged.into.number))
    return step(request, "desk/cases/_merge.html", case=case, form=form)


@signed_in
@require_POST
def unmerging(request: DeskRequest, number: int, merge_id: int) -> HttpResponse:
    """Undo a merge; the case that was looked at is shown as it is then."""
    merging.unmerge(queries.merge_of(request.agent, merge_id), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_http_methods(["GET", "POST"])
def split(request: DeskRequest, number: int) -> HttpResponse:
    """Make messages of a case a case of their own."""
    case, agent = queries.case_by_number(request.agent, number), request.agent
    chosen_from = [said(one, number) for one in spoken(case)]
    form = SplitForm(request.POST or None, case=case, agent=agent, said=chosen_from, wrote=who_wrote(case))
    if made := form.done_by(splitting.split, case, by=agent, at=timezone.now()):
        return done(request, to_case(request, made.made.number))
    return step(request, "desk/cases/_split.html", case=case, form=form)


@signed_in
@require_POST
def unsplitting(request: DeskRequest, number: int, split_id: int) -> HttpResponse:
    """Undo a split; the case that was looked at is shown as it is then."""
    splitting.unsplit(queries.split_of(request.agent, split_id, number), by=request.agent, at=timezone.now())
    return shown(request, number)


def merged_into(case: Case, *, number: int, by: Viewer, at: datetime, **how: Any) -> Merge:
    """Merge a case into the one with a number."""
    return merging.merge(case, into=queries.case_by_number(by, number), by=by, at=at, **how)
