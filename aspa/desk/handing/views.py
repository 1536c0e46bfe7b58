"""Handing cases over: the short form, what waits for whom, and the answers to it."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.cases import queries as cases
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, done, page_or_part, signed_in, to_case
from aspa.desk.cases.steps import step
from aspa.desk.handing.forms import DeclineForm, HandoverForm, begun
from aspa.handing import queries, verbs
from aspa.handing.models import Handover
from aspa.handing.summary import summary
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Queue


@signed_in
@require_GET
def handovers(request: DeskRequest) -> HttpResponse:
    """Show what waits: cases offered, own offers, and customers to be asked."""
    return page_or_part(request, "desk/handing/handovers.html", {}, waiting=queries.waiting(request.agent))


@signed_in
@require_http_methods(["GET", "POST"])
def handover(request: DeskRequest, number: int) -> HttpResponse:
    """Offer a case to a colleague or a queue."""
    case, now = cases.case_by_number(request.agent, number), timezone.now()
    first = begun(summary(request.agent, number), now=now)
    others = [one for one in staff.agents(request.agent) if one.pk not in {case.owner_agent_id, request.agent.pk}]
    queues = staff.queues(request.agent)
    form = HandoverForm(request.POST or None, initial=first, agents=others, queues=queues)
    if form.done_by(offered, case, by=request.agent, at=now):
        return done(request, to_case(request, number))
    return step(request, "desk/handing/_handover.html", case=case, form=form)


@signed_in
@require_POST
def acceptance(request: DeskRequest, handover_id: int) -> HttpResponse:
    """Become the owner of a case that was offered."""
    offer = queries.handover_of(request.agent, handover_id)
    verbs.accept(offer, by=request.agent, at=timezone.now())
    return done(request, to_case(request, offer.case.number))


@signed_in
@require_http_methods(["GET", "POST"])
def refusal(request: DeskRequest, handover_id: int) -> HttpResponse:
    """Decline a case that was offered, and say why."""
    offer = queries.handover_of(request.agent, handover_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        verbs.decline(offer, by=request.agent, at=timezone.now(), **form.cleaned_data)
        return done(request, to_case(request, offer.case.number))
    return step(request, "desk/handing/_decline.html", case=offer.case, offer=offer, form=form)


@signed_in
@require_POST
def withdrawal(request: DeskRequest, handover_id: int) -> HttpResponse:
    """Take an offer back."""
    offer = queries.handover_of(request.agent, handover_id)
    verbs.withdraw(offer, by=request.agent, at=timezone.now())
    return done(request, to_case(request, offer.case.number))


@signed_in
@require_POST
def check(request: DeskRequest, check_id: int) -> HttpResponse:
    """Say that the customer was asked."""
    verbs.done(queries.check_of(request.agent, check_id), by=request.agent, at=timezone.now())
    return done(request, reverse("handovers"))


def offered(
    case: Case, *, to: Agent | Queue, known: str, promised: str, asked: str, by: Agent, at: datetime
) -> Handover:
    """Offer a case as the form was filled in."""
    return verbs.offer(case, note={"known": known, "promised": promised, "asked": asked}, to=to, by=by, at=at)
