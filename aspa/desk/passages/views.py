"""Ready passages: found, written, put away and set back by those who may; offered beside an answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, page_or_part, signed_in
from aspa.desk.passages.forms import FindForm, PassageForm
from aspa.desk.passages.history import history
from aspa.desk.said import say
from aspa.kit.errors import Forbidden
from aspa.passages import placeholders, queries, verbs
from aspa.passages.models import Passage


@signed_in
@require_GET
def passages(request: DeskRequest) -> HttpResponse:
    """Show which passages there are, or what a search finds."""
    asked, today = FindForm(request.GET).asked(), timezone.localdate()
    found = queries.passages(request.agent, today=today, **asked)
    parts = {"passages-found": "desk/passages/_rows.html"}
    shown = {"passages": found, "asked": asked, "today": today, "may_make": may_make(request)}
    return page_or_part(request, "desk/passages/list.html", parts, **shown)


@signed_in
@require_http_methods(["GET", "POST"])
def new_passage(request: DeskRequest) -> HttpResponse:
    """Make a passage."""
    if not may_make(request):
        raise Forbidden(_("Only an administrator may do this."))
    form = PassageForm(request.agent, request.POST or None)
    if made := form.done_by(form.write, None, by=request.agent, at=timezone.now()):
        return saved(request, made.pk)
    return render(request, "desk/passages/passage.html", facts(form), status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def passage(request: DeskRequest, passage_id: int) -> HttpResponse:
    """Show a passage with all it ever said, or change it."""
    found = queries.passage_of(request.agent, passage_id)
    form = PassageForm(request.agent, request.POST or None, found)
    if form.done_by(form.write, found, by=request.agent, at=timezone.now()):
        return saved(request, passage_id)
    return passage_page(request, form, queries.passage_of(request.agent, passage_id) if form.is_bound else found)


def passage_page(request: DeskRequest, form: PassageForm, now: Passage) -> HttpResponse:
    """Return the page, with what the passage says now also where the form was filled in from what it said before."""
    keys = [one.brand_id for one in now.for_brands.all()]
    shown = facts(form) | {
        "passage": now,
        "may_change": queries.may_change(request.agent, now, keys),
        "may_move": queries.may_keep(request.agent, keys),
        "history": history(request.agent, now),
        "uses": queries.uses_of(request.agent, now),
    }
    return render(request, "desk/passages/passage.html", shown, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def setting_back(request: DeskRequest, passage_id: int, version: int) -> HttpResponse:
    """Let a passage say again what it said in an earlier version."""
    found = queries.passage_of(request.agent, passage_id)
    seen = request.POST.get("version", "")
    earlier = queries.version_of(request.agent, found, version)
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    verbs.set_back(found, earlier, version=number, by=request.agent, at=timezone.now())
    return saved(request, passage_id)


@signed_in
@require_POST
def archiving(request: DeskRequest, passage_id: int) -> HttpResponse:
    """Put a passage away."""
    verbs.archive(queries.passage_of(request.agent, passage_id), by=request.agent, at=timezone.now())
    return saved(request, passage_id)


@signed_in
@require_POST
def restoring(request: DeskRequest, passage_id: int) -> HttpResponse:
    """Take a passage into use again."""
    verbs.restore(queries.passage_of(request.agent, passage_id), by=request.agent, at=timezone.now())
    return saved(request, passage_id)


@signed_in
@require_GET
def offered(request: DeskRequest, number: int) -> HttpResponse:
    """Offer passages for an answer to a case, filled in, while they are looked for."""
    case, text = cases.case_by_number(request.agent, number), request.GET.get("q", "")
    found = queries.offered(request.agent, case, agent=request.agent.name, now=timezone.now(), text=text)
    return render(request, "desk/passages/_offered.html", {"offered": found})


def may_make(request: DeskRequest) -> bool:
    """Tell whether the agent administers the house, or a brand of it."""
    agent = request.agent
    return queries.may_keep(agent, []) or any(queries.may_keep(agent, [one.pk]) for one in brands.brands(agent))


def saved(request: DeskRequest, passage_id: int) -> HttpResponse:
    """Say so and show the passage."""
    say(request, _("Saved."))
    return redirect("passage", passage_id)


def facts(form: PassageForm) -> dict[str, Any]:
    """Return what the page shows around the form."""
    no_passage: Passage | None = None
    names = placeholders.names(get_language() or "en")
    return {"form": form, "passage": no_passage, "placeholders": names, "may_change": True, "may_move": True}
