"""Who sits at which case, as far as this process has heard. Pure: the time is always an argument."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

LASTS = 10.0  # seconds without a beat until somebody is gone: a closed lid says nothing

Place = tuple[int, int]  # organisation id, case number
NOWHERE = 0
STATES = ("notes", "reads", "writes")


class Seat(NamedTuple):
    """A page of an agent that shows a case; `state` is reads | writes | notes. Place 0 is that it was left."""

    organisation_id: int
    number: int
    agent_id: int
    name: str
    tab: str
    state: str

    @property
    def page(self) -> tuple[int, int, str]:
        """Which page it is: organisation, agent, tab."""
        return self.organisation_id, self.agent_id, self.tab


class Present(NamedTuple):
    """An agent at a case, and what the busiest of the agent's pages does there."""

    agent_id: int
    name: str
    state: str


class Seats:
    """Everybody's pages, each at one case at most."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, int, str], tuple[Seat, float]] = {}  # organisation, agent, tab → seat, until
        self.places: dict[Place, dict[tuple[int, str], Seat]] = defaultdict(dict)

    def take(self, seat: Seat, *, now: float, lasts: float = LASTS) -> set[Place]:
        """Let a page sit at a case, or at none; return the places where others now see something else."""
        key = seat.page
        before, until = self.taken.pop(key, (None, 0.0))
        if before == seat:
            self.taken[key] = (seat, max(until, now + lasts))
            return set()
        left = self._vacate(before) if before else set()
        if seat.number == NOWHERE:
            return left
        self.taken[key] = (seat, now + lasts)
        place = (seat.organisation_id, seat.number)
        self.places[place][seat.agent_id, seat.tab] = seat
        return left | {place}

    def left_of(self, seat: Seat, *, now: float) -> float:
        """Return for how many seconds a seat still holds; 0 when its page sits elsewhere or nowhere."""
        held, until = self.taken.get(seat.page, (None, 0.0))
        return max(until - now, 0.0) if held == seat else 0.0

    def clear(self, *, now: float) -> set[Place]:
        """Forget pages that fell silent; return the places that they left."""
        silent = [key for key, (_seat, until) in self.taken.items() if until <= now]
        return {place for key in silent for place in self._vacate(self.taken.pop(key)[0])}

    def at(self, organisation_id: int, number: int, *, beside: int = 0) -> list[Present]:
        """Return who is at a case, by name; `beside` is an agent who asks for the others."""
        found: dict[int, Present] = {}
        for seat in list(self.places.get((organisation_id, number), {}).values()):
            busiest = found.get(seat.agent_id)
            if seat.agent_id != beside and (busiest is None or busiest.state == "reads"):
                found[seat.agent_id] = Present(seat.agent_id, seat.name, seat.state)
        return sorted(found.values(), key=lambda one: (one.name, one.agent_id))

    def agents_at(self, place: Place) -> set[int]:
        """Return the ids of the agents at a case."""
        return {agent_id for agent_id, _tab in self.places.get(place, {})}

    def _vacate(self, seat: Seat) -> set[Place]:
        place = (seat.organisation_id, seat.number)
        here = self.places[place]
        here.pop((seat.agent_id, seat.tab), None)
        if not here:
            del self.places[place]
        return {place}


everybody = Seats()  # as this process has heard


def mark(present: Iterable[Present]) -> str:
    """Return by what a page knows whether it shows who is there: `7r-9w`."""
    return "-".join(f"{one.agent_id}{one.state[0]}" for one in present)


def batches(told: list[list[Any]], size: int) -> list[list[list[Any]]]:
    """Return what is told in groups that fit into one notice each."""
    return [told[begin : begin + size] for begin in range(0, len(told), size)]
