"""How cases belong together on the desk: links, many under one, and one message to all of them."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from aspa.cases import queries as cases
from aspa.cases.finding.find import find
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, asks_for_part, done, needs, page_or_part, signed_in, to_case
from aspa.desk.cases.changes import shown
from aspa.desk.cases.letter import begun
from aspa.desk.cases.steps import step
from aspa.desk.relating.forms import CHILD, ChildrenForm, RelationForm
from aspa.kit.powers import Power
from aspa.relating import queries, verbs
from aspa.staff.models import Agent

FOUND = 8  # cases that a search shows to choose from
ROOM = "\n\n\n\n"  # where a letter is written between its greeting and its end


@signed_in
@require_http_methods(["GET", "POST"])
def relation(request: DeskRequest, number: int) -> HttpResponse:
    """Say what a case is to another: chosen among the customer's own, found by a search, or named by its number."""
    case, asked = cases.case_by_number(request.agent, number), request.GET.get("q", "").strip()
    others = find(request.agent, asked, limit=FOUND + 1).rows if asked else cases.cases_beside(request.agent, case)
    form = RelationForm(request.POST or None, others=[one for one in others if one.number != number][:FOUND])
    if form.done_by(related, case, by=request.agent, at=timezone.now()):
        return done(request, to_case(request, number))
    if asks_for_part(request) and "q" in request.GET:
        return page_or_part(request, "desk/relating/_others.html", {}, case=case, form=form, asked=asked)
    return step(request, "desk/relating/_relation.html", case=case, form=form, asked=asked)


@signed_in
@require_POST
def unlinking(request: DeskRequest, number: int, link_id: int) -> HttpResponse:
    """Take a link away."""
    link = queries.link_of(request.agent, cases.case_by_number(request.agent, number), link_id)
    verbs.unlink(link, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def taking_out(request: DeskRequest, number: int) -> HttpResponse:
    """Take a case out from under another."""
    verbs.take_out(cases.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_http_methods(["GET", "POST"])
@needs(Power.CLOSE)
def children(request: DeskRequest, number: int) -> HttpResponse:
    """Answer every open case under one with the same message, and close it; who could not be answered is told."""
    case, now = cases.case_by_number(request.agent, number), timezone.now()
    left = queries.open_children(request.agent, case)
    form = ChildrenForm(request.POST or None, initial={"seen": queries.newest_in(left)})
    told = form.done_by(answered, case, by=request.agent, at=now)
    if told and not told.refused:
        return done(request, to_case(request, number))
    if told:
        form.refused, left = told.refused, queries.open_children(request.agent, case)
    return step(request, "desk/relating/_children.html", case=case, form=form, left=left)


def related(case: Case, *, number: int, kind: str, by: Agent, at: datetime) -> object:
    """Say what a case is to the one with a number."""
    other = cases.case_by_number(by, number)
    if kind == CHILD:
        return verbs.put_under(case, parent=other, by=by, at=at)
    return verbs.link(case, other=other, kind=kind, by=by, at=at)


def answered(parent: Case, *, text: str, outcome: str, seen: int | None, by: Agent, at: datetime) -> verbs.Told:
    """Answer the open cases under one, each customer greeted by name."""
    return verbs.answer_children(parent, text=worded(text, by), outcome=outcome, seen=seen, by=by, at=at)


def worded(text: str, agent: Agent) -> Callable[[Case], str]:
    """Return what puts a text into the frame of a letter to each customer."""
    said = text.replace("\r\n", "\n").strip()
    return lambda case: begun(case, agent, case.brand.greetings).replace(ROOM, f"\n\n{said}\n\n", 1)
