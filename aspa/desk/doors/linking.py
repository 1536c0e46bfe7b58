"""The account at a provider that opens an agent's desk: seen, linked and unlinked on their own settings."""

from collections.abc import Mapping
from typing import Any, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aspa.desk.answers import DeskRequest, View, signed_in
from aspa.desk.doors import trips
from aspa.desk.said import say
from aspa.kit.errors import Forbidden, Missing
from aspa.sign_on import queries, verbs
from aspa.sign_on.models import Arrival
from aspa.staff.models import Agent

P = ParamSpec("P")


def surely(view: View[P]) -> View[P]:
    """Let only through who typed their password, or showed their second step, a moment ago."""
    return cast("View[P]", reauthentication_required(view))


def seen(agent: Agent) -> dict[str, Any]:
    """Return what the settings show of an agent's accounts: which, why they stay, and where one could be linked."""
    accounts, provider = queries.accounts_of(agent, agent.pk), queries.provider_of(agent)
    where = provider if provider and provider.is_ready and not accounts else None
    return {"accounts": accounts, "why_kept": queries.why_kept(agent) if accounts else "", "to_link": where}


@require_GET  # like signing in: a form that leads away would need its own content policy; what comes back is asked for
@signed_in
def leaving(request: DeskRequest) -> HttpResponse:
    """Go to the provider, to say there which account is one's own."""
    provider = queries.provider_of(request.agent)
    if provider is None or not provider.is_ready:
        raise Missing(_("No provider is set up."))
    return trips.begun(request, provider, agent=request.agent.pk, next="")


def must_not(trip: Mapping[str, Any]) -> None:
    """Say that nothing was linked, to whoever left for that; raises Forbidden."""
    if "agent" in trip:
        raise Forbidden(_("No account was linked."))


@signed_in
def asked(request: DeskRequest, arrival: Arrival) -> HttpResponse:
    """Ask whether the account that came is the one: anybody may have been signed in at the provider."""
    own_trip(request)
    if not arrival.claims:
        verbs.link(arrival, request.agent, at=timezone.now())  # refuses, and says why nobody was named
    said = arrival.claims or {}
    facts = {"provider": arrival.provider, "who": said.get("email") or said.get("name") or said.get("sub")}
    return render(request, "desk/doors/linking.html", facts)


def own_trip(request: DeskRequest) -> dict[str, Any]:
    """Return what an agent left with to link an account; raises Forbidden for whoever did not."""
    trip = trips.of(request, request.session.get("sign_on", {}).get("state", ""))
    if trip.get("agent") != request.agent.pk:
        raise Forbidden(_("This way in was not begun in this browser, or has ended. Begin again."))
    return trip


@require_POST
@signed_in
@surely
def account(request: DeskRequest) -> HttpResponse:
    """Link the account that came."""
    trip = own_trip(request)
    del request.session["sign_on"]
    verbs.link(queries.arrival_of(trip["state"]), request.agent, at=timezone.now())
    say(request, _("Your account is linked. You can sign in with it."))
    return redirect(reverse("profile") + "#accounts")


@require_POST
@signed_in
@surely
def unlinking(request: DeskRequest, account_id: int) -> HttpResponse:
    """Forget one's own account."""
    one = queries.own_account(request.agent, account_id, agent_id=request.agent.pk)
    verbs.unlink_own(one, by=request.agent, at=timezone.now())
    say(request, _("Your account is unlinked."))
    return redirect(reverse("profile") + "#accounts")
