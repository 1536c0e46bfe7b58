"""What is done to a case now and then: each a step that opens under its head, or a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from aspa.cases import queries, verbs
from aspa.desk.answers import DeskRequest, asks_for_part, done, page_or_part, signed_in, to_case
from aspa.desk.cases.forms import LanguageForm
from aspa.handing.summary import summary as summary_of


def step(request: DeskRequest, part: str, /, *, status: int = 0, **shown: Any) -> HttpResponse:
    """
    Show a step; with something to say to what was sent, under the head of the case wherever the answer was to go.

    Args:
        part: its template; `case` among the things shown has at least a number and a subject, and a `form` that was
            filled in was filled in wrongly.
        status: what the answer says, where no form tells.
    """
    page, filled_in = "desk/cases/step.html", getattr(shown.get("form"), "is_bound", False)
    status, shown["step"] = status or (422 if filled_in else 200), part
    if status == 200 or not asks_for_part(request):
        response = page_or_part(request, page, {"step": part}, **shown)
        response.status_code = status
        return response
    response = render(request, part, shown, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#step", "innerHTML"
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def language(request: DeskRequest, number: int) -> HttpResponse:
    """Go on with a case in another language."""
    case = queries.case_by_number(request.agent, number)
    form = LanguageForm(request.POST or None, initial={"language": case.language})
    form.done_by(verbs.speak, case, by=request.agent, at=timezone.now())
    if form.is_valid():
        return done(request, to_case(request, number))
    return step(request, "desk/cases/_language.html", case=case, form=form)


@signed_in
@require_GET
def summary(request: DeskRequest, number: int) -> HttpResponse:
    """Show a case in a few lines."""
    return step(request, "desk/cases/_summary.html", case=summary_of(request.agent, number))
