"""Setting back what was set of people: roles and teams, who comes in, and with what."""

from datetime import datetime
from typing import Any

from django.db.models import ManyToOneRel
from django.utils.translation import gettext as _

from aspa.audit.undoing.since import changed_since
from aspa.brands import queries as brands
from aspa.cases import leaving
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer
from aspa.sign_on import queries as sign_on
from aspa.sign_on import verbs as sign_on_verbs
from aspa.staff import queries
from aspa.staff import verbs as staff
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent, Grant, Membership, Team, Token
from aspa.staff.queues import verbs as queue_verbs
from aspa.staff.roles import queries as roles
from aspa.staff.roles import verbs as role_verbs
from aspa.staff.signing_in import verbs as signing_in

Given = tuple[int, int | None, int | None]  # a role, and the brand or queue it is for


def role(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a role allow what it allowed."""
    name, reaches = _as_it_was(event)
    role_verbs.change_role(roles.role_of(by, event.subject_id), name=name, reaches=reaches, by=by.actor, at=at)


def made_role(event: Event, *, by: Viewer, at: datetime) -> None:
    """Drop a role that was made."""
    role_verbs.drop_role(roles.role_of(by, event.subject_id), by=by.actor, at=at)


def dropped_role(event: Event, *, by: Viewer, at: datetime) -> None:
    """Make a role again that was dropped."""
    name, reaches = _as_it_was(event)
    role_verbs.make_role(brands.brand_of(by).organisation, name=name, reaches=reaches, by=by.actor, at=at)


def granted(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take a role back that was given."""
    given = [one for one in roles.grants(by, **_whose(event.facts)) if one.role_id == event.subject_id]
    same = [one for one in given if (one.brand_id, one.queue_id) == _where(event.facts)]
    if not same:
        raise Missing(_("This role is not given to them any more."))
    role_verbs.withdraw(same[0], by=by.actor, at=at)


def withdrawn(event: Event, *, by: Viewer, at: datetime) -> None:
    """Give a role again that was taken back."""
    _grant(event.subject_id, _somebody(by, event.facts), event.facts, by=by, at=at)


def started_team(event: Event, *, by: Viewer, at: datetime) -> None:
    """End a team that was started, while nothing hangs on it but what an undo that started it again gave back."""
    team = roles.team_of(by, event.subject_id)
    with role_verbs.keeping_an_administrator(team.organisation_id):
        Team.objects.select_for_update().filter(pk=team.pk).first()  # what would hang on it waits
        if (event.undoes is None and _hangs_elsewhere(team)) or _of_its_own(team) != _given_back(event):
            raise changed_since()
        role_verbs.disband(team, by=by.actor, at=at)


def disbanded(event: Event, *, by: Viewer, at: datetime) -> None:
    """Start a team again that was ended, with its members and what it was granted; what named it names it again."""
    before = event.facts["before"]
    team = role_verbs.start_team(brands.brand_of(by).organisation, name=before["name"], by=by.actor, at=at)
    for agent_id in before["members"]:
        role_verbs.join(team, queries.anybody(by, agent_id), by=by.actor, at=at)
    for given in before["grants"]:
        _grant(given["role_id"], team, given, by=by, at=at)


def renamed_team(event: Event, *, by: Viewer, at: datetime) -> None:
    """Call a team as it was called."""
    former = event.facts["before"]["name"]
    role_verbs.rename_team(roles.team_of(by, event.subject_id), name=former, by=by.actor, at=at)


def renamed_queue(event: Event, *, by: Viewer, at: datetime) -> None:
    """Call a queue as it was called."""
    former = event.facts["before"]["name"]
    queue_verbs.rename(queries.any_queue(by, event.subject_id), name=former, by=by.actor, at=at)


def started_queue(event: Event, *, by: Viewer, at: datetime) -> None:
    """End a queue that was started, while nothing is in it."""
    queue_verbs.end(queries.any_queue(by, event.subject_id), by=by.actor, at=at)


def ended_queue(event: Event, *, by: Viewer, at: datetime) -> None:
    """Start a queue again that was ended."""
    queue = queries.any_queue(by, event.subject_id)
    staff.start_queue(queue.brand, name=queue.name, by=by.actor, at=at)


def joined(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take somebody out of a team who joined it."""
    role_verbs.leave(*_member(event, by), by=by.actor, at=at)


def left(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take somebody into a team again who left it."""
    role_verbs.join(*_member(event, by), by=by.actor, at=at)


def deactivated(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let somebody sign in again who left; their former cases stay with those who have them."""
    staff.reactivate(queries.anybody(by, event.subject_id), by=by.actor, at=at)


def reactivated(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let somebody leave again who came back; what they have open goes to its queues."""
    leaving.part_from(queries.anybody(by, event.subject_id), by=by, at=at)


def token(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a key that was made open nothing any more."""
    staff.revoke(queries.token_of(by, event.subject_id), by=by.actor, at=at)


def invitation(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a link that nobody used open nothing any more."""
    inviting.withdraw(queries.invitation_of(by, event.subject_id), by=by.actor, at=at)


def second_step(event: Event, *, by: Viewer, at: datetime) -> None:
    """Want a second step of everybody, or no more, as it was."""
    house = brands.brand_of(by).organisation
    signing_in.want_second_step(house, is_wanted=event.facts["before"], by=by.actor, at=at)


def provider(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let people sign in where they did; nowhere else where the provider was new."""
    found, before = sign_on.provider_of(by), dict(event.facts["before"])
    if found is None:
        raise Missing(_("This sign-on was removed."))
    if not before:
        sign_on_verbs.remove(found, by=by.actor, at=at)
        return
    role_id = before.pop("role_id")
    role = roles.role_of(by, role_id) if role_id else None
    sign_on_verbs.set_up(found.organisation, by=by.actor, at=at, **before, secret="", role=role)


def account(event: Event, *, by: Viewer, at: datetime) -> None:
    """Part an account of a provider from the person it was joined to."""
    theirs = [one for one in sign_on.accounts_of(by, event.facts["agent_id"]) if one.provider_id == event.subject_id]
    if not theirs:
        raise Missing(_("This account is not linked any more."))
    if theirs[0].linked_at != event.at:
        raise changed_since()
    sign_on_verbs.unlink(theirs[0], by=by.actor, at=at)


def _hangs_elsewhere(team: Team) -> bool:
    """Tell whether anything but members and grants names a team: who looks at spam, passages, views, questions."""
    told = [one for one in Team._meta.get_fields(include_hidden=True) if isinstance(one, ManyToOneRel)]
    other = [one for one in told if one.related_model not in (Membership, Grant)]
    return any(one.related_model._base_manager.filter(**{one.field.name: team}).exists() for one in other)


def _of_its_own(team: Team) -> tuple[set[int], set[Given]]:
    members = set(team.memberships.values_list("agent_id", flat=True))
    return members, set(team.grants.values_list("role_id", "brand_id", "queue_id"))


def _given_back(event: Event) -> tuple[set[int], set[Given]]:
    """Return the members and grants with which an undo started a team again; none of one that was merely started."""
    if event.undoes is None:
        return set(), set()
    before = Event.objects.get(organisation_id=event.organisation_id, pk=event.undoes).facts["before"]
    return set(before["members"]), {(one["role_id"], *_where(one)) for one in before["grants"]}


def _as_it_was(event: Event) -> tuple[str, dict[str, str]]:
    reaches = dict(event.facts["before"])
    return reaches.pop("name"), reaches


def _whose(told: dict[str, Any]) -> dict[str, int]:
    return {name: told[name] for name in ("agent_id", "team_id", "token_id") if told[name]}


def _where(told: dict[str, Any]) -> tuple[int | None, int | None]:
    return told["brand_id"], told["queue_id"]


def _somebody(by: Viewer, told: dict[str, Any]) -> Agent | Team | Token:
    if told["agent_id"]:
        return queries.anybody(by, told["agent_id"])
    return roles.team_of(by, told["team_id"]) if told["team_id"] else queries.token_of(by, told["token_id"])


def _grant(role_id: int, to: Agent | Team | Token, told: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    brand_id, queue_id = _where(told)
    brand = brands.brand_of(by, brand_id) if brand_id else None
    queue = queries.queue_of(by, queue_id) if queue_id else None
    role_verbs.grant(roles.role_of(by, role_id), to=to, by=by.actor, at=at, brand=brand, queue=queue)


def _member(event: Event, by: Viewer) -> tuple[Team, Agent]:
    return roles.team_of(by, event.subject_id), queries.anybody(by, event.facts["agent_id"])
