"""How a suspicion looks to programs, and how they decide."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema

from aspa.api.wishes import Wish
from aspa.screening.models import Suspicion
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
