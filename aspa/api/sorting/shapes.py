"""How sorting looks to programs, and how they ask for it."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StrictBool

from aspa.api.wishes import Key, Wish
from aspa.sorting import queries
from aspa.sorting.models import Reason


class TagShape(Schema):
    """A tag."""

    id: int
    name: str
    colour: str


class ReasonShape(Schema):
    """A reason; `key` is empty for one of a brand's own, `name` in the language that was asked for."""

    id: int
    key: str
    name: str

    @staticmethod
    def resolve_name(reason: Reason | queries.ReasonRow) -> str:
        """A built-in one has its own name until it is renamed."""
        return queries.ReasonRow(0, reason.key, reason.name).title


class FieldShape(Schema):
    """A field of a brand."""

    id: int
    name: str
    kind: str
    choices: list[str]
    is_required: bool


class FilledShape(FieldShape):
    """A field of a case; `value` is empty while nothing is written in it."""

    value: str


class SortedShape(Schema):
    """How a case is sorted."""

    tags: list[TagShape]
    reason: ReasonShape | None
    fields: list[FilledShape]


class TagWish(Wish):
    """A tag to be given; one that is not there yet is made."""

    name: Annotated[str, Field(max_length=200)]


class ReasonWish(Wish):
    """Why the customer turned to us; null where nobody knows."""

    reason_id: Key | None


class ValueWish(Wish):
    """What is written into a field; empty takes away what is there."""

    value: Annotated[str, Field(max_length=10_000)]


class TagWordsWish(Wish):
    """What a tag is called, and its colour."""

    name: Annotated[str, Field(max_length=200)]
    colour: Literal["plain", "spruce", "amber", "red", "blue"] = "plain"


class IntoWish(Wish):
    """Which tag takes the place of another."""

    into_id: Key


class ReasonNameWish(Wish):
    """What a reason is called."""

    name: Annotated[str, Field(max_length=200)]


class MoveWish(Wish):
    """Up, or down."""

    up: StrictBool


class ChangedFieldWish(Wish):
    """A field: what may be chosen, and whether it must be filled in before a case is closed as answered."""

    name: Annotated[str, Field(max_length=200)]
    choices: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=200)] = []
    is_required: StrictBool = False


class FieldWish(ChangedFieldWish):
    """A field with its kind, which stays."""

    kind: Literal["text", "number", "date", "choice", "yes_no", "link"]
