"""Setting up where people sign in, and letting in whoever comes from there."""

import secrets as chance
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NotRequired, TypedDict, TypeVar, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Organisation
from aspa.history import verbs as history
from aspa.kit import outside, secrets
from aspa.kit.errors import Missing, Refused
from aspa.kit.naming import named
from aspa.kit.outside import Silent
from aspa.sign_on import protocol, queries
from aspa.sign_on.admission import verbs as admission
from aspa.sign_on.linking import verbs as linking
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.sign_on.protocol import Client, Unproved
from aspa.staff.keys import digest_of
from aspa.staff.models import Agent, Role

Made = TypeVar("Made")
NOT_TAKEN = "secret"  # the trouble when a provider does not take the secret that Aspa shows
LASTS = timedelta(hours=1)  # that what a provider said of somebody is kept, who never went on


class BadIssuer(Refused):
    """This is no address of a provider."""

    code = "bad_issuer"


class BadDomain(Refused):
    """This is no domain of e-mail addresses."""

    code = "bad_domain"


class ClientNeeded(Refused):
    """The provider has to know Aspa by an id and a secret."""

    code = "client_needed"


class DomainsNeeded(Refused):
    """Without domains anybody whom the provider knows could come in."""

    code = "domains_needed"


class NotTried(Refused):
    """Nobody has signed in by the provider yet, so it cannot be the only way."""

    code = "not_tried"


class OnlyWayIn(Refused):
    """Without the account nothing would open the desk to its agent."""

    code = "only_way_in"


class Setting(TypedDict):
    """How people sign in elsewhere; an empty secret leaves the one that is kept."""

    name: str
    issuer: str
    client_id: str
    secret: str
    domains: NotRequired[list[str]]
    trusts_addresses: NotRequired[bool]
    asks_second_step: NotRequired[bool]
    is_only_way: NotRequired[bool]
    role: NotRequired[Role | None]


@transaction.atomic
def set_up(organisation: Organisation, *, by: str, at: datetime, **said: Unpack[Setting]) -> Provider:
    """
    Let people of an organisation sign in by a provider; it is looked at before anybody can.

    Another issuer or client means other people by the same words, so accounts there are forgotten.

    Raises NameNeeded, BadIssuer, ClientNeeded, BadDomain, DomainsNeeded and NotTried.
    """
    provider = Provider.objects.select_for_update().filter(organisation=organisation).first()
    before = as_set(provider) if provider else {}
    provider = provider or Provider(organisation=organisation, key=chance.token_urlsafe(24))
    asked = _checked(said)
    is_other = any(before.get(name) != asked[name] for name in ("issuer", "client_id"))
    if not said["secret"] and (is_other or not provider.secret):
        raise ClientNeeded(_("Give the secret that the provider made for Aspa."))
    if asked["is_only_way"] and (is_other or not provider.accounts.exists()):
        raise NotTried(_("First let somebody sign in this way, to be sure that it works."))
    for fact, value in asked.items():
        setattr(provider, fact, value)
    if said["secret"]:
        provider.secret = secrets.hide(said["secret"])
    if is_other:
        provider.metadata, provider.keys = {}, {}
    provider.trouble, provider.looked_at = "", None
    provider.save()
    if is_other:
        Account.objects.filter(provider=provider).delete()
    facts = {"before": before, "after": as_set(provider), "secret_changed": bool(said["secret"])}
    _record("provider.set_up", provider, by=by, at=at, **facts)
    return provider


@transaction.atomic
def remove(provider: Provider, *, by: str, at: datetime) -> None:
    """Let nobody sign in by a provider any more; who is signed in stays so, and signs in with a password next."""
    _record("provider.removed", provider, by=by, at=at, before=as_set(provider))
    provider.delete()


def look(provider: Provider, *, at: datetime) -> None:
    """Ask a provider what it says of itself, and keep that or what stands in the way."""
    trouble, found = {"trouble": "", "detail": ""}, {}
    still = Provider.objects.filter(pk=provider.pk, issuer=provider.issuer)
    try:
        metadata, keys = protocol.discover(provider.issuer)
        found = {"metadata": metadata, "keys": keys}
    except Silent as silent:
        trouble = {"trouble": silent.reason, "detail": silent.detail[:200]}
    still.update(**found, looked_at=at)
    (still.exclude(trouble=NOT_TAKEN) if found else still).update(**trouble)  # only whoever comes in shows a secret


@transaction.atomic
def unlink(account: Account, *, by: str, at: datetime) -> None:
    """
    Forget who an agent is at the provider; whoever comes from there with their address is linked anew.

    Raises Missing.
    """
    gone, _each = Account.objects.filter(pk=account.pk).delete()
    if not gone:
        raise Missing(_("This account is not linked any more."))
    _record("account.unlinked", account.provider, by=by, at=at, agent_id=account.agent_id)


@transaction.atomic
def unlink_own(account: Account, *, by: Agent, at: datetime) -> None:
    """
    Forget who an agent is at the provider, by their own wish.

    Raises OnlyWayIn.
    """
    Agent.objects.select_for_update(no_key=True).get(pk=by.pk)  # what else opens the desk to them stays meanwhile
    if why := queries.why_kept(by):
        raise OnlyWayIn(why)
    unlink(account, by=by.actor, at=at)


