"""Hiring agents, starting queues, and handing out keys."""

from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, Unpack

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aspa.brands import verbs as brands
from aspa.brands.models import Brand, Organisation
from aspa.history import verbs as history
from aspa.kit import addresses
from aspa.kit.errors import Refused
from aspa.kit.naming import named
from aspa.staff import hearing
from aspa.staff.keys import TOKEN_BEGINS, digest_of, new_secret
from aspa.staff.models import Agent, Queue, Role, Token
from aspa.staff.roles import verbs as roles
from aspa.staff.signing_in import verbs as sign_ins

NOTED_EVERY = timedelta(hours=1)


class AlreadyHired(Refused):
    """Somebody signs in with this address already."""

    code = "already_hired"


class BadEmail(Refused):
    """This is no e-mail address."""

    code = "bad_email"


class WeakPassword(Refused):
    """The password is too easy to guess."""

    code = "weak_password"


class NotAtWork(Refused):
    """This agent works here no longer."""

    code = "not_at_work"


class Person(TypedDict):
    """Who becomes an agent, and how they sign in."""

    email: str
    name: str
    password: str | None
    language: NotRequired[str]


class Allowed(TypedDict, total=False):
    """What a program may do, and where."""

    role: Role
    brand: Brand | None
    queue: Queue | None


@transaction.atomic
def hire(  # each is one thing an administrator chooses
    organisation: Organisation,
    *,
    is_administrator: bool,
    at: datetime,
    by: str = "aspa",
    role: Role | None = None,
    **person: Unpack[Person],
) -> Agent:
    """
    Hire an agent who signs in with an e-mail address and a password.

    Args:
        role: what the agent may do, in place of what agents usually do.
        person: without a password (None) the agent signs in elsewhere.

    Raises NameNeeded, UnknownLanguage, BadEmail, HeardAddress, WeakPassword and AlreadyHired.
    """
    email = addresses.normal(person["email"])
    if not addresses.is_plausible(email) or len(email) > 254:
        raise BadEmail(_("This is not an e-mail address."))
    hearing.no_brand_hears(email)
    facts = {
        "organisation": organisation,
        "name": named(person["name"]),
        "language": brands.spoken(person.get("language", "fi")),
        "password": _hashed(person["password"], Agent(email=email, name=person["name"])),
    }
    try:
        with transaction.atomic():
            agent = Agent.objects.create(email=email, **facts)
    except IntegrityError:  # here, or in an organisation that is not to be seen from here
        raise AlreadyHired(_("Somebody already signs in with this address.")) from None
    _record("agent.hired", organisation.id, agent.pk, by=by, at=at)
    kind = Role.Kind.ADMINISTRATOR if is_administrator else Role.Kind.AGENT
    roles.grant(role or roles.standing(organisation.id, kind), to=agent, by=by, at=at)
    hired: Agent = agent
    return hired


@transaction.atomic
def introduce(agent: Agent, *, name: str, language: str, at: datetime) -> Agent:
    """
    Say anew by what name and in which language an agent works.

    Raises NameNeeded and UnknownLanguage.
    """
    before = {"name": agent.name, "language": agent.language}
    agent.name, agent.language = named(name), brands.spoken(language)
    after = {"name": agent.name, "language": agent.language}
    if before != after:
        agent.save(update_fields=["name", "language"])
        told = {"before": before, "after": after}
        _record("agent.introduced", agent.organisation_id, agent.pk, by=agent.actor, at=at, **told)
    return agent


@transaction.atomic
def change_password(agent: Agent, *, password: str, at: datetime, by: str = "aspa") -> None:
    """
    Let an agent sign in with another password; whatever was opened with the old one is closed.

    Raises WeakPassword.
    """
    agent.password = _hashed(password, agent)  # sessions hold a digest of it, and end with it
    agent.save(update_fields=["password"])
    _record("agent.password_changed", agent.organisation_id, agent.pk, by=by, at=at)


