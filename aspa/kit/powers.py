"""What a viewer may do, and how far: pure thinking, whoever grants it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Power(StrEnum):
    """One kind of thing that may be done."""

    READ = "read"
    ANSWER = "answer"
    CLOSE = "close"
    EXPORT = "export"
    ADMINISTER = "administer"


class Reach(StrEnum):
    """
    To whose cases a power reaches.

    OWN: the agent's. TEAM: those of everybody in the agent's teams too, and what waits in a queue. ALL: everybody's.
    """

    NONE = ""
    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Matter(Protocol):
    """What a power is about: a case, with the brand it belongs to and whoever has it."""

    brand_id: int
    owner_agent_id: int | None
    owner_queue_id: int | None
    taken_from_id: int | None


class Allowance(NamedTuple):
    """One power with its reach: in one brand, in one queue (also what was taken from it), or everywhere."""

    power: Power
    reach: Reach
    brand_id: int | None = None
    queue_id: int | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether nothing narrows it."""
        return self.reach == Reach.ALL and self.brand_id is None and self.queue_id is None

    def covers(self, matter: Matter, *, agent_id: int | None, colleagues: frozenset[int]) -> bool:
        """Tell whether a case lies where this power holds, and its owner within reach."""
        if self.brand_id is not None and matter.brand_id != self.brand_id:
            return False
        if self.queue_id is not None and (matter.owner_queue_id or matter.taken_from_id) != self.queue_id:
            return False
        if self.reach == Reach.ALL:
            return True
        if matter.owner_agent_id is None:
            return self.reach == Reach.TEAM
        return matter.owner_agent_id == agent_id or (self.reach == Reach.TEAM and matter.owner_agent_id in colleagues)


@dataclass(frozen=True, slots=True)
class Powers:
    """
    Everything that a viewer may do.

    Args:
        agent_id: whose own cases "own" reaches to; None for a program, which owns none.
        colleagues: everybody in the agent's teams.
    """

    allowances: Sequence[Allowance]
    agent_id: int | None = None
    colleagues: frozenset[int] = frozenset()

    def of(self, power: str) -> list[Allowance]:
        """Return where and how far one power holds."""
        return [allowance for allowance in self.allowances if allowance.power == power]

    def anywhere(self, power: str) -> bool:
        """Tell whether there is any case for which this power may hold."""
        return any(allowance.power == power for allowance in self.allowances)

    def within(self, power: str, brand_id: int) -> bool:
        """Tell whether there is any case of one brand for which this power may hold."""
        return any(allowance.brand_id in {None, brand_id} for allowance in self.of(power))

    def everywhere(self, power: str) -> bool:
        """Tell whether this power holds in the whole organisation, for everybody's cases."""
        return any(allowance.power == power and allowance.is_everywhere for allowance in self.allowances)

    def over(self, power: str, matter: Matter) -> bool:
        """Tell whether this power holds for one case."""
        return any(
            allowance.covers(matter, agent_id=self.agent_id, colleagues=self.colleagues) for allowance in self.of(power)
        )

    def in_brand(self, power: str, brand_id: int) -> bool:
        """Tell whether this power holds for everybody's cases of one brand, and for the brand itself."""
        return any(
            allowance.reach == Reach.ALL and allowance.queue_id is None and allowance.brand_id in {None, brand_id}
            for allowance in self.of(power)
        )


EVERY = Powers([Allowance(power, Reach.ALL) for power in Power])  # of Aspa itself, and of whoever runs its commands
