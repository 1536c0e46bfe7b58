"""How what was understood of a case looks to programs, and how they put it right."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Wish

MoodName = Literal["angry", "disappointed", "neutral", "pleased"]


class AskedShape(Schema):
    """Something the customer asked; `was_left` when a reply has left it open."""

    id: int
    message_id: int
    text: str
    is_open: bool
    was_left: bool


class UnderstoodShape(Schema):
    """
    What the newest contact of a case says of itself: a hint, with the words that speak for it.

    `mood` is empty where nothing was understood; `reasons` are the likeliest, best first.
    """

    mood: str
    certainty: float
    because: list[str]
    is_corrected: bool
    reasons: list[str]
    message_id: int | None
    questions: list[AskedShape]


class MoodWish(Wish):
    """How the writer of a message feels."""

    message_id: Annotated[int, Field(gt=0, lt=2**63, description="Key of the message.")]
    mood: MoodName
