"""Signing in by a provider: there, back, and in."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aspa.desk.doors import behind, linking, trips
from aspa.kit import walls
from aspa.kit.errors import Refused
from aspa.sign_on import queries, verbs
from aspa.sign_on.models import Arrival, Provider
from aspa.staff.models import Agent

COOKIE = "aspa-sign-on"  # which provider this browser used; says nothing of who
REMEMBERED = 365 * 24 * 3600
BEGINNINGS = "30/m/ip"  # as often as a password is tried
STEPPED = "stepped"  # in a session: the provider asked for the second step


@require_GET
def door(request: HttpRequest, key: str) -> HttpResponse:
    """Show the way to a provider: by this address, or when its people cannot sign in otherwise."""
    provider = queries.enter(key)
    sentence = _("Your company signs in with %(name)s.") % {"name": provider.name} if "only" in request.GET else ""
    return shown(request, provider, sentence)


@require_GET  # a form that leads away would need its own content policy, for a host that may lead on to others
def leaving(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the provider; only this browser knows what it has to bring back."""
    provider = queries.enter(key)
    if begins_too_often(request):
        return shown(request, provider, _("Too many tries. Wait a few minutes and try again."), 429)
    return trips.begun(request, provider, next=safe(request, request.GET.get("next", "")))


def begins_too_often(request: HttpRequest) -> bool:
    """Tell whether too many browsers began from one address: each that is not known yet costs a row of its own."""
    if request.session.session_key and request.session.exists(request.session.session_key):
        return False
    limit = {"config": {"begin": BEGINNINGS}, "limit_get": True}
    return ratelimit.consume(request, app="aspa.sign_on", action="begin", **limit) is None


@require_GET
def returning(request: HttpRequest) -> HttpResponse:
    """Come back from the provider, which is then asked who came."""
    trip = trips.of(request, request.GET.get("state", ""))
    provider = queries.enter(trip["provider"])
    code, speaks = request.GET.get("code", ""), request.GET.get("iss", provider.issuer)
    if not code or speaks != provider.issuer:
        del request.session["sign_on"]
        linking.must_not(trip)
        sentence = _("You did not sign in with %(name)s.") % {"name": provider.name}
        return shown(request, provider, sentence, 403, where=trip["next"])
    arrival = verbs.come_back(provider, state=trip["state"], at=timezone.now())
    if arrival:
        behind.ask(arrival, code=code, nonce=trip["nonce"], verifier=trip["verifier"])
    return redirect("sign_on_arrival")


@require_GET
def arriving(request: HttpRequest) -> HttpResponse:
    """Come in as soon as the provider has said who came."""
    trip = trips.of(request, request.session.get("sign_on", {}).get("state", ""))
    walls.enter(trip["organisation"])
    arrival = queries.arrival_of(trip["state"])
    if queries.is_settled(arrival, at=timezone.now()):
        is_linking = "agent" in trip
        return linking.asked(request, arrival) if is_linking else settled(request, arrival, trip["next"])
    response = render(request, "desk/doors/arriving.html", {"provider": arrival.provider})
    response.headers["Refresh"] = "1"
    return response


def settled(request: HttpRequest, arrival: Arrival, where: str) -> HttpResponse:
    """Let in whoever the provider named, or say why not."""
    del request.session["sign_on"]
    provider, found = arrival.provider, admitted(arrival)
    if isinstance(found, str):
        return shown(request, provider, found, 403, where=where)
    record_authentication(request, found, method="socialaccount", provider=provider.key)
    request.signs_on = True  # type: ignore[attr-defined]  # read before the door for passwords closes
    stages = {"stages": {"mfa_authenticate": {"handled": True}}} if provider.asks_second_step else None
    login = Login(user=found, redirect_url=where or None, email=found.email, state=stages)
    response: HttpResponse = perform_login(request, login)
    if provider.asks_second_step:
        request.session[STEPPED] = True
    return remembered(response, provider)


def admitted(arrival: Arrival) -> Agent | str:
    """Return who came, or the sentence that says why they may not come in."""
    try:
        return verbs.admit(arrival, at=timezone.now())
    except Refused as refusal:
        return str(refusal)


def shown(
    request: HttpRequest, provider: Provider, sentence: str = "", status: int = 200, *, where: str = ""
) -> HttpResponse:
    """Return the page with the way to a provider, and what went wrong; whoever takes it goes on to `where`."""
    facts = {"provider": provider, "sentence": sentence, "where": safe(request, where or request.GET.get("next", ""))}
    return remembered(render(request, "desk/doors/sign_on.html", facts, status=status), provider)


def remembered(response: HttpResponse, provider: Provider) -> HttpResponse:
    """Let this browser be offered the same provider again."""
    response.set_cookie(
        COOKIE,
        provider.key,
        max_age=REMEMBERED,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def offered(request: HttpRequest) -> list[tuple[str, str]]:
    """Return key and name of the providers that the sign-in page offers this browser."""
    return queries.offered(request.COOKIES.get(COOKIE, ""))


def safe(request: HttpRequest, where: str) -> str:
    """Return where to go on after signing in, if it is here."""
    is_here = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if is_here else ""
