"""The second step of signing in: a code or a passkey; and signing in by a passkey alone."""

import base64
import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aspa.desk.answers import DeskRequest, signed_in
from aspa.kit import secrets
from aspa.sign_on import queries, verbs
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.staff.signing_in import verbs as signing_in

MASKED = 64  # characters of a key's handle that are looked at; an agent's is a short number


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Our own words; what opens something is kept so that the database alone does not give it away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not right. Codes are good for half a minute; try the next one."),
        "cannot_delete_authenticator": gettext_lazy("This cannot be removed."),
        "cannot_generate_recovery_codes": gettext_lazy("Take a second step into use first."),
        "unverified_email": gettext_lazy("This cannot be taken into use."),
    }

    def encrypt(self, text: str) -> str:
        """Hide a secret with the installation's key."""
        return secrets.hide(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was hidden."""
        return secrets.reveal(encrypted_text.encode())

    def generate_authenticator_name(self, user: Agent, type: Authenticator.Type) -> str:
        """Return what a new key is called."""
        return _("Passkey %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return by what name browsers ask for a key."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Aspa"}


def authenticate(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for the second step."""
    begun = request.session.get("account_login") or {}
    known(begun.get("user_pk"))
    answer: HttpResponse = base.authenticate(request)
    return answer


def by_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone."""
    known(handle_of(request.POST.get("credential", "")))
    answer: HttpResponse = webauthn.login_webauthn(request)
    return answer


@signed_in
def key_removal(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask whether a passkey is to open nothing any more, and let it be so where something else lets its agent in."""
    why = queries.why_key_kept(request.agent, pk)
    view = webauthn.RemoveWebAuthnView.as_view(extra_context={"why": why})
    if request.method != "POST":
        shown: HttpResponse = view(request, pk=pk)
        return shown
    removes = partial(cast(Callable[..., HttpResponse], view), request, pk=pk)
    return verbs.remove_own_key(pk, by=request.agent, removes=removes)


@receiver([signals.authenticator_added, signals.authenticator_reset])
def came(user: Agent, authenticator: Authenticator, **_rest: object) -> None:
    """Tell the audit log of a new way in."""
    signing_in.told_of_step(authenticator.type, user, is_new=True, at=timezone.now())


@receiver(signals.authenticator_removed)
def went(user: Agent, authenticator: Authenticator, **_rest: object) -> None:
    """Tell the audit log of a way in that is gone."""
    signing_in.told_of_step(authenticator.type, user, is_new=False, at=timezone.now())


def known(agent_id: Any) -> None:
    """Let this request go on inside the organisation of an agent who has yet to prove who they are."""
    with suppress(ValueError):  # no agent is named so; allauth says it in its own way
        staff.enter_by_agent(base36_to_int(str(agent_id)))


def handle_of(credential: str) -> str:
    """Return whose a key says it is; it is believed only when its signature has been proved."""
    try:
        handle = json.loads(credential)["response"]["userHandle"][:MASKED]
        return base64.urlsafe_b64decode(handle + "=" * (-len(handle) % 4)).decode()
    except (ValueError, KeyError, TypeError):
        return ""
