"""Tasks beside a case, and all that an agent has to do."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.cases import queries as cases
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, asks_for_part, done, not_understood, page_or_part, signed_in, to_case
from aspa.desk.cases.changes import shown
from aspa.desk.cases.choices import options
from aspa.desk.cases.sides import folded
from aspa.desk.cases.steps import step
from aspa.desk.cases.views import everything_of
from aspa.desk.tasks.forms import ListChoice, TaskForm, filled
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.tasks import queries, verbs
from aspa.tasks.lists import verbs as lists
from aspa.tasks.models import Task

MINE = "desk/tasks/_mine.html"


def section(request: DeskRequest, case: Case, part: str, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the one section as it is now where a page asked for it, else the page of the case."""
    if asks_for_part(request):
        facts = {"case": case, "work": queries.work_of(request.agent, case.pk), "folded": folded(request) - {part}}
        facts |= {"options": options(timezone.now()), **forms}
        return render(request, f"desk/tasks/_{part}.html", facts, status=status)
    if forms:
        return render(request, "desk/cases/case.html", everything_of(request, case.number, **forms), status=status)
    return done(request, to_case(request, case.number) + f"#side-{part}")


@signed_in
@require_GET
def mine(request: DeskRequest) -> HttpResponse:
    """Show what the agent has to do, what nobody does yet in their cases, and what they have just done."""
    return page_or_part(request, "desk/tasks/mine.html", {"my-tasks": MINE}, **all_of(request.agent))


@signed_in
@require_GET
def colleagues(request: DeskRequest) -> HttpResponse:
    """Offer the colleagues to whom a task may be given."""
    others = [one for one in staff.agents(request.agent) if one.pk != request.agent.pk]
    return render(request, "desk/tasks/_colleagues.html", {"others": others})


@signed_in
@require_POST
def tasks(request: DeskRequest, number: int) -> HttpResponse:
    """Add a task."""
    case, form = cases.case_by_number(request.agent, number), TaskForm(request.POST)
    if form.done_by(added, case, by=request.agent, at=timezone.now()):
        return section(request, case, "tasks")
    return section(request, case, "tasks", status=422, task_form=form)


@signed_in
@require_http_methods(["GET", "POST"])
def task(request: DeskRequest, number: int, task_id: int) -> HttpResponse:
    """Show a task to be changed; change it."""
    case = cases.case_by_number(request.agent, number)
    chosen = queries.task_of(request.agent, case, task_id)
    form = TaskForm(request.POST or None, initial=filled(chosen))
    form.done_by(changed, chosen, by=request.agent, at=timezone.now())
    if form.is_bound and not form.errors:
        return shown(request, number)
    facts: dict[str, Any] = {"case": case, "task": chosen, "form": form, "agents": staff.agents(request.agent)}
    return step(request, "desk/tasks/_change.html", options=options(timezone.now()), **facts)


@signed_in
@require_POST
def doing(request: DeskRequest, number: int, task_id: int) -> HttpResponse:
    """Say that a task is done."""
    chosen = ours(request, number, task_id)
    verbs.do(chosen, by=request.agent, at=timezone.now())
    return where_it_was(request, chosen)


@signed_in
@require_POST
def undoing(request: DeskRequest, number: int, task_id: int) -> HttpResponse:
    """Say that a task is not done after all."""
    chosen = ours(request, number, task_id)
    verbs.undo(chosen, by=request.agent, at=timezone.now())
    return where_it_was(request, chosen)


@signed_in
@require_POST
def removal(request: DeskRequest, number: int, task_id: int) -> HttpResponse:
    """Take a task away."""
    verbs.remove(ours(request, number, task_id), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def listing(request: DeskRequest, number: int) -> HttpResponse:
    """Add a check-list to a case."""
    form, case = ListChoice(request.POST), cases.case_by_number(request.agent, number)
    if not form.is_valid():
        return not_understood(request)
    kept = queries.check_list_of(request.agent, form.cleaned_data["check_list"])
    lists.add_to(case, kept, by=request.agent, at=timezone.now())
    return section(request, case, "tasks")


def ours(request: DeskRequest, number: int, task_id: int) -> Task:
    """Return a task of a case. Raises Missing."""
    return queries.task_of(request.agent, cases.case_by_number(request.agent, number), task_id)


def where_it_was(request: DeskRequest, task: Task) -> HttpResponse:
    """Go on where the hands were: beside the case, or among all that the agent has to do."""
    if "mine" not in request.POST:
        return section(request, task.case, "tasks")
    if not asks_for_part(request):
        return done(request, reverse("my_tasks"))
    return render(request, MINE, all_of(request.agent))


def all_of(agent: Agent) -> dict[str, list[Task]]:
    """Return what the page of tasks shows."""
    lately = queries.done_lately(agent, now=timezone.now())
    return {"mine": queries.tasks_of(agent, agent), "nobodys": queries.nobodys(agent), "lately": lately}


def whose(by: Agent, who: str) -> Agent | None:
    """Return who was chosen: the agent, a colleague or nobody. Raises Missing."""
    if not who:
        return None
    return by if who == "me" else staff.agent_of(by, int(who))


def added(case: Case, *, text: str, who: str, due_at: datetime | None, by: Agent, at: datetime) -> Task:
    """Add a task as the form was filled in."""
    return verbs.add(case, text=text, agent=whose(by, who), due_at=due_at, by=by, at=at)


def changed(task: Task, *, text: str, who: str, due_at: datetime | None, by: Agent, at: datetime) -> None:
    """Change a task as the form was filled in; it may stay with one who has left."""
    agent = task.agent if task.agent and who == str(task.agent_id) else whose(by, who)
    verbs.change(task, text=text, agent=agent, due_at=due_at, by=by, at=at)
