"""What a browser takes along to a provider, and has to bring back."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aspa.desk.doors import behind
from aspa.kit.errors import Forbidden
from aspa.sign_on import protocol, verbs
from aspa.sign_on.models import Provider


def begun(request: HttpRequest, provider: Provider, **kept: Any) -> HttpResponse:
    """Send this browser to the provider; what is kept is known again when it comes back."""
    secret = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    whose = {"provider": provider.key, "organisation": provider.organisation_id}
    request.session["sign_on"] = {**secret, **whose, **kept}
    return redirect(protocol.way_there(verbs.client_of(provider, behind.comes_back_to()), **secret))


def of(request: HttpRequest, state: str) -> dict[str, Any]:
    """Return what this browser left with; raises Forbidden for a state that is not its own."""
    trip: dict[str, Any] = request.session.get("sign_on") or {}
    if not state or not secrets.compare_digest(state.encode(), str(trip.get("state", "")).encode()):
        raise Forbidden(_("This way in was not begun in this browser, or has ended. Begin again."))
    return trip
