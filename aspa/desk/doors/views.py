"""Coming in for the first time: founding an installation, and joining by a colleague's link."""

from contextlib import suppress

from allauth.account import views as account
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aspa.desk.answers import refused
from aspa.desk.doors import devices
from aspa.desk.doors.forms import JoinForm, StartForm
from aspa.kit import walls
from aspa.reception import founding
from aspa.sign_on import queries as sign_on
from aspa.staff import queries
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, secret: str) -> HttpResponse:
    """Found the organisation and make its first administrator, by the link a new installation prints."""
    if not queries.is_invitation_open(secret, founds=True, at=timezone.now()):
        return refused(request, _("This link has been used or is too old. Ask for a new one."), 404)
    form = StartForm(request.POST or None)
    agent = form.done_by(founding.found_by_invitation, secret, at=timezone.now())
    return come_in(request, agent, "house") if agent else asked(request, "desk/doors/start.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Become an agent by a colleague's link."""
    if not queries.is_invitation_open(secret, founds=False, at=timezone.now()):
        return refused(request, _("This link has been used or is too old. Ask for a new one."), 404)
    form = JoinForm(request.POST or None)
    agent = form.done_by(inviting.accept, secret, at=timezone.now())
    return come_in(request, agent, "home") if agent else asked(request, "desk/doors/join.html", form)


def new_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """Ask for another password, by the link that was mailed."""
    with suppress(ValueError):  # no agent is named so; allauth says it in its own way
        queries.enter_by_agent(base36_to_int(uidb36))
    answer: HttpResponse = account.password_reset_from_key(request, uidb36=uidb36, key=key)
    return answer


def asked(request: HttpRequest, page: str, form: StartForm | JoinForm) -> HttpResponse:
    """Show the form, first or again; browsers are not given the password back, so it is asked for anew."""
    if form.is_bound and "password" not in form.errors:
        form.add_error("password", _("Type the password again."))
    return render(request, page, {"form": form}, status=422 if form.is_bound else 200)


def come_in(request: HttpRequest, agent: Agent, where: str) -> HttpResponse:
    """Sign in and go on; where everybody signs in elsewhere, go there."""
    walls.enter(agent.organisation_id)
    if provider := sign_on.bars(agent):
        return redirect("sign_on_door", provider.key)
    login(request, agent, backend="aspa.desk.sign_in.ByEmail")
    devices.note(request)
    return redirect(where)
