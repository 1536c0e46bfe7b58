"""Programs with keys to the API: made, listed, revoked."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.said import say
from aspa.desk.staff import words
from aspa.desk.staff.forms import ProgramForm
from aspa.staff import queries, verbs
from aspa.staff.roles import queries as roles


@require_http_methods(["GET", "POST"])
@for_administrators
def programs(request: DeskRequest) -> HttpResponse:
    """Show the programs, or make one; its key is shown once, on the page that comes next."""
    now = timezone.now()
    form = ProgramForm(request.agent, request.POST or None, now=now)
    secret = form.done_by(verbs.make_token, request.agent.organisation, by=request.agent.actor, at=now)
    if secret:
        request.session["key"] = secret
        return redirect(reverse("programs") + "#made")
    given = roles.grants(request.agent, token__isnull=False)
    shown = {
        "programs": [
            (token, [one for one in given if one.token_id == token.pk]) for token in queries.tokens(request.agent)
        ],
        "form": form,
        "roles": words,
        "key": request.session.pop("key", ""),  # of a program just made
    }
    return render(request, "desk/staff/programs.html", shown, status=422 if form.is_bound else 200)


@require_POST
@for_administrators
def revocation(request: DeskRequest, token_id: int) -> HttpResponse:
    """Let a key open nothing any more."""
    verbs.revoke(queries.token_of(request.agent, token_id), by=request.agent.actor, at=timezone.now())
    say(request, _("The key opens nothing any more."))
    return redirect("programs")
