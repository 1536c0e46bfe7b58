"""A case is not closed in silence while something in it is not done: whoever closes is asked once."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, asks_for_part
from aspa.tasks.queries import undone
from aspa.tasks.verbs import TasksOpen

CaseView = Callable[[DeskRequest, int], HttpResponse]


def asks_once(view: CaseView) -> CaseView:
    """Let a view that closes a case show what is not done in it, with the way to close it all the same."""

    @wraps(view)
    def guarded(request: DeskRequest, number: int) -> HttpResponse:
        try:
            return view(request, number)
        except TasksOpen:
            return asked(request, number)

    return guarded


def asked(request: DeskRequest, number: int) -> HttpResponse:
    """Show what is not done, and the button that closes anyway."""
    case = cases.case_by_number(request.agent, number)
    shown = {"case": case, "left": undone(case), "chosen": request.POST, "step": "desk/tasks/_closing.html"}
    if not asks_for_part(request):
        return render(request, "desk/cases/step.html", shown, status=409)
    response = render(request, "desk/tasks/_closing.html", shown, status=409)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#step", "innerHTML"
    return response
