"""One thing done to many cases, taken back as a whole."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, asks_for_part, done, not_understood, signed_in
from aspa.desk.together.forms import SweepForm
from aspa.kit.moments import HELSINKI
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.teamwork.focus.queries import focusing
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import queries, verbs

MORNING = 8  # o'clock, when what was snoozed by days wakes


@signed_in
@require_http_methods(["GET", "POST"])
def sweeps(request: DeskRequest) -> HttpResponse:
    """Show what the agent did to many cases lately; do something to those that are chosen."""
    if request.method == "GET":
        return render(request, "desk/together/sweeps.html", {"states": queries.newest(request.agent)})
    form, now = SweepForm(request.POST), timezone.now()
    if not form.is_valid():
        return not_understood(request)
    act, facts = form.chosen(now=now, morning=morning)
    numbers = chosen_by(form, request.agent, now=now)
    made = verbs.sweep(numbers, act=act, facts=facts, by=request.agent, at=now)
    verbs.run(made, at=timezone.now())
    return shown(request, made)


@signed_in
@require_GET
def choices(request: DeskRequest) -> HttpResponse:
    """Show what can be done to many cases, as a part of the list."""
    busy = {one.pk for one in focusing(request.agent)} - {request.agent.pk}
    agents = [one for one in staff.agents(request.agent) if one.pk not in busy]
    offered = {"agents": agents, "queues": staff.queues(request.agent)}
    offered["judges"] = request.GET.get("view") in {"suspected", "overlooked"}
    return render(request, "desk/together/_choices.html", offered)


@signed_in
@require_GET
def sweep(request: DeskRequest, sweep_id: int) -> HttpResponse:
    """Show how far a sweep is."""
    return shown(request, queries.sweep_of(request.agent, sweep_id))


@signed_in
@require_POST
def undoing(request: DeskRequest, sweep_id: int) -> HttpResponse:
    """Take a sweep back as a whole."""
    made = queries.sweep_of(request.agent, sweep_id)
    verbs.undo(made, at=timezone.now())
    verbs.run(made, at=timezone.now())
    return shown(request, made)


@signed_in
@require_POST
def insistence(request: DeskRequest, sweep_id: int) -> HttpResponse:
    """Do it anyway to the cases that were held up by what may be passed over."""
    made = queries.sweep_of(request.agent, sweep_id)
    verbs.insist(made, at=timezone.now())
    verbs.run(made, at=timezone.now())
    return shown(request, made)


def chosen_by(form: SweepForm, agent: Agent, *, now: datetime) -> list[int]:
    """Return the numbers of the cases that were chosen, or of all in the view."""
    if not form.cleaned_data["all"]:
        return form.numbers
    return queries.numbers_in(agent, form.cleaned_data["view"], now=now, agent_id=agent.pk)


def shown(request: DeskRequest, made: Sweep) -> HttpResponse:
    """Show how far it is where one asked, else among all that was done lately."""
    if asks_for_part(request):
        return render(request, "desk/together/_swept.html", {"state": queries.state_of(made)})
    return done(request, f"{reverse('sweeps')}#sweep-{made.pk}")


def morning(now: datetime, days: int) -> datetime:
    """Return the morning so many days from now."""
    return (now.astimezone(HELSINKI) + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
