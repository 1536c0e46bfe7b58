"""Who may do what: teams, roles, grants, and programs."""

from typing import Any

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.accounts.shapes import GrantShape, KeyShape, ProgramShape, RoleShape, TeamShape
from aspa.api.accounts.wishes import GrantWish, NameWish, PlaceWish, ProgramWish, RoleWish
from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.repeat import once
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.staff import queries as staff
from aspa.staff import verbs as staff_verbs
from aspa.staff.models import Agent, Grant, Role, Team, Token
from aspa.staff.roles import queries, verbs

router = Router(tags=["powers"], auth=ADMINISTERS)


@router.get("/teams", response=list[TeamShape], operation_id="list_teams")
def list_teams(request: ApiRequest) -> list[Team]:
    """List the teams by name, each with its members."""
    return queries.teams(request.auth)


@router.post("/teams", response={201: TeamShape}, operation_id="start_team")
@decorate_view(once)
def start_team(request: ApiRequest, wish: NameWish) -> Status[Team]:
    """Start a team, still without members."""
    organisation, by = request.auth.organisation, request.auth.actor
    return Status(201, verbs.start_team(organisation, name=wish.name, by=by, at=timezone.now()))


@router.patch("/teams/{team_id}", response=TeamShape, operation_id="rename_team")
def rename_team(request: ApiRequest, team_id: Key, wish: NameWish) -> Team:
    """Call a team otherwise; nothing happens where it is called so already."""
    verbs.rename_team(queries.team_of(request.auth, team_id), name=wish.name, by=request.auth.actor, at=timezone.now())
    return queries.team_of(request.auth, team_id)


@router.delete("/teams/{team_id}", response=list[TeamShape], operation_id="end_team")
def end_team(request: ApiRequest, team_id: Key) -> list[Team]:
    """End a team; its members stay, and lose what only the team was granted."""
    verbs.disband(queries.team_of(request.auth, team_id), by=request.auth.actor, at=timezone.now())
    return queries.teams(request.auth)


@router.put("/teams/{team_id}/members/{agent_id}", response=TeamShape, operation_id="join_team")
def join_team(request: ApiRequest, team_id: Key, agent_id: Key) -> Team:
    """Take an agent into a team; nothing changes for one who is in it."""
    team, agent = queries.team_of(request.auth, team_id), staff.agent_of(request.auth, agent_id)
    verbs.join(team, agent, by=request.auth.actor, at=timezone.now())
    return queries.team_of(request.auth, team_id)


@router.delete("/teams/{team_id}/members/{agent_id}", response=TeamShape, operation_id="leave_team")
def leave_team(request: ApiRequest, team_id: Key, agent_id: Key) -> Team:
    """Take an agent out of a team; nothing changes for one who is not in it."""
    team, agent = queries.team_of(request.auth, team_id), staff.anybody(request.auth, agent_id)
    verbs.leave(team, agent, by=request.auth.actor, at=timezone.now())
    return queries.team_of(request.auth, team_id)


@router.get("/roles", response=list[RoleShape], operation_id="list_roles")
def list_roles(request: ApiRequest) -> list[Role]:
    """List the roles: those that Aspa brought along, then the others by name."""
    return queries.roles(request.auth)


@router.post("/roles", response={201: RoleShape}, operation_id="make_role")
@decorate_view(once)
def make_role(request: ApiRequest, wish: RoleWish) -> Status[Role]:
    """Make a role."""
    organisation, by = request.auth.organisation, request.auth.actor
    return Status(201, verbs.make_role(organisation, **_said(wish), by=by, at=timezone.now()))


@router.put("/roles/{role_id}", response=RoleShape, operation_id="change_role")
def change_role(request: ApiRequest, role_id: Key, wish: RoleWish) -> Role:
    """Say anew what a role is called and allows; it holds at once for everybody who has it."""
    role = queries.role_of(request.auth, role_id)
    return verbs.change_role(role, **_said(wish), by=request.auth.actor, at=timezone.now())


@router.delete("/roles/{role_id}", response=list[RoleShape], operation_id="drop_role")
def drop_role(request: ApiRequest, role_id: Key) -> list[Role]:
    """Drop a role that nobody has."""
    verbs.drop_role(queries.role_of(request.auth, role_id), by=request.auth.actor, at=timezone.now())
    return queries.roles(request.auth)


@router.get("/grants", response=list[GrantShape], operation_id="list_grants")
def list_grants(request: ApiRequest) -> list[Grant]:
    """List every role that somebody has, and where it holds."""
    return queries.grants(request.auth)


@router.post("/grants", response={201: GrantShape}, operation_id="grant_role")
@decorate_view(once)
def grant_role(request: ApiRequest, wish: GrantWish) -> Status[Grant]:
    """Give somebody a role; giving it again changes nothing."""
    role, whom = queries.role_of(request.auth, wish.role_id), _whom(request, wish)
    given = verbs.grant(role, to=whom, **_where(request, wish), by=request.auth.actor, at=timezone.now())
    return Status(201, given)


@router.delete("/grants/{grant_id}", response=list[GrantShape], operation_id="withdraw_grant")
def withdraw_grant(request: ApiRequest, grant_id: Key) -> list[Grant]:
    """Take back a role from whoever has it."""
    verbs.withdraw(queries.grant_of(request.auth, grant_id), by=request.auth.actor, at=timezone.now())
    return queries.grants(request.auth)


@router.get("/programs", response=list[ProgramShape], operation_id="list_programs")
def list_programs(request: ApiRequest) -> list[Token]:
    """List the programs: the newest first, those without a key in force last."""
    return staff.tokens(request.auth)


@router.post("/programs", response={201: KeyShape}, operation_id="make_program")
def make_program(request: ApiRequest, wish: ProgramWish) -> Status[dict[str, str]]:
    """Make a key for a program. It is shown once, so no answer is kept for an Idempotency-Key."""
    asked: dict[str, Any] = _where(request, wish)
    if wish.role_id:
        asked["role"] = queries.role_of(request.auth, wish.role_id)
    asked |= {"expires_at": wish.expires_at, "at": timezone.now()}
    organisation, by = request.auth.organisation, request.auth.actor
    return Status(201, {"key": staff_verbs.make_token(organisation, name=wish.name, by=by, **asked)})


@router.delete("/programs/{token_id}", response=list[ProgramShape], operation_id="revoke_program")
def revoke_program(request: ApiRequest, token_id: Key) -> list[Token]:
    """Let a key open nothing any more."""
    staff_verbs.revoke(staff.token_of(request.auth, token_id), by=request.auth.actor, at=timezone.now())
    return staff.tokens(request.auth)


def _said(wish: RoleWish) -> dict[str, Any]:
    return {"name": wish.name, "reaches": {power.value: reach.value for power, reach in wish.reaches.items()}}


def _whom(request: ApiRequest, wish: GrantWish) -> Agent | Team | Token:
    if wish.agent_id:
        return staff.anybody(request.auth, wish.agent_id)
    if wish.team_id:
        return queries.team_of(request.auth, wish.team_id)
    return staff.token_of(request.auth, wish.program_id or 0)


def _where(request: ApiRequest, wish: PlaceWish) -> dict[str, Any]:
    brand = brands.brand_of(request.auth, wish.brand_id) if wish.brand_id else None
    queue = staff.queue_of(request.auth, wish.queue_id) if wish.queue_id else None
    return {"brand": brand, "queue": queue}
