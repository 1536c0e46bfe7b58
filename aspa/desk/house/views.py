"""The house and oneself: settings, colleagues, mailboxes."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.channels.email import smtp
from aspa.desk.answers import DeskRequest, for_administrators, signed_in
from aspa.desk.doors import linking
from aspa.desk.house.forms import InvitationForm, OpeningForm, ProfileForm
from aspa.desk.said import say
from aspa.desk.writing.settings import habits_form
from aspa.reception import founding
from aspa.staff import queries as staff
from aspa.staff import verbs
from aspa.staff.signing_in import queries as sign_ins


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: DeskRequest) -> HttpResponse:
    """Show an agent's own settings, or change them."""
    agent = request.agent
    form = ProfileForm(request.POST or None, initial={"name": agent.name, "language": agent.language})
    if form.done_by(verbs.introduce, agent, at=timezone.now()):
        with translation.override(form.cleaned_data["language"]):  # that of the page on which it is said
            say(request, _("Saved."))
        return redirect("profile")
    status = 422 if form.is_bound else 200
    shown = {"form": form, "habits_form": habits_form(agent), "sign_ins": sign_ins.sign_ins(agent, agent_id=agent.pk)}
    return render(request, "desk/house/profile.html", {**shown, **linking.seen(agent)}, status=status)


@signed_in
@require_GET
def house(request: DeskRequest) -> HttpResponse:
    """Show the brands, the colleagues, and how mail gets in and out."""
    return house_page(request)


def house_page(
    request: DeskRequest, *, opening: OpeningForm | None = None, invitation: InvitationForm | None = None
) -> HttpResponse:
    """Return the page; each form given was filled in wrongly."""
    ours, now = brands.brands(request.agent), timezone.now()
    shown = {
        "brands": ours,
        "opening": opening or OpeningForm(initial={"language": request.agent.language}),
        "agents": staff.agents(request.agent),
        "invitation": invitation or InvitationForm(),
        "invitations": staff.open_invitations(request.agent, at=now) if request.agent.is_administrator else [],
        "link": request.session.pop("link", ""),  # of an invitation just made
        "lmtp": "{}:{}".format(*settings.LMTP),
        "way_out": smtp.looked_for(settings.SMTP_URL),
    }
    return render(request, "desk/house/house.html", shown, status=422 if opening or invitation else 200)


@require_POST
@for_administrators
def openings(request: DeskRequest) -> HttpResponse:
    """Open one more brand; go on to its own page."""
    form, organisation = OpeningForm(request.POST), request.agent.organisation
    opened = form.done_by(founding.open_brand, organisation, by=request.agent.actor, at=timezone.now())
    if not opened:
        return house_page(request, opening=form)
    say(request, _("Saved."))
    return redirect("brand", opened.pk)
