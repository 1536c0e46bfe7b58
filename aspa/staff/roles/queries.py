"""Asking who may do what."""

from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent, Grant, Membership, Role, Team


def administrators(organisation_id: int) -> list[int]:
    """Return the keys of the agents at work who may set up the whole organisation."""
    everything = Grant.objects.filter(
        organisation_id=organisation_id, role__administer="all", brand__isnull=True, queue__isnull=True
    )
    in_teams = Membership.objects.filter(team__in=everything.values("team"))
    whole = Q(pk__in=everything.values("agent")) | Q(pk__in=in_teams.values("agent"))
    keys = Agent.objects.filter(whole, organisation_id=organisation_id, is_active=True).order_by("id")
    return list(keys.values_list("pk", flat=True))


def roles(viewer: Viewer) -> list[Role]:
    """Return the roles of the viewer's organisation: those that Aspa brought along, then the others by name."""
    found = list(Role.objects.visible_to(viewer).order_by("name", "id"))
    kinds = list(Role.Kind.values)
    return sorted(found, key=lambda role: kinds.index(role.kind) if role.kind else len(kinds))


def role_of(viewer: Viewer, role_id: int) -> Role:
    """
    Return one role of the viewer's organisation.

    Raises Missing.
    """
    found: Role | None = Role.objects.visible_to(viewer).filter(pk=role_id).first()
    return or_missing(found, _("There is no such role."))


def grants(viewer: Viewer, **whose: int) -> list[Grant]:
    """Return what was granted in the viewer's organisation, with everything that names it; `whose` narrows it."""
    joined = ("role", "agent", "team", "token", "brand", "queue")
    return list(Grant.objects.visible_to(viewer).filter(**whose).select_related(*joined).order_by("id"))


def grant_of(viewer: Viewer, grant_id: int) -> Grant:
    """
    Return one thing that was granted in the viewer's organisation.

    Raises Missing.
    """
    found: Grant | None = Grant.objects.visible_to(viewer).select_related("role").filter(pk=grant_id).first()
    return or_missing(found, _("This was not granted, or was taken back already."))


def teams(viewer: Viewer) -> list[Team]:
    """Return the teams of the viewer's organisation by name, each with its members."""
    lasting = Team.objects.visible_to(viewer).filter(ended_at=None)
    return list(lasting.prefetch_related("memberships__agent").order_by("name", "id"))


def members_of(team: Team) -> list[Agent]:
    """Return the agents of a team that was asked for with them, by name."""
    return sorted((one.agent for one in team.memberships.all()), key=lambda agent: (agent.name, agent.pk))


def team_of(viewer: Viewer, team_id: int) -> Team:
    """
    Return one team of the viewer's organisation.

    Raises Missing.
    """
    found: Team | None = Team.objects.visible_to(viewer).filter(pk=team_id, ended_at=None).first()
    return or_missing(found, _("There is no such team."))


def teams_by_agent(viewer: Viewer) -> dict[int, list[Team]]:
    """Return the teams of each agent who is in any, by the agent's key."""
    found: dict[int, list[Team]] = {}
    for one in Membership.objects.visible_to(viewer).select_related("team").order_by("team__name", "id"):
        found.setdefault(one.agent_id, []).append(one.team)
    return found
