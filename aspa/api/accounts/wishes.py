"""How programs ask for what an administrator sets up about people."""

from typing import Annotated, Self

from pydantic import Field, StrictBool, model_validator

from aspa.api.wishes import Key, Moment, Wish
from aspa.kit.powers import Power, Reach

Name = Annotated[str, Field(max_length=200)]


class PlaceWish(Wish):
    """Where a role holds: in one brand, in one queue, or everywhere."""

    brand_id: Key | None = None
    queue_id: Key | None = None

    @model_validator(mode="after")
    def at_most_one(self) -> Self:
        """Refuse both."""
        if self.brand_id and self.queue_id:
            raise ValueError("give brand_id or queue_id, not both")
        return self


class GrantWish(PlaceWish):
    """Which role, and to whom: exactly one of the three."""

    role_id: Key
    agent_id: Key | None = None
    team_id: Key | None = None
    program_id: Key | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Self:
        """Refuse none and several."""
        if sum(each is not None for each in (self.agent_id, self.team_id, self.program_id)) != 1:
            raise ValueError("give agent_id, team_id or program_id")
        return self


class NameWish(Wish):
    """What something is called."""

    name: Name


class RoleWish(NameWish):
    """A role; powers that are left out are not given."""

    reaches: dict[Power, Reach]


class InvitationWish(Wish):
    """For whom a link is, as colleagues know it from other open ones."""

    name: Name = ""
    is_administrator: StrictBool = False


class DepartureWish(Wish):
    """Who goes on with the open cases; null gives them back to the queues they were taken from."""

    to_agent_id: Key | None = None


class SecondStepWish(Wish):
    """Whether everybody needs a second step."""

    is_wanted: StrictBool


class ProgramWish(PlaceWish):
    """A new program; without a role it may do what programs usually do."""

    name: Name
    role_id: Key | None = None
    expires_at: Moment | None = None
