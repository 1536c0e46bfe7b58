"""How people, roles and what they may do look to programs."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from aspa.api.shapes import AgentShape, Named
from aspa.kit.powers import Power
from aspa.staff.models import Agent, Grant, Role, Team, Token
from aspa.staff.roles import queries


class GrantShape(Schema):
    """That somebody has a role: in `brand`, in `queue`, or everywhere when both are null."""

    id: int
    role: Named
    agent: Named | None
    team: Named | None
    program: Named | None
    brand: Named | None
    queue: Named | None

    @staticmethod
    def resolve_role(grant: Grant) -> dict[str, Any]:
        """Its own name, or what its kind is called in the code."""
        return {"id": grant.role_id, "name": grant.role.name or grant.role.kind}

    @staticmethod
    def resolve_program(grant: Grant) -> Token | None:
        """The program by the name of its token."""
        return grant.token


class PersonShape(AgentShape):
    """Somebody who serves or served, with everything they may do."""

    language: str
    is_active: bool
    has_second_step: bool
    teams: list[Named]
    grants: list[GrantShape]


class TeamShape(Named):
    """A team and who is in it."""

    members: list[Named]

    @staticmethod
    def resolve_members(team: Team) -> list[Agent]:
        """By name."""
        return queries.members_of(team)


class RoleShape(Schema):
    """A role; each power reaches to `own`, `team`, `all` or nothing. `kind` is of those that Aspa brought along."""

    id: int
    kind: str
    name: str = Field(description="Empty while one that Aspa brought along keeps the name of its kind.")
    reaches: dict[str, str]

    @staticmethod
    def resolve_reaches(role: Role) -> dict[str, str]:
        """Every power with its reach."""
        return {power.value: getattr(role, power) for power in Power}


class SignInShape(Schema):
    """A browser in which an agent is signed in; `place` is a network, never a whole address."""

    id: int
    device: str
    place: str
    signed_in_at: datetime
    seen_at: datetime


class InvitationShape(Schema):
    """A link by which one colleague may join."""

    id: int
    name: str
    is_administrator: bool
    expires_at: datetime


class InvitationLinkShape(Schema):
    """The link to be passed on; it is not shown again."""

    link: str


class DepartureShape(Schema):
    """How many open cases have a new owner."""

    cases: int


class EndedShape(Schema):
    """How many there were."""

    count: int


class SecondStepShape(Schema):
    """Whether everybody needs a second step."""

    is_wanted: bool


class ProgramShape(Named):
    """A program and how long its key opens something."""

    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None = Field(description="To the hour.")
    revoked_at: datetime | None


class KeyShape(Schema):
    """The key of a new program; it is not shown again."""

    key: str


class RecordShape(Schema):
    """
    A change by its event's name (`before` and `after` stand in `facts`), or a look at a customer.

    `subject_id` is what was changed, or the number of the case that was looked at; `undoes` is the change that was set
    back by this one, `is_undone` tells that another set this one back.
    """

    id: int
    at: datetime
    actor: str
    actor_name: str
    name: str
    subject_id: int
    facts: dict[str, Any]
    undoes: int | None
    is_undone: bool
    can_be_undone: bool


class RecordPage(Schema):
    """Some records, the newest first, and where the list goes on."""

    items: list[RecordShape]
    next: str | None