@transaction.atomic
def start_queue(brand: Brand, *, at: datetime, name: str = "", by: str = "aspa") -> Queue:
    """
    Start a queue of a brand; one of that name stays as it is, and one that was ended is started again.

    Args:
        name: what agents call it; the brand's name when empty.
    """
    queue, is_new = Queue.objects.get_or_create(
        brand=brand, name=(name or brand.name)[:80], defaults={"organisation_id": brand.organisation_id}
    )
    if is_new or Queue.objects.filter(pk=queue.pk, ended_at__isnull=False).update(ended_at=None):
        queue.ended_at = None
        _record("queue.started", brand.organisation_id, queue.id, by=by, at=at)
    return queue


@transaction.atomic
def make_token(
    organisation: Organisation,
    *,
    name: str,
    at: datetime,
    by: str = "aspa",
    expires_at: datetime | None = None,
    **allowed: Unpack[Allowed],
) -> str:
    """
    Return a new key to the API; it is shown this once, only its digest is kept.

    Args:
        allowed: the role that says what the program may do, and where; what programs usually do, without one.

    Raises NameNeeded and OtherOrganisation.
    """
    secret = new_secret(TOKEN_BEGINS)
    facts = {"name": named(name, longest=80), "digest": digest_of(secret), "expires_at": expires_at}
    token = Token.objects.create(organisation=organisation, **facts)
    _record("token.made", organisation.id, token.id, by=by, at=at)
    role = allowed.get("role") or roles.standing(organisation.id, Role.Kind.PROGRAM)
    roles.grant(role, to=token, by=by, at=at, brand=allowed.get("brand"), queue=allowed.get("queue"))
    return secret


def note_use(token: Token, *, at: datetime) -> None:
    """Note that a program showed its key; to the hour, so that asking often costs nothing."""
    if token.used_at is None or at - token.used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=at)


@transaction.atomic
def deactivate(agent: Agent, *, by: str, at: datetime) -> None:
    """
    Let an agent sign in no longer, from this moment; `cases.leaving` gives their work to others and then calls this.

    Raises NotAtWork and LastAdministrator.
    """
    agent.refresh_from_db(from_queryset=Agent.objects.select_for_update())
    if not agent.is_active:
        raise NotAtWork(_("This agent works here no longer."))
    with roles.keeping_an_administrator(agent.organisation_id):
        agent.is_active = False
        agent.save(update_fields=["is_active"])
    sign_ins.end_all(agent, by=by, at=at)
    _record("agent.deactivated", agent.organisation_id, agent.pk, by=by, at=at)


@transaction.atomic
def reactivate(agent: Agent, *, by: str, at: datetime) -> None:
    """
    Let an agent sign in again, with the roles and teams they had; one at work stays as they are.

    Raises HeardAddress.
    """
    hearing.no_brand_hears(agent.email)
    if Agent.objects.filter(pk=agent.pk, is_active=False).update(is_active=True):
        agent.is_active = True
        _record("agent.reactivated", agent.organisation_id, agent.pk, by=by, at=at)


@transaction.atomic
def revoke(token: Token, *, at: datetime, by: str = "aspa") -> None:
    """Let a key open nothing any more; a key revoked already stays as it is."""
    revoked = Token.objects.filter(id=token.id, revoked_at__isnull=True).update(revoked_at=at)
    if revoked:
        token.revoked_at = at
        _record("token.revoked", token.organisation_id, token.id, by=by, at=at)


def _hashed(password: str | None, owner: Agent) -> str:
    if password is None:
        return make_password(None)  # which no password matches
    try:
        validate_password(password, owner)
    except ValidationError as weak:
        raise WeakPassword(" ".join(weak.messages)) from weak
    return make_password(password)


def _record(name: str, organisation_id: int, subject_id: int, *, by: str, at: datetime, **facts: object) -> None:
    history.record(name, organisation_id=organisation_id, subject_id=subject_id, actor=by, at=at, **facts)
