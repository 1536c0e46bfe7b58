"""How sorting looks to programs, and how they ask for it."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Wish
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

    reason_id: Annotated[int, Field(gt=0, lt=2**63)] | None


class ValueWish(Wish):
    """What is written into a field; empty takes away what is there."""

    value: Annotated[str, Field(max_length=10_000)]
