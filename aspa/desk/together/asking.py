"""Asking a colleague about a case that one keeps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, done, needs, page_or_part, signed_in, to_case
from aspa.desk.together.forms import AnswerForm, AskForm
from aspa.kit.powers import Power
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.staff.roles import queries as roles
from aspa.teamwork.asking import queries, verbs


@signed_in
@needs(Power.ANSWER)
@require_http_methods(["GET", "POST"])
def asking(request: DeskRequest, number: int) -> HttpResponse:
    """Show what was asked about a case and whom one may ask; ask."""
    case = cases.case_by_number(request.agent, number)
    agents = others(request.agent)
    form = AskForm(request.POST or None, agents=agents, teams=roles.teams(request.agent))
    if form.done_by(verbs.ask, case, by=request.agent, at=timezone.now()):
        return done(request, to_case(request, number))
    shown = {"case": case, "form": form, "asked": queries.questions(request.agent, case)}
    response = page_or_part(request, "desk/together/asking.html", {"asking": "desk/together/_asking.html"}, **shown)
    response.status_code = 422 if form.is_bound else 200
    return response


@signed_in
@needs(Power.READ)
@require_POST
def answering(request: DeskRequest, number: int, question_id: int) -> HttpResponse:
    """Answer a colleague's question."""
    case = cases.case_by_number(request.agent, number)
    question = queries.question_of(request.agent, case, question_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        verbs.answer(question, text=form.cleaned_data["text"], by=request.agent, at=timezone.now())
    return done(request, to_case(request, number) if form.is_valid() else reverse("asking", args=[number]))


@signed_in
@needs(Power.READ)
@require_GET
def colleagues(request: DeskRequest) -> HttpResponse:
    """Show whom a memo can call by name; asked once, when somebody begins to write one."""
    return render(request, "desk/together/_colleagues.html", {"colleagues": others(request.agent)})


def others(agent: Agent) -> list[Agent]:
    """Return everybody at work but the agent."""
    return [one for one in staff.agents(agent) if one.pk != agent.pk]
