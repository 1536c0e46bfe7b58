"""Signing in: agents are made by administrators, never by themselves, and our own words are spoken."""

from contextvars import copy_context
from threading import Thread
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from aspa.brands import queries as brands
from aspa.channels.email import plus, smtp
from aspa.desk.doors import devices
from aspa.kit.errors import Unreachable
from aspa.sign_on import queries as sign_on
from aspa.staff import queries as staff
from aspa.staff.models import Agent

log = structlog.get_logger()


class ByEmail(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Agents sign in with their address; who has signed in is asked for with every page."""

    def _authenticate_by_email(self, email: str, password: str) -> Agent | None:
        staff.enter_by_email(email)
        agent: Agent | None = super()._authenticate_by_email(email, password)
        return agent

    def get_user(self, user_id: int) -> Agent | None:
        """Return the agent of a session, unless gone."""
        return staff.agent_at_work(user_id)


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody makes their own account; what is said is said once, on the page itself."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This agent no longer signs in here."),
        "email_password_mismatch": gettext_lazy("The address or the password is not right."),
        "enter_current_password": gettext_lazy("Write your present password."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "invalid_password_reset": gettext_lazy("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait a few minutes and try again."),
        "rate_limited": gettext_lazy("Too many tries. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that sign-up is closed."""
        return False

    def pre_login(self, request: HttpRequest, user: Agent, **how: Any) -> HttpResponse | None:
        """Lead whoever has to sign in by a provider there; told only after the right password or key."""
        provider = None if getattr(request, "signs_on", False) else sign_on.bars(user)
        if provider:
            clear_login(request)
            where = {"only": "1"} | ({"next": how["redirect_url"]} if how.get("redirect_url") else {})
            return redirect(f"{reverse('sign_on_door', args=[provider.key])}?{urlencode(where)}")
        answer: HttpResponse | None = super().pre_login(request, user, **how)
        return answer

    def login(self, request: HttpRequest, user: Agent) -> None:
        """Sign in, and note with what and from where."""
        super().login(request, user)
        devices.note(request)

    def clean_email(self, email: str) -> str:
        """Return the address of somebody who forgot a password, whose organisation is the request's from here on."""
        staff.enter_by_email(email)
        return str(super().clean_email(email))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing beside the page: whoever signed in sees the cases."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link that is mailed; never by the host the browser named, which a stranger could choose."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "U", "key": "K"})
        uid, _dash, rest = key.partition("-")
        return settings.BASE_URL + path.replace("U-K", f"{uid}-{rest}")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """
        Send a mail about signing in, from the brand's first address.

        The page does not wait for it, and one that cannot leave is only logged: either would tell strangers who signs
        in here.
        """
        agent = context.get("user")
        message = self.render_mail(template_prefix, email, {**context, "request": self.request, "email": email})
        if agent and (address := brands.brand_of(agent).addresses.heard().first()):
            message.from_email = address.value
        message.extra_headers.update(plus.marks_to_agents())
        facts = (settings.SMTP_URL, message.message().as_bytes(), email, agent and agent.pk)
        Thread(target=copy_context().run, args=(leave, *facts), daemon=True).start()


def leave(server: str, letter: bytes, email: str, agent_id: int | None) -> None:
    """Pass a letter on to the mail server."""
    try:
        with smtp.opened(server) as peer:
            peer.send("", [email], letter, whole=True)
    except Unreachable:
        log.warning("sign_in.mail_failed", agent=agent_id)
