"""How relations between cases look to programs, and how they ask for them."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Outcome, Seen, Text, Wish

Number = Annotated[int, Field(gt=0, lt=2**63, description="Number of a case.")]
Kind = Literal["related", "duplicate", "follow_up"]


class LinkWish(Wish):
    """What the case is to another: related, its duplicate, its follow-up."""

    other: Number
    kind: Kind = "related"


class ParentWish(Wish):
    """Under which case it goes."""

    number: Number


class AnswersWish(Wish):
    """What the customers of all open cases under one are told, word for word, and how their cases end."""

    text: Text
    outcome: Outcome = "solved"
    seen: Seen = None


class RelatedShape(Schema):
    """Another case, as far as the program may read it; `outcome` is empty while it is open."""

    number: int
    subject: str
    outcome: str
    is_open: bool


class LinkShape(RelatedShape):
    """A link. `is_to` says that the case asked about is `kind` to this one, and not this one to it."""

    id: int
    kind: str
    is_to: bool


class FamilyShape(Schema):
    """The case under which one stands, and those under it; one level, so never both."""

    parent: RelatedShape | None
    children: list[RelatedShape]


class RefusedShape(Schema):
    """A case that was not answered, and why."""

    number: int
    sentence: str


class ToldShape(Schema):
    """What became of one message to many."""

    answered: int
    refused: list[RefusedShape]
