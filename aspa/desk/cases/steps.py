"""What is done to a case now and then: each a step that opens under its head, or a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from aspa.desk.answers import DeskRequest, page_or_part, signed_in
from aspa.handing.summary import summary as summary_of


def step(request: DeskRequest, part: str, /, **shown: Any) -> HttpResponse:
    """
    Show a step.

    Args:
        part: its template; `case` among the things shown has at least a number and a subject, and a `form` that was
            filled in was filled in wrongly.
    """
    response = page_or_part(request, "desk/cases/step.html", {"step": part}, step=part, **shown)
    response.status_code = 422 if getattr(shown.get("form"), "is_bound", False) else 200
    return response


@signed_in
@require_GET
def summary(request: DeskRequest, number: int) -> HttpResponse:
    """Show a case in a few lines."""
    return step(request, "desk/cases/_summary.html", case=summary_of(request.agent, number))
