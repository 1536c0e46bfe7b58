"""Making teams and roles, and granting roles to agents, teams and programs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Brand, Organisation
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.naming import named
from aspa.kit.powers import Power, Reach
from aspa.kit.taken import or_taken, taken
from aspa.staff.models import Agent, Grant, Membership, Queue, Role, Team, Token
from aspa.staff.queries import QueueEnded, is_open
from aspa.staff.roles.queries import administrators


class LastAdministrator(Refused):
    """Nobody would be left who may set up the organisation."""

    code = "last_administrator"


class NothingAllowed(Refused):
    """A role that allows nothing is none."""

    code = "nothing_allowed"


class StillGranted(Refused):
    """Somebody has this role, or every organisation needs it."""

    code = "still_granted"


class TeamEnded(Refused):
    """Nobody is in this team any more."""

    code = "team_ended"


class OtherOrganisation(Refused):
    """A role holds in one organisation only."""

    code = "other_organisation"


EVERYBODYS = {"read": "all", "answer": "all", "close": "all"}
STANDING: Mapping[str, Mapping[str, str]] = {
    Role.Kind.AGENT: EVERYBODYS,
    Role.Kind.LEAD: {**EVERYBODYS, "export": "all"},
    Role.Kind.ADMINISTRATOR: {**EVERYBODYS, "export": "all", "administer": "all"},
    Role.Kind.PROGRAM: {**EVERYBODYS, "export": "all"},
}


@transaction.atomic
def standing(organisation_id: int, kind: str) -> Role:
    """Return a role that every organisation begins with; all of them are made with the first."""
    for each, reaches in STANDING.items():
        Role.objects.get_or_create(organisation_id=organisation_id, kind=each, defaults=dict(reaches))
    found: Role = Role.objects.get(organisation_id=organisation_id, kind=kind)
    return found


@transaction.atomic
def make_role(organisation: Organisation, *, name: str, reaches: Mapping[str, str], by: str, at: datetime) -> Role:
    """
    Make a role.

    Args:
        reaches: power → reach; powers left out are not given.

    Raises NameNeeded, NameTaken and NothingAllowed.
    """
    facts = _checked(reaches)
    role, is_new = Role.objects.get_or_create(
        organisation=organisation, name=named(name, longest=80), defaults=dict(facts)
    )
    if not is_new:
        raise taken()
    _record("role.made", role, by=by, at=at, after={"name": role.name, **facts})
    return role


@transaction.atomic
def change_role(role: Role, *, name: str, reaches: Mapping[str, str], by: str, at: datetime) -> Role:
    """
    Change what a role is called and what it allows; it holds at once for everybody who has it.

    Args:
        name: may be empty for a role that every organisation begins with.

    Raises NameNeeded, NameTaken, NothingAllowed and LastAdministrator.
    """
    with keeping_an_administrator(role.organisation_id):
        role.refresh_from_db()
        called = named(name, longest=80) if name.strip() or not role.kind else ""
        before, after = _as_set(role), {"name": called, **_checked(reaches)}
        for fact, value in after.items():
            setattr(role, fact, value)
        with or_taken():
            role.save(update_fields=list(after))
    if before != after:
        _record("role.changed", role, by=by, at=at, before=before, after=after)
    return role


@transaction.atomic
def drop_role(role: Role, *, by: str, at: datetime) -> None:
    """
    Drop a role that nobody has.

    Raises StillGranted.
    """
    if role.kind or role.grants.exists():
        raise StillGranted(_("Only a role that nobody has can be dropped, and not one that Aspa brought along."))
    _record("role.dropped", role, by=by, at=at, before=_as_set(role))
    role.delete()


@transaction.atomic
def grant(  # each is one thing an administrator chooses
    role: Role,
    *,
    to: Agent | Team | Token,
    by: str,
    at: datetime,
    brand: Brand | None = None,
    queue: Queue | None = None,
) -> Grant:
    """
    Give somebody a role: everywhere, in one brand or in one queue; giving it again changes nothing.

    Raises OtherOrganisation, QueueEnded and TeamEnded.
    """
    if any(each and each.organisation_id != role.organisation_id for each in (to, brand, queue)):
        raise OtherOrganisation(_("This belongs to another organisation."))
    if queue and not is_open(queue.pk):
        raise QueueEnded(_("This queue was ended. Choose another."))
    if isinstance(to, Team):
        _keep_going(to)
    whom = _whom(to)
    given, is_new = Grant.objects.get_or_create(
        organisation_id=role.organisation_id, role=role, **whom, brand=brand, queue=queue
    )
    if is_new:
        _record("role.granted", role, by=by, at=at, **_told(given))
    return given


@transaction.atomic
def withdraw(given: Grant, *, by: str, at: datetime) -> None:
    """
    Take back a role that was granted.

    Raises LastAdministrator.
    """
    with keeping_an_administrator(given.organisation_id):
        _record("role.withdrawn", given.role, by=by, at=at, **_told(given))
        given.delete()


@transaction.atomic
def start_team(organisation: Organisation, *, name: str, by: str, at: datetime) -> Team:
    """
    Start a team, still without members; one of that name that was ended is started again, with what named it.

    Raises NameNeeded and NameTaken.
    """
    team, is_new = Team.objects.get_or_create(organisation=organisation, name=named(name, longest=80))
    if not is_new and not Team.objects.filter(pk=team.pk, ended_at__isnull=False).update(ended_at=None):
        raise taken()
    team.ended_at = None
    _record("team.started", team, by=by, at=at, after={"name": team.name})
    return team


@transaction.atomic
def rename_team(team: Team, *, name: str, by: str, at: datetime) -> Team:
    """
    Call a team otherwise; nothing happens where it is called so already.

    Raises NameNeeded and NameTaken.
    """
    team.refresh_from_db(from_queryset=Team.objects.select_for_update(no_key=True))
    before, team.name = team.name, named(name, longest=80)
    if before != team.name:
        with or_taken():
            team.save(update_fields=["name"])
        _record("team.renamed", team, by=by, at=at, before={"name": before}, after={"name": team.name})
    return team


@transaction.atomic
def disband(team: Team, *, by: str, at: datetime) -> None:
    """
    End a team; its members lose what only the team was granted, and keep their cases; one that was ended stays so.

    Raises LastAdministrator.
    """
    with keeping_an_administrator(team.organisation_id):
        team.refresh_from_db(from_queryset=Team.objects.select_for_update())  # who joins comes before or after
        if team.ended_at:
            return
        members = list(team.memberships.order_by("agent_id").values_list("agent_id", flat=True))
        given = [{"role_id": one.role_id, **_told(one)} for one in team.grants.order_by("id")]
        before = {"name": team.name, "members": members, "grants": given}
        _record("team.disbanded", team, by=by, at=at, before=before)
        team.memberships.all().delete()
        team.grants.all().delete()
        team.ended_at = at
        team.save(update_fields=["ended_at"])


@transaction.atomic
def join(team: Team, agent: Agent, *, by: str, at: datetime) -> None:
    """
    Take an agent into a team; nothing changes for one who is in it.

    Raises OtherOrganisation and TeamEnded.
    """
    if agent.organisation_id != team.organisation_id:
        raise OtherOrganisation(_("This belongs to another organisation."))
    _keep_going(team)
    _member, is_new = Membership.objects.get_or_create(organisation_id=team.organisation_id, team=team, agent=agent)
    if is_new:
        _record("team.joined", team, by=by, at=at, agent_id=agent.pk)


@transaction.atomic
def leave(team: Team, agent: Agent, *, by: str, at: datetime) -> None:
    """
    Take an agent out of a team; nothing changes for one who is not in it.

    Raises LastAdministrator.
    """
    with keeping_an_administrator(team.organisation_id):
        left, _each = Membership.objects.filter(team=team, agent=agent).delete()
        if left:
            _record("team.left", team, by=by, at=at, agent_id=agent.pk)


@contextmanager
def keeping_an_administrator(organisation_id: int) -> Iterator[None]:
    """
    Let one change at a time decide whether somebody is left who may set up everything; nothing else waits for it.

    Raises LastAdministrator afterwards when nobody is.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    yield
    if not administrators(organisation_id):
        raise LastAdministrator(_("Somebody must be left who may set up everything. Give that to another agent first."))


