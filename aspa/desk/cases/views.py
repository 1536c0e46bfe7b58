"""The desk's pages about cases: lists, one case, and a new one."""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from aspa.audit import verbs as audit
from aspa.brands import queries as brands
from aspa.cases import lists, page
from aspa.cases.shown import CasePage
from aspa.desk.answers import DeskRequest, done, list_of, page_or_part, signed_in
from aspa.desk.cases.choices import later, options
from aspa.desk.cases.drawn import drawn
from aspa.desk.cases.forms import NewCaseForm
from aspa.desk.cases.letter import begun
from aspa.desk.cases.searched import searched_for
from aspa.desk.cases.showing import found, list_beside, listed
from aspa.desk.cases.sides import sides
from aspa.desk.cases.thread import Day, Happening, chosen, days, joinings
from aspa.desk.suspecting.shown import doubt_of
from aspa.desk.understanding.shown import understood
from aspa.drafting import queries as drafting
from aspa.handing import queries as handing
from aspa.live import queries as live
from aspa.live.seats import mark
from aspa.reception import by_hand
from aspa.relating.queries import related
from aspa.teamwork import queries as teamwork

KEY = re.compile(r"[0-9]{1,18}")
CASE_PARTS = {"case": "desk/cases/_case.html", "reply": "desk/cases/_reply.html"}


@signed_in
@require_GET
def cases(request: DeskRequest) -> HttpResponse:
    """Show a view of the cases, or what a search finds."""
    asked, now = request.GET, timezone.now()
    view, text, after = asked.get("view", "next"), asked.get("q", "").strip(), asked.get("after", "")
    if text:
        view, searched = "", searched_for(request.agent, text, after=after)
        rows, text = searched.rows, searched.text
    else:
        searched = None
        rows = teamwork.cases_in(request.agent, view, now=now, after=after, agent_id=request.agent.pk)
    parts = {"list": "desk/cases/_lists.html", "more": "desk/cases/_rows.html"}
    shown = {"view": view, "found_by": text, "rows": rows, "searched": searched}
    shown["listed"] = called = found(text) if text else listed(request.agent, view)
    shown["is_new"] = not (rows.rows or text or lists.case_list(request.agent, "all", now=now, limit=1).rows)
    place = {"view": view, "beside": called.source, "here": asked.get("here", "")}
    passages = searched.passages if searched else {}
    shown["drawn"] = drawn(rows.rows, **place, agent=request.agent, now=now, passages=passages)
    return page_or_part(request, "desk/cases/list.html", parts, **shown)


@signed_in
@require_GET
def case(request: DeskRequest, number: int) -> HttpResponse:
    """Show one case."""
    parts = CASE_PARTS | {f"older-{request.GET.get('before')}": "desk/cases/_days.html"}
    shown = everything_of(request, number)
    seen = {"case_id": shown["case"].id, "customer_id": shown["case"].customer.id}
    audit.note_look(request.agent, at=timezone.now(), **seen)
    return page_or_part(request, "desk/cases/case.html", parts, **shown)


def everything_of(request: DeskRequest, number: int, **forms: Any) -> dict[str, Any]:
    """Return all that the page of a case shows; `forms` are those that were filled in wrongly."""
    now, before = timezone.now(), request.GET.get("before", "")
    asked = page.case_page(request.agent, number, before=int(before) if KEY.fullmatch(before) else None)
    written = drafting.desk_of(request.agent, asked.case.id)
    waiting = {kind: written.draft(kind) for kind in ("reply", "memo", "time")}
    beside, aside = related(request.agent, asked.case.id), sides(request, asked)
    view, called = list_beside(request)
    return {
        "page": asked,
        "case": asked.case,
        "days": SimpleLazyObject(lambda: told(asked, [*joinings(beside.around), *chosen(aside["work"])])),
        "around": beside.around,
        "related": beside,
        "offered": handing.in_case(request.agent, asked.case.id),
        "doubt": doubt_of(asked.labelled),
        "view": view,
        "found_by": list_of(request).get("q", ""),
        "listed": called,
        "present": (present := live.present(request.agent, number, beside=request.agent.pk)),
        "mark": mark(present),
        "begun": begun(asked.case, request.agent, written.greetings),
        "options": options(now),
        "later": later(asked.case.promise.due_until if asked.case.promise else None, now),
        "written": written,
        **{f"{kind}_form": None if draft.is_empty else draft for kind, draft in waiting.items()},
        "tab": "reply" if asked.answers_to else "memo",
        **understood(asked, {} if waiting["reply"].is_empty else waiting["reply"].data),
        **aside,
        **forms,
    }


def told(asked: CasePage, others: list[Happening]) -> list[Day]:
    """Return the thread of a case by days."""
    return days(asked, now=timezone.now(), language=get_language() or "en", others=others)


@signed_in
@require_http_methods(["GET", "POST"])
def new_case(request: DeskRequest) -> HttpResponse:
    """Enter a contact by hand."""
    ours, latest = brands.brands(request.agent), {"brand_id": request.session.get("brand")}
    form = NewCaseForm(request.POST or None, brands=ours, initial=latest)
    if opened := form.done_by(by_hand.enter, by=request.agent, at=timezone.now()):
        request.session["brand"] = opened.brand_id
        return done(request, reverse("case", args=[opened.number]))
    response = page_or_part(request, "desk/cases/new.html", {}, form=form)
    response.status_code = 422 if form.is_bound else 200
    return response
