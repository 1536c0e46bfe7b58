"""Whether everybody needs a second step, and help for whoever lost theirs."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.said import say
from aspa.staff import queries as staff
from aspa.staff.signing_in import verbs


@require_POST
@for_administrators
def rule(request: DeskRequest) -> HttpResponse:
    """Want a second step of everybody, or want it no more."""
    is_wanted = request.POST.get("wanted") == "yes"
    verbs.want_second_step(request.agent.organisation, is_wanted=is_wanted, by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("people_at_work")


@require_POST
@for_administrators
def loss(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Forget the second steps of somebody who lost theirs."""
    verbs.drop_second_step(staff.anybody(request.agent, agent_id), by=request.agent.actor, at=timezone.now())
    say(request, _("The second step is forgotten. They sign in with the password alone, and choose a new one."))
    return redirect("person", agent_id)
