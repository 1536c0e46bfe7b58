"""Where agents are signed in: noted with the session itself, and ended from anywhere."""

from datetime import datetime
from importlib import import_module

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, transaction

from aspa.brands.models import Organisation
from aspa.history import verbs as history
from aspa.staff.models import Agent, SecondStepRule, SignIn

NOTE = """
insert into staff_signin (organisation_id, agent_id, key, device, place, signed_in_at, seen_at)
select organisation_id, id, %(key)s, %(device)s, %(place)s, clock_timestamp(), clock_timestamp()
from staff_agent where id = %(agent)s
on conflict (key) do update set seen_at = excluded.seen_at, agent_id = excluded.agent_id,
    device = coalesce(nullif(excluded.device, ''), staff_signin.device),
    place = coalesce(nullif(excluded.place, ''), staff_signin.place)
"""

CAME = {
    Authenticator.Type.TOTP: "code_app.added",
    Authenticator.Type.WEBAUTHN: "passkey.added",
    Authenticator.Type.RECOVERY_CODES: "recovery_codes.made",
}
WENT = {Authenticator.Type.TOTP: "code_app.removed", Authenticator.Type.WEBAUTHN: "passkey.removed"}


def note(key: str, *, agent_id: int, device: str, place: str) -> None:
    """Note that an agent is signed in, and was seen now; `device` and `place` that are empty stay as they were."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {"key": key, "agent": agent_id, "device": device[:80], "place": place[:60]})


def forget(key: str) -> None:
    """Forget a session that has ended."""
    SignIn.objects.filter(key=key).delete()


@transaction.atomic
def end(one: SignIn, *, by: str, at: datetime) -> None:
    """Sign an agent out in one browser, from this moment."""
    _end(one)
    _record("sign_in.ended", one.agent, by=by, at=at, device=one.device)


@transaction.atomic
def end_all(agent: Agent, *, by: str, at: datetime, but: str = "") -> int:
    """
    Sign an agent out in every browser; return in how many.

    Args:
        but: the key of a session that goes on.
    """
    theirs = list(SignIn.objects.filter(agent=agent).exclude(key=but).order_by("id"))
    for one in theirs:
        _end(one)
    if theirs:
        _record("sign_in.ended", agent, by=by, at=at, count=len(theirs))
    return len(theirs)


@transaction.atomic
def want_second_step(organisation: Organisation, *, is_wanted: bool, by: str, at: datetime) -> None:
    """Want a second step of everybody from their next page on, or want it no more; wanting it twice is once."""
    wanted = SecondStepRule.objects.filter(organisation=organisation)
    if is_wanted == wanted.exists():
        return
    if is_wanted:
        SecondStepRule.objects.get_or_create(organisation=organisation, defaults={"set_by": by, "set_at": at})
    else:
        wanted.delete()
    facts = {"before": not is_wanted, "after": is_wanted}
    where = {"organisation_id": organisation.pk, "subject_id": organisation.pk}
    history.record("second_step.wanted", **where, actor=by, at=at, **facts)


@transaction.atomic
def drop_second_step(agent: Agent, *, by: str, at: datetime) -> int:
    """Forget the second steps of an agent who lost theirs, and sign them out; return how many there were."""
    dropped: int = Authenticator.objects.filter(user=agent).delete()[0]
    end_all(agent, by=by, at=at)
    _record("second_step.dropped", agent, by=by, at=at, count=dropped)
    return dropped


@transaction.atomic
def told_of_step(kind: str, agent: Agent, *, is_new: bool, at: datetime) -> None:
    """
    Record that an agent took a way to prove who they are into use, or out of it; `kind` is the library's word.

    Of codes the library tells only when it has written them, so this is a transaction of its own.
    """
    name = (CAME if is_new else WENT).get(kind)
    if name:
        _record(name, agent, by=agent.actor, at=at)


def _end(one: SignIn) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(one.key).delete()
    forget(one.key)


def _record(name: str, agent: Agent, *, by: str, at: datetime, **facts: str | int) -> None:
    history.record(name, organisation_id=agent.organisation_id, subject_id=agent.pk, actor=by, at=at, **facts)
