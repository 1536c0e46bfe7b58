"""
What stands against closing a case is asked, each question by itself: whoever closes does it first, or answers that the
case is closed all the same.
"""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace

from django.http import HttpResponse
from django.shortcuts import render

from aspa.cases import queries as cases
from aspa.cases.above import guards
from aspa.desk.answers import DeskRequest, asks_for_part, retargeted
from aspa.desk.cases.steps import step
from aspa.desk.cases.stopping import seen_by
from aspa.desk.cases.views import everything_of
from aspa.kit.errors import Refused
from aspa.tasks.queries import undone
from aspa.tasks.verbs import TasksOpen

CaseView = Callable[[DeskRequest, int], HttpResponse]
Asking = Callable[[DeskRequest, int, Refused], HttpResponse]


def asks(asking: Asking) -> Callable[[CaseView], CaseView]:
    """Let a view that closes a case show, as `asking` does, what its verb refused as a question."""

    def around(view: CaseView) -> CaseView:
        @wraps(view)
        def guarded(request: DeskRequest, number: int) -> HttpResponse:
            try:
                return view(request, number)
            except Refused as refusal:
                if refusal.code not in guards.answered(anyway=True):
                    raise
                return asking(request, number, refusal)

        return guarded

    return around


def answered(request: DeskRequest) -> frozenset[str]:
    """Return the questions that whoever closes has answered."""
    return guards.answered(request.POST.getlist("anyway"))


def in_step(request: DeskRequest, number: int, question: Refused) -> HttpResponse:
    """Ask under the head of the case."""
    case = cases.case_by_number(request.agent, number)
    left = undone(case) if question.code == TasksOpen.code else []
    asked = {"left": left, "chosen": request.POST, **_asked(request, question)}
    return step(request, "desk/cases/_closing.html", status=409, case=case, **asked)


def in_answer(request: DeskRequest, number: int, question: Refused) -> HttpResponse:
    """Ask beside the answer that would close it; on a page that is open the form stays as it is, with its files."""
    written = SimpleNamespace(data=request.POST, files=request.FILES, errors={})
    shown = everything_of(request, number, tab="reply", reply_form=written, **_asked(request, question))
    part = asks_for_part(request)
    shown["seen"] = seen_by(request) if part else shown["page"].seen  # a question alone shows nothing that is new
    response = render(request, "desk/cases/_stopped.html" if part else "desk/cases/case.html", shown, status=409)
    return retargeted(response, "#stopped")


def _asked(request: DeskRequest, question: Refused) -> dict[str, object]:
    return {"question": question, "answers": sorted({*answered(request), question.code})}
