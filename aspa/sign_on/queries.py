"""Asking where people sign in, and who they are there."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from aspa.kit import walls
from aspa.kit.errors import Missing, or_missing
from aspa.kit.viewer import Viewer
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.staff.keys import digest_of
from aspa.staff.models import Agent

PASSKEY = Authenticator.Type.WEBAUTHN
WAITED_FOR = timedelta(seconds=20)  # longer than any question to a provider takes


def provider_of(viewer: Viewer) -> Provider | None:
    """Return where the people of the viewer's organisation sign in; None when they only do so here."""
    found: Provider | None = Provider.objects.visible_to(viewer).select_related("role").first()
    return found


def accounts_of(viewer: Viewer, agent_id: int) -> list[Account]:
    """Return who an agent is at the provider."""
    theirs = Account.objects.visible_to(viewer).select_related("provider", "agent").filter(agent_id=agent_id)
    return list(theirs.order_by("id"))


def signing_in_by(provider: Provider) -> int:
    """Return how many agents have signed in by a provider, those who left not counted."""
    return _linked(provider).count()


def left_out_without(provider: Provider) -> list[Agent]:
    """Return the agents whom nothing but a provider lets in: no password, no passkey; by name."""
    passkeys = Authenticator.objects.filter(user=OuterRef("pk"), type=PASSKEY)
    others = _linked(provider).filter(~Exists(passkeys)).order_by("name", "id")
    return [agent for agent in others if not agent.has_usable_password()]


def _linked(provider: Provider) -> QuerySet[Agent]:
    accounts = Account.objects.filter(provider=provider, agent=OuterRef("pk"))
    theirs: QuerySet[Agent] = Agent.objects.filter(organisation_id=provider.organisation_id, is_active=True)
    return theirs.filter(Exists(accounts))


def own_account(viewer: Viewer, account_id: int, *, agent_id: int) -> Account:
    """
    Return one account of an agent.

    Raises Missing.
    """
    for account in accounts_of(viewer, agent_id):
        if account.pk == account_id:
            return account
    raise Missing(_("This account is not linked any more."))


def why_kept(agent: Agent) -> str:
    """Return why an agent may not do without the account at the provider; empty when something else lets them in."""
    if only := bars(agent):
        return _("Your company signs in with %(name)s only, so the account stays.") % {"name": only.name}
    if agent.has_usable_password() or Authenticator.objects.filter(user=agent, type=PASSKEY).exists():
        return ""
    return _("Nothing else lets you in. Add a passkey first, or sign out and ask for a password by e-mail.")


def why_key_kept(agent: Agent, key_id: int) -> str:
    """Return why an agent may not do without a passkey; empty when something else lets them in, or it is gone."""
    keys = set(Authenticator.objects.filter(user=agent, type=PASSKEY).values_list("pk", flat=True))
    if agent.has_usable_password() or keys != {key_id}:
        return ""
    if any(account.provider.is_ready for account in accounts_of(agent, agent.pk)):
        return ""
    return _("Nothing else lets you in. Add another passkey first, or sign out and ask for a password by e-mail.")


def bars(agent: Agent) -> Provider | None:
    """
    Return the provider by which this agent has to sign in, None for whoever may do so here.

    Whoever administers everything always may: a provider that is broken must not lock everybody out.
    """
    only: Provider | None = Provider.objects.visible_to(agent).filter(is_only_way=True).first()
    return only if only and only.is_ready and not agent.is_administrator else None


def offered(remembered: str = "") -> list[tuple[str, str]]:
    """
    Return key and name of the providers that a sign-in page offers: all where one organisation lives alone.

    Args:
        remembered: the key of the provider that this browser used before.
    """
    with connection.cursor() as cursor:
        cursor.execute("select key, name from doors.providers_offered(%s)", [remembered.replace("\x00", "")])
        return list(cursor.fetchall())


def enter(key: str) -> Provider:
    """
    Return the provider at an address; what this thread asks next, it asks inside the provider's organisation.

    Raises Missing, also while nobody can sign in by it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisation_of_provider(%s)", [key.replace("\x00", "")])
        whose = cursor.fetchone()[0]
    walls.enter(whose)
    found: Provider | None = Provider.objects.filter(key=key, organisation_id=whose).first() if whose else None
    if not found or not found.is_ready:
        raise Missing(_("Nobody signs in here."))
    return found


def arrival_of(state: str) -> Arrival:
    """
    Return the arrival of whoever shows the state they left with.

    Raises Missing when it is over.
    """
    found: Arrival | None = Arrival.objects.select_related("provider").filter(digest=digest_of(state)).first()
    return or_missing(found, _("This way in has ended. Begin again."))


def is_settled(arrival: Arrival, *, at: datetime) -> bool:
    """Tell whether the provider has answered, or will not any more."""
    return arrival.claims is not None or bool(arrival.trouble) or at - arrival.came_at > WAITED_FOR