@transaction.atomic
def remove_own_key(key_id: int, *, by: Agent, removes: Callable[[], Made]) -> Made:
    """
    Let a passkey open nothing any more, by its agent's own wish.

    Args:
        removes: does it, by the library that keeps passkeys.

    Raises OnlyWayIn.
    """
    Agent.objects.select_for_update(no_key=True).get(pk=by.pk)
    if why := queries.why_key_kept(by, key_id):
        raise OnlyWayIn(why)
    return removes()


@transaction.atomic
def come_back(provider: Provider, *, state: str, at: datetime) -> Arrival | None:
    """Note that somebody came back from a provider; None when they had already, with the same state."""
    Arrival.objects.filter(organisation=provider.organisation_id, came_at__lt=at - LASTS).delete()
    where = {"organisation_id": provider.organisation_id, "provider": provider}
    arrival, is_new = Arrival.objects.get_or_create(digest=digest_of(state), defaults={**where, "came_at": at})
    return arrival if is_new else None


def ask(arrival: Arrival, *, code: str, nonce: str, verifier: str, comes_back_to: str) -> None:
    """
    Ask the provider who came, and keep what it proved; never raises what the provider did wrong.

    A secret that it does not take stands at the provider, too, until it is another or somebody comes in with it.
    """
    found: dict[str, Any] = {}
    try:
        client = client_of(arrival.provider, comes_back_to)
        found = {"claims": protocol.claims(client, code=code, nonce=nonce, verifier=verifier)}
    except Silent as silent:
        found = {"trouble": silent.reason}
    except Unproved as false:
        found = {"trouble": false.reason}
    except secrets.OtherKey:
        found = {"trouble": NOT_TAKEN}
    Arrival.objects.filter(pk=arrival.pk).update(**found)
    with_it = Provider.objects.filter(pk=arrival.provider_id, secret=bytes(arrival.provider.secret))
    if found.get("trouble") == NOT_TAKEN:
        with_it.update(trouble=NOT_TAKEN, detail="")
    elif "claims" in found:
        with_it.filter(trouble=NOT_TAKEN).update(trouble="")


def admit(arrival: Arrival, *, at: datetime) -> Agent:
    """
    Return the agent whom the provider names: known by its word for them, else by a verified address, else made.

    What it said is forgotten, also when it is refused; a refusal stands in history.

    Raises the refusals of `admission`, and those of `staff.hire` where agents are made.
    """
    return _judged(arrival, lambda: admission.agent_of(arrival, at=at), by="aspa", at=at)


def link(arrival: Arrival, agent: Agent, *, at: datetime) -> Account:
    """
    Link the account whose owner came back from the provider with an agent who is signed in.

    What it said is forgotten, also when it is refused; a refusal stands in history.

    Raises the refusals of `linking`.
    """
    return _judged(arrival, lambda: linking.account_of(arrival, agent, at=at), by=agent.actor, at=at)


def client_of(provider: Provider, comes_back_to: str) -> Client:
    """
    Return Aspa as the provider knows it.

    Raises secrets.OtherKey.
    """
    facts = {name: getattr(provider, name) for name in ("issuer", "client_id", "metadata", "keys")}
    return Client(**facts, secret=secrets.reveal(provider.secret), comes_back_to=comes_back_to)


def as_set(provider: Provider) -> dict[str, Any]:
    """Return how a provider is set, without its secret."""
    names = ("name", "issuer", "client_id", "domains", "trusts_addresses", "asks_second_step", "is_only_way")
    return {**{name: getattr(provider, name) for name in names}, "role_id": provider.role_id}


def _judged(arrival: Arrival, judge: Callable[[], Made], *, by: str, at: datetime) -> Made:
    try:
        with transaction.atomic():
            _over(arrival)
            return judge()
    except Missing:
        raise
    except Refused as refusal:
        with transaction.atomic():
            _over(arrival)
            _record("sign_on.refused", arrival.provider, by=by, at=at, why=refusal.code, trouble=arrival.trouble)
        raise


def _over(arrival: Arrival) -> None:
    gone, _each = Arrival.objects.filter(pk=arrival.pk).delete()
    if not gone:
        raise Missing(_("This way in has ended. Begin again."))


def _checked(said: Setting) -> dict[str, Any]:
    issuer = said["issuer"].strip()
    if not outside.is_askable(issuer) or "?" in issuer or "#" in issuer or len(issuer) > 500:
        raise BadIssuer(_("This is not the address of a provider. It begins with https://."))
    client_id = said["client_id"].strip()
    if not client_id:
        raise ClientNeeded(_("Give the id by which the provider knows Aspa."))
    domains, role = [_domain(each) for each in said.get("domains", [])], said.get("role")
    if not domains and (role or said.get("trusts_addresses")):
        raise DomainsNeeded(_("Name your own domains, or anybody whom the provider knows could come in."))
    flags = {name: bool(said.get(name)) for name in ("trusts_addresses", "asks_second_step", "is_only_way")}
    facts = {"name": named(said["name"], longest=80), "issuer": issuer, "client_id": client_id[:255]}
    return {**facts, **flags, "domains": domains, "role": role}


def _domain(text: str) -> str:
    domain = text.strip().lower().lstrip("@")
    parts = domain.split(".")
    if len(domain) > 253 or len(parts) < 2 or not all(part.replace("-", "").isalnum() for part in parts):
        raise BadDomain(_("“%(domain)s” is no domain. Write for example kuusi.fi.") % {"domain": domain[:60]})
    return domain


def _record(name: str, provider: Provider, *, by: str, at: datetime, **facts: object) -> None:
    of, about = provider.organisation_id, provider.pk
    history.record(name, organisation_id=of, subject_id=about, actor=by, at=at, **facts)
