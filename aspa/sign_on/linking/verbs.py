"""Linking an account of one's own, signed in already: whose it is is the provider's word, which agent is Aspa's."""

from datetime import datetime

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused
from aspa.sign_on.admission import verbs as admission
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.staff.models import Agent


class AccountTaken(Refused):
    """The account opens the desk of another agent."""

    code = "account_taken"


class LinkedOtherwise(Refused):
    """The agent has another account at the provider."""

    code = "linked_otherwise"


def account_of(arrival: Arrival, agent: Agent, *, at: datetime) -> Account:
    """
    Return the account that came, linked with this agent; linking it twice is the same as once.

    Which address it has does not matter, unless the organisation named the domains of its own.

    Raises SecretRefused, ProviderAway, AddressNotVerified, OtherDomain, AccountTaken and LinkedOtherwise.
    """
    provider, claims = arrival.provider, admission.told(arrival)
    if provider.domains:
        admission.vouched_for(provider, claims)
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)  # two who bring one account come in turn
    found = admission.known(provider, claims)
    if found and found.agent_id != agent.pk:
        taken = _("This account of %(name)s opens somebody else's desk. Ask an administrator, if it is yours.")
        raise AccountTaken(taken % admission.named(provider))
    if not found and Account.objects.filter(provider=provider, agent=agent).exists():
        other = _("You have linked another account of %(name)s. Unlink that first.")
        raise LinkedOtherwise(other % admission.named(provider))
    return found or admission.join(provider, agent, claims, at=at)
