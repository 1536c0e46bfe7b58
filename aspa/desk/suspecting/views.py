"""Deciding whether a suspected case is spam, and setting who looks."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.cases import queries
from aspa.desk.answers import DeskRequest, for_administrators, not_understood, page_or_part, signed_in
from aspa.desk.cases.changes import shown
from aspa.desk.said import say
from aspa.desk.suspecting.forms import VerdictForm, WatchForm
from aspa.reception.judging import verbs


@signed_in
@require_POST
def verdict(request: DeskRequest, number: int) -> HttpResponse:
    """Say whether a case is spam."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    case = queries.case_by_number(request.agent, number)
    verbs.JUDGES[form.cleaned_data["verdict"]](case, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def undoing(request: DeskRequest, number: int) -> HttpResponse:
    """Take the decision back."""
    verbs.reconsider(queries.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)


@require_http_methods(["GET", "POST"])
@for_administrators
def watch(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show who looks at what is suspected, and within how many hours; or let it be somebody else."""
    chosen = brands.brand_of(request.agent, brand_id)
    form = WatchForm(chosen, request.agent, request.POST or None)
    if form.done_by(form.set, chosen, at=timezone.now()):
        say(request, _("Saved."))
        return redirect(reverse("brand", args=[brand_id]) + "#watch")
    parts = {"watch": "desk/suspecting/_watch.html"}
    response = page_or_part(request, "desk/suspecting/watch.html", parts, brand=chosen, watch_form=form)
    response.status_code = 422 if form.is_bound else 200
    return response
