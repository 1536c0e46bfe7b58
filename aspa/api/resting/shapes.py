"""How a rest of a case looks to programs, and how they ask for one."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Moment, Wish
from aspa.cases.snoozing import NOTE


class Rest(Schema):
    """That a case rests; `roused_at` is when its customer wrote meanwhile. It still wakes at `until`."""

    until: datetime
    note: str
    snoozed_by: str
    roused_at: datetime | None


class RestWish(Wish):
    """Until when a case rests, and what is waited for."""

    until: Moment
    note: Annotated[str, Field(max_length=NOTE)] = ""
