"""Options: what customers are offered, and what they chose."""

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import Field

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.tasks.shapes import Told
from aspa.api.wishes import Key, Wish
from aspa.cases import queries as cases
from aspa.tasks.models import Option
from aspa.tasks.options import queries, verbs

router = Router(tags=["tasks"])


class OptionShape(Schema):
    """
    An option: `offered_at` once a reply has offered it, `chosen_at` once the choice was written down.

    `mark` is by what the latest letter called it, such as "B", empty where none did.
    """

    id: int
    text: str
    terms: str
    mark: str
    added_at: datetime
    offered_at: datetime | None
    message_id: int | None
    chosen_at: datetime | None
    chosen_by: str


class OptionWish(Wish):
    """A solution, and its price or condition."""

    text: Told
    terms: Annotated[str, Field(max_length=1000)] = ""


@router.get("/cases/{int:number}/options", response=list[OptionShape], operation_id="list_options")
def list_options(request: ApiRequest, number: int) -> list[Option]:
    """List what the customer of a case is offered."""
    return queries.options_in(request.auth, cases.case_by_number(request.auth, number))


@router.post("/cases/{int:number}/options", response={201: OptionShape}, operation_id="propose")
@decorate_view(once)
def propose(request: ApiRequest, number: int, wish: OptionWish) -> Status[Option]:
    """Write down an option; a reply in which it stands as `text (terms)` offers it."""
    case = cases.case_by_number(request.auth, number)
    return Status(201, verbs.propose(case, text=wish.text, terms=wish.terms, by=request.auth, at=timezone.now()))


@router.put("/cases/{int:number}/options/{option_id}/choice", response=OptionShape, operation_id="choose_option")
def choose_option(request: ApiRequest, number: int, option_id: Key) -> Option:
    """Write down that the customer chose this one; another is then not chosen."""
    option = _option(request, number, option_id)
    verbs.choose(option, by=request.auth, at=timezone.now())
    return option


@router.delete("/cases/{int:number}/options/{option_id}/choice", response=OptionShape, operation_id="unchoose_option")
def unchoose_option(request: ApiRequest, number: int, option_id: Key) -> Option:
    """Write down that the customer has not chosen this one after all."""
    option = _option(request, number, option_id)
    verbs.unchoose(option, by=request.auth, at=timezone.now())
    return option


@router.delete("/cases/{int:number}/options/{option_id}", response={204: None}, operation_id="drop_option")
def drop_option(request: ApiRequest, number: int, option_id: Key) -> Status[None]:
    """Take an option away that nobody was offered."""
    verbs.drop(_option(request, number, option_id), by=request.auth, at=timezone.now())
    return Status(204, None)


def _option(request: ApiRequest, number: int, option_id: int) -> Option:
    return queries.option_of(request.auth, cases.case_by_number(request.auth, number), option_id)
