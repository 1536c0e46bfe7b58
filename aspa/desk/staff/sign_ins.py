"""Where agents are signed in: their own list, and an administrator's of anybody."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aspa.desk.answers import DeskRequest, for_administrators, signed_in
from aspa.desk.said import say
from aspa.staff import queries as staff
from aspa.staff.signing_in import queries, verbs


@require_POST
@signed_in
def own_ending(request: DeskRequest, sign_in_id: int) -> HttpResponse:
    """Sign oneself out in another browser."""
    one = queries.sign_in_of(request.agent, sign_in_id, agent_id=request.agent.pk)
    verbs.end(one, by=request.agent.actor, at=timezone.now())
    say(request, _("Signed out there."))
    return redirect(reverse("profile") + "#sign-ins")


@require_POST
@signed_in
def own_endings(request: DeskRequest) -> HttpResponse:
    """Sign oneself out everywhere but here."""
    verbs.end_all(request.agent, but=request.session.session_key or "", by=request.agent.actor, at=timezone.now())
    say(request, _("Signed out everywhere else."))
    return redirect(reverse("profile") + "#sign-ins")


@require_POST
@for_administrators
def ending(request: DeskRequest, agent_id: int, sign_in_id: int) -> HttpResponse:
    """Sign an agent out in one browser."""
    one = queries.sign_in_of(request.agent, sign_in_id, agent_id=agent_id)
    verbs.end(one, by=request.agent.actor, at=timezone.now())
    say(request, _("Signed out there."))
    return redirect("person", agent_id)


@require_POST
@for_administrators
def endings(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Sign an agent out everywhere."""
    verbs.end_all(staff.anybody(request.agent, agent_id), by=request.agent.actor, at=timezone.now())
    say(request, _("Signed out everywhere."))
    return redirect("person", agent_id)
