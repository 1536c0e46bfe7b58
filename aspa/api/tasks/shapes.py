"""How tasks look to programs, and how they ask for them."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, Field

from aspa.api.shapes import Named
from aspa.api.wishes import Key, Moment, Wish
from aspa.kit.lines import one_line
from aspa.tasks.models import CheckList, Task

Told = Annotated[str, Field(max_length=1000)]


class TaskShape(Schema):
    """A task: what is to be done in which case, by whom (null: nobody yet) and by when; `done_at` once it is done."""

    id: int
    case: int
    text: str
    agent: Named | None
    due_at: datetime | None
    added_at: datetime
    done_at: datetime | None

    @staticmethod
    def resolve_case(task: Task) -> int:
        """The number of its case."""
        return task.case.number


class CheckListShape(Schema):
    """A check-list of a brand; `reason_id` is the reason for which it is proposed."""

    id: int
    name: str
    lines: list[str]
    reason_id: int | None

    @staticmethod
    def resolve_reason_id(kept: CheckList) -> int | None:
        """The key of the reason."""
        return kept.reason_id


class TaskWish(Wish):
    """A task to be added, or as it shall be."""

    text: Told
    agent_id: Key | None = None
    due_at: Moment | None = None


class ListWish(Wish):
    """The check-list to be added."""

    check_list_id: Key


class KeptListWish(Wish):
    """A check-list as it is to be; `reason_id` is the reason for which it is proposed."""

    name: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(one_line)]
    lines: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=200)]
    reason_id: Key | None = None


class ClarifyingShape(Schema):
    """What a brand must know in cases of a reason, in each language; the answer may stand in a field."""

    id: int
    reason_id: int
    field_id: int | None
    texts: dict[str, str]


class ClarifyingWish(Wish):
    """A question as it is to be; in one language at least."""

    reason_id: Key
    field_id: Key | None = None
    texts: dict[Literal["fi", "sv", "en"], Annotated[str, Field(max_length=1000)]]