def _keep_going(team: Team) -> None:
    """
    Let nobody end a team until this transaction has ended.

    Raises TeamEnded.
    """
    if Team.objects.select_for_update(no_key=True).get(pk=team.pk).ended_at:
        raise TeamEnded(_("This team was ended. Choose another."))


def _checked(reaches: Mapping[str, str]) -> dict[str, str]:
    facts = {power.value: Reach(reaches.get(power, "")).value for power in Power}
    if not any(facts.values()):
        raise NothingAllowed(_("Let the role allow something."))
    if not facts[Power.READ]:
        facts[Power.READ] = max((facts[Power.ANSWER], facts[Power.CLOSE]), key=[str(reach) for reach in Reach].index)
    return facts


def _as_set(role: Role) -> dict[str, str]:
    return {"name": role.name, **{power.value: getattr(role, power) for power in Power}}


def _whom(to: Agent | Team | Token) -> dict[str, Any]:
    return {
        "agent": to if isinstance(to, Agent) else None,
        "team": to if isinstance(to, Team) else None,
        "token": to if isinstance(to, Token) else None,
    }


def _told(given: Grant) -> dict[str, int | None]:
    return {name: getattr(given, name) for name in ("agent_id", "team_id", "token_id", "brand_id", "queue_id")}


def _record(name: str, row: Role | Team, *, by: str, at: datetime, **facts: object) -> None:
    history.record(name, organisation_id=row.organisation_id, subject_id=row.pk, actor=by, at=at, **facts)
