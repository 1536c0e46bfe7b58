"""No second answer unawares: what a writer had seen comes along, and what is new is shown before anything leaves."""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace

from django.http import HttpResponse
from django.shortcuts import render

from aspa.cases import page
from aspa.cases.touch import ChangedMeanwhile
from aspa.desk.answers import DeskRequest, asks_for_part, retargeted
from aspa.desk.cases.thread import said
from aspa.desk.cases.views import KEY, everything_of

CaseView = Callable[[DeskRequest, int], HttpResponse]


def seen_by(request: DeskRequest) -> int | None:
    """Return the newest message the writer had seen, by its id; None where the form does not say."""
    return max((int(one) for one in request.POST.getlist("seen") if KEY.fullmatch(one)), default=None)


def stops(tab: str) -> Callable[[CaseView], CaseView]:
    """Let a view whose verb finds something unseen show that beside what was written under `tab`."""

    def around(view: CaseView) -> CaseView:
        @wraps(view)
        def guarded(request: DeskRequest, number: int) -> HttpResponse:
            try:
                return view(request, number)
            except ChangedMeanwhile as news:
                return stopped(request, number, tab, news)

        return guarded

    return around


def stopped(request: DeskRequest, number: int, tab: str, news: ChangedMeanwhile) -> HttpResponse:
    """Show what is new; on a page that is open the form stays as it is, with its files."""
    written = SimpleNamespace(data=request.POST, files=request.FILES, errors={})
    shown = everything_of(request, number, tab=tab, news=str(news), **{f"{tab}_form": written})
    shown["stopped"] = [said(one) for one in page.spoken_since(shown["case"].id, seen_by(request) or 0)]
    part = asks_for_part(request)
    response = render(request, "desk/cases/_stopped.html" if part else "desk/cases/case.html", shown, status=409)
    return retargeted(response, "#stopped")
