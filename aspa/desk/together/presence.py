"""Who else is at a case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aspa.cases import queries
from aspa.desk.answers import DeskRequest, signed_in
from aspa.live import queries as live
from aspa.live.seats import mark


@signed_in
@require_GET
def presence(request: DeskRequest, number: int) -> HttpResponse:
    """Show who else reads and writes in a case, as a part of its page."""
    case = queries.case_by_number(request.agent, number)
    present = live.present(request.agent, case.number, beside=request.agent.pk)
    return render(
        request,
        "desk/together/_presence.html",
        {"case": case, "present": present, "mark": mark(present), "swaps": True},
    )
