"""Who it is that a provider names: an agent who is known, one with a verified address, or one who is made."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.history import verbs as history
from aspa.kit import addresses
from aspa.kit.errors import Refused
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.staff import verbs as staff
from aspa.staff.models import Agent

LANGUAGES = {"fi", "sv", "en"}
LONGEST = 255  # signs by which a provider may name somebody


class ProviderAway(Refused):
    """The provider did not say who came."""

    code = "provider_away"


class SecretRefused(Refused):
    """The provider does not take Aspa for Aspa."""

    code = "secret_refused"


class AddressNotVerified(Refused):
    """The provider does not vouch for an address."""

    code = "address_not_verified"


class OtherDomain(Refused):
    """The address is of a domain that is not the organisation's."""

    code = "other_domain"


class UnknownAgent(Refused):
    """Nobody of that address serves in this organisation."""

    code = "unknown_agent"


class OtherAccount(Refused):
    """The agent of that address is somebody else at the provider."""

    code = "other_account"


class SignsInNoLonger(Refused):
    """The agent works here no longer."""

    code = "signs_in_no_longer"


def agent_of(arrival: Arrival, *, at: datetime) -> Agent:
    """
    Return the agent who came.

    Raises SecretRefused, ProviderAway, AddressNotVerified, OtherDomain, UnknownAgent, OtherAccount and SignsInNoLonger.
    """
    provider, claims = arrival.provider, told(arrival)
    account = known(provider, claims) or _linked(provider, claims, at=at)
    if not account.agent.is_active:
        raise SignsInNoLonger(_("This agent no longer signs in here."))
    Account.objects.filter(pk=account.pk).update(used_at=at)
    agent: Agent = account.agent
    return agent


def told(arrival: Arrival) -> dict[str, Any]:
    """
    Return what the provider said of whoever came.

    Raises SecretRefused and ProviderAway.
    """
    if arrival.trouble == "secret":
        wrong = _("Signing in with %(name)s is not set up right. Ask an administrator.")
        raise SecretRefused(wrong % named(arrival.provider))
    if not arrival.claims or not 0 < len(arrival.claims.get("sub", "")) <= LONGEST:
        raise ProviderAway(_("%(name)s did not say who you are. Try again in a moment.") % named(arrival.provider))
    said: dict[str, Any] = arrival.claims
    return said


def known(provider: Provider, claims: dict[str, Any]) -> Account | None:
    """Return the account of whoever a provider names."""
    found: Account | None = (
        Account.objects.select_related("agent").filter(provider=provider, subject=claims["sub"]).first()
    )
    return found


def _linked(provider: Provider, claims: dict[str, Any], *, at: datetime) -> Account:
    email = vouched_for(provider, claims)
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)  # two browsers of one person come in turn
    if already := known(provider, claims):
        return already
    agent = Agent.objects.filter(organisation_id=provider.organisation_id, email=email).first()
    agent = agent or _made(provider, email, claims, at=at)
    if Account.objects.filter(provider=provider, agent=agent).exists():
        somebody_else = _("Your address belongs to somebody else at %(name)s. Ask an administrator.")
        raise OtherAccount(somebody_else % named(provider))
    return join(provider, agent, claims, at=at)


def join(provider: Provider, agent: Agent, claims: dict[str, Any], *, at: datetime) -> Account:
    """Keep who an agent is at a provider; whoever calls has locked it, and knows that neither is anybody else's."""
    where = {"organisation_id": provider.organisation_id, "provider": provider, "agent": agent}
    account: Account = Account.objects.create(**where, subject=claims["sub"], linked_at=at, used_at=at)
    of, about = provider.organisation_id, provider.pk
    history.record("account.linked", organisation_id=of, subject_id=about, actor=agent.actor, at=at, agent_id=agent.pk)
    return account


def vouched_for(provider: Provider, claims: dict[str, Any]) -> str:
    """
    Return the address for which the provider vouches, of a domain for which it may.

    Raises AddressNotVerified and OtherDomain.
    """
    email = addresses.normal(str(claims.get("email", "")))
    is_verified = claims.get("email_verified") in {True, "true", "True"} or provider.trusts_addresses
    if not addresses.is_plausible(email) or not is_verified:
        raise AddressNotVerified(_("%(name)s does not vouch for your e-mail address.") % named(provider))
    if provider.domains and email.rpartition("@")[2] not in provider.domains:
        raise OtherDomain(_("People with your e-mail address do not sign in this way."))
    return email


def _made(provider: Provider, email: str, claims: dict[str, Any], *, at: datetime) -> Agent:
    if not provider.role or not provider.domains:
        raise UnknownAgent(_("Nobody with your e-mail address serves here. Ask an administrator for an invitation."))
    both = f"{claims.get('given_name', '')} {claims.get('family_name', '')}".strip()
    name = str(claims.get("name", "")).strip() or both or email.partition("@")[0]
    spoken = str(claims.get("locale", ""))[:2]
    return staff.hire(
        provider.organisation,
        email=email,
        name=name,
        password=None,
        language=spoken if spoken in LANGUAGES else "fi",
        is_administrator=False,
        role=provider.role,
        at=at,
    )


def named(provider: Provider) -> dict[str, str]:
    """Return what a sentence says of a provider."""
    return {"name": provider.name}
