"""Deciding whether a suspected case is spam, and setting who looks."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from aspa.brands import queries as brands
from aspa.cases import queries
from aspa.desk.answers import DeskRequest, for_administrators, not_understood, signed_in
from aspa.desk.cases.changes import shown
from aspa.desk.house.brands import settle
from aspa.desk.suspecting.forms import VerdictForm, WatchForm
from aspa.reception.judging import verbs

JUDGES = {"not_spam": verbs.clear, "spam": verbs.condemn}


@signed_in
@require_POST
def verdict(request: DeskRequest, number: int) -> HttpResponse:
    """Say whether a case is spam."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    case = queries.case_by_number(request.agent, number)
    JUDGES[form.cleaned_data["verdict"]](case, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def undoing(request: DeskRequest, number: int) -> HttpResponse:
    """Take the decision back."""
    verbs.reconsider(queries.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)


@require_POST
@for_administrators
def watch(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Let somebody look at what is suspected, within so many hours."""
    chosen = brands.brand_of(request.agent, brand_id)
    form = WatchForm(chosen, request.agent, request.POST)
    return settle(request, brand_id, form.set, "#watch", watch_form=form)
