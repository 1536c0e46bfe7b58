"""How a suspicion looks to programs, and how they decide."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Key, Wish
from aspa.screening.models import Suspicion
from aspa.screening.verbs import MOST_HOURS
from aspa.screening.words import sentence


class Spoken(Schema):
    """A rule that spoke: its name, what it weighs, what it found, and a sentence for people."""

    rule: str
    weight: float
    detail: str
    sentence: str


class SuspicionShape(Schema):
    """That a case is suspected to be spam; `verdict` is null until somebody decides."""

    rules: list[Spoken]
    score: float
    raised_at: datetime
    look_by: datetime
    verdict: Literal["not_spam", "spam"] | None
    decided_at: datetime | None
    decided_by: str

    @staticmethod
    def resolve_rules(suspicion: Suspicion) -> list[dict[str, Any]]:
        """Each with its sentence."""
        return [{**spoke, "sentence": sentence(spoke)} for spoke in suspicion.rules]

    @staticmethod
    def resolve_verdict(suspicion: Suspicion) -> str | None:
        """What was decided."""
        return suspicion.verdict or None


class VerdictWish(Wish):
    """What a person decided."""

    verdict: Literal["not_spam", "spam"]


class WatchShape(Schema):
    """Who looks at what is suspected: an agent, a team, or everybody; within `hours` hours of service."""

    agent_id: int | None
    team_id: int | None
    hours: int


class WatchWish(Wish):
    """Who shall look, and within how many hours of service."""

    agent_id: Key | None = None
    team_id: Key | None = None
    hours: Annotated[int, Field(ge=1, le=MOST_HOURS)]
