"""How a merge, a split and a summary look to programs, and how they ask for the first two."""

from datetime import datetime
from typing import Annotated, Self

from ninja import Schema
from pydantic import Field, StrictBool, model_validator

from aspa.api.wishes import Key, Line, Wish
from aspa.cases.joining.models import Merge, Split
from aspa.cases.models import ProposedLink


class CaseMergeWish(Wish):
    """Into which case, by its number; `across` says that cases of different customers are meant to be one."""

    into: Key
    reason: Line = ""
    across: StrictBool = False


class CaseMergeShape(Schema):
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


class SplitWish(Wish):
    """
    Which messages become a case of their own, by their ids: at least one of the customer's.

    It waits in the queue unless an owner is named; it is of whoever wrote the messages unless `customer_id` says so.
    `owes` says that they still wait for an answer though one was sent since.
    """

    messages: Annotated[list[Key], Field(min_length=1, max_length=500)]
    subject: Line = ""
    reason: Line = ""
    agent_id: Key | None = None
    queue_id: Key | None = None
    customer_id: Key | None = None
    owes: StrictBool = False

    @model_validator(mode="after")
    def one_owner(self) -> Self:
        """Refuse two owners."""
        if self.agent_id and self.queue_id:
            raise ValueError("give agent_id or queue_id, or neither")
        return self


class SplitShape(Schema):
    """That messages of a case became a case of their own, `made`; both by their numbers."""

    id: int
    case: int
    made: int
    reason: str
    split_by: str
    split_at: datetime
    undone_at: datetime | None

    @staticmethod
    def resolve_case(split: Split) -> int:
        """The case the messages were in."""
        number: int = split.case.number
        return number

    @staticmethod
    def resolve_made(split: Split) -> int:
        """The case they are in now."""
        number: int = split.made.number
        return number


class CaseSaidShape(Schema):
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


class CaseSummaryShape(Schema):
    """A case in a few lines, as it is now; `outcome` is empty while it is open."""

    number: int
    subject: str
    opened_at: datetime
    contacts: int
    owner_name: str
    outcome: str
    customer_name: str
    customer_address: str
    asked: CaseSaidShape | None
    answered: CaseSaidShape | None
    noted: CaseSaidShape | None
    promises: list[OwedShape]


class ProposalShape(Schema):
    """That a case may belong to another, `number`; `reason` says why it is thought so."""

    id: int
    number: int
    reason: str
    proposed_at: datetime

    @staticmethod
    def resolve_number(link: ProposedLink) -> int:
        """Which case was named."""
        return link.to.number
