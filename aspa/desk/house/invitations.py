"""Inviting colleagues by links that are shown once."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.house.forms import InvitationForm
from aspa.desk.house.views import house_page
from aspa.desk.said import say
from aspa.staff import queries
from aspa.staff.inviting import verbs as inviting


@require_http_methods(["GET", "POST"])
@for_administrators
def invitations(request: DeskRequest) -> HttpResponse:
    """Make a link by which one colleague becomes an agent; the settings show it once."""
    if request.method == "GET":
        return redirect("house")
    form = InvitationForm(request.POST)
    secret = form.done_by(inviting.invite, request.agent.organisation, by=request.agent.actor, at=timezone.now())
    if not secret:
        return house_page(request, invitation=form)
    request.session["link"] = settings.BASE_URL + reverse("join", args=[secret])
    return redirect(reverse("house") + "#invited")


@require_POST
@for_administrators
def withdrawal(request: DeskRequest, invitation_id: int) -> HttpResponse:
    """Let a link open nothing any more."""
    invitation = queries.invitation_of(request.agent, invitation_id)
    inviting.withdraw(invitation, by=request.agent.actor, at=timezone.now())
    say(request, _("The invitation was withdrawn."))
    return redirect(reverse("house") + "#colleagues")
