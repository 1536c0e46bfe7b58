"""Replies that have not left: undone, sent at once, and those that were stopped."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from aspa.desk.answers import DeskRequest, done, page_or_part, signed_in, to_case
from aspa.drafting.leaving import queries, verbs


@signed_in
@require_POST
def withdrawal(request: DeskRequest, number: int, held_id: int) -> HttpResponse:
    """Take a reply back to the desk."""
    held = queries.held_of(request.agent, held_id)
    verbs.take_back(held, by=request.agent, at=timezone.now())
    return done(request, to_case(request, held.case.number) + "#reply_text")


@signed_in
@require_POST
def departure(request: DeskRequest, number: int, held_id: int) -> HttpResponse:
    """Send a reply at once."""
    held = queries.held_of(request.agent, held_id)
    verbs.leave_now(held, by=request.agent, at=timezone.now())
    return done(request, to_case(request, held.case.number))


@signed_in
@require_GET
def stopped(request: DeskRequest) -> HttpResponse:
    """Show which of one's own replies did not leave, and why."""
    part = {"stopped-note": "desk/writing/_stopped_note.html"}
    return page_or_part(request, "desk/writing/stopped.html", part, stopped=queries.stopped_of(request.agent))
