"""How a merge and a summary look to programs, and how they ask for a merge."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Line, Wish
from aspa.cases.models import Merge


class MergeWish(Wish):
    """Into which case, by its number; `across` says that cases of different customers are meant to be one."""

    into: Annotated[int, Field(gt=0, lt=2**63)]
    reason: Line = ""
    across: bool = False


class MergeShape(Schema):
    """That a case was put into another; both by their numbers."""

    id: int
    case: int
    into: int
    reason: str
    merged_by: str
    merged_at: datetime
    undone_at: datetime | None

    @staticmethod
    def resolve_case(merge: Merge) -> int:
        """The case that was emptied."""
        number: int = merge.case.number
        return number

    @staticmethod
    def resolve_into(merge: Merge) -> int:
        """The case that has everything."""
        number: int = merge.into.number
        return number


class SaidShape(Schema):
    """What somebody said last, and how it begins."""

    at: datetime
    who: str
    gist: str


class OwedShape(Schema):
    """What is owed."""

    act: str
    due_from: datetime | None
    due_until: datetime
    is_broken: bool


class SummaryShape(Schema):
    """A case in a few lines, as it is now; `outcome` is empty while it is open."""

    number: int
    subject: str
    opened_at: datetime
    contacts: int
    owner_name: str
    outcome: str
    customer_name: str
    customer_address: str
    asked: SaidShape | None
    answered: SaidShape | None
    noted: SaidShape | None
    promises: list[OwedShape]
