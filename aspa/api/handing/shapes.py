"""How a hand-over looks to programs, and how they offer and answer one."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Key, OwnerWish, Wish
from aspa.handing.models import Handover
from aspa.handing.queries import Owing
from aspa.handing.verbs import LONGEST

Lines = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class OfferWish(OwnerWish):
    """To whom a case is offered, in which agent's name (`from_agent_id`), and what the receiver must know."""

    from_agent_id: Key
    known: Lines
    promised: Lines
    asked: Lines


class AcceptanceWish(Wish):
    """Which agent accepts."""

    agent_id: Key


class DeclineWish(Wish):
    """Which agent declines, and why."""

    agent_id: Key
    reason: Lines


class HandoverShape(Schema):
    """
    That a case was offered. `ending` is empty while nobody has answered, then `accepted`, `declined` or `withdrawn`.

    Past `remind_at` it waits too long.
    """

    id: int
    case: int
    offered_by_id: int
    agent_id: int | None = Field(alias="to_agent_id")
    queue_id: int | None = Field(alias="to_queue_id")
    known: str
    promised: str
    asked: str
    offered_at: datetime
    remind_at: datetime
    ending: str
    ended_at: datetime | None
    reason: str

    @staticmethod
    def resolve_case(handover: Handover) -> int:
        """The number of the case."""
        number: int = handover.case.number
        return number


class CheckShape(Schema):
    """That an agent asks the customer of a case, by `due_until`, whether what was handed over was solved."""

    id: int
    handover_id: int
    case: int
    due_until: datetime

    @staticmethod
    def resolve_id(owing: Owing) -> int:
        """Its key."""
        key: int = owing.check.pk
        return key

    @staticmethod
    def resolve_handover_id(owing: Owing) -> int:
        """Which offer it follows."""
        key: int = owing.check.handover_id
        return key

    @staticmethod
    def resolve_case(owing: Owing) -> int:
        """The number of the case, where it goes on now."""
        number: int = owing.case.number
        return number

    @staticmethod
    def resolve_due_until(owing: Owing) -> datetime:
        """When it is to be done."""
        due: datetime = owing.check.promise.due_until
        return due
