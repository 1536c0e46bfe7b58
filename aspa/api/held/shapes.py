"""How replies that have not left look to programs, and how they ask for them."""

from datetime import datetime

from ninja import Schema

from aspa.api.wishes import Moment, ReplyWish
from aspa.drafting.models import Held


class HeldShape(Schema):
    """A reply that leaves later; `state` is `waiting`, `stopped` (see `reason`), `left` or `withdrawn`."""

    id: int
    case_number: int
    author: str
    state: str
    text: str
    leaves_at: datetime
    is_scheduled: bool
    reason: str

    @staticmethod
    def resolve_case_number(held: Held) -> int:
        """In which case."""
        return held.case.number

    @staticmethod
    def resolve_text(held: Held) -> str:
        """What it says."""
        text: str = held.letter["text"]
        return text

    @staticmethod
    def resolve_state(held: Held) -> str:
        """How it stands with it."""
        ends = {"left": held.left_at, "withdrawn": held.withdrawn_at, "stopped": held.stopped_at}
        return next((state for state, at in ends.items() if at), "waiting")


class HeldPage(Schema):
    """A page of replies that have not left."""

    items: list[HeldShape]
    next: str | None


class HoldWish(ReplyWish):
    """An answer that leaves at a time to come, at most a year away."""

    leaves_at: Moment
