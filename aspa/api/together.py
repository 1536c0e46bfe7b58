"""What agents share: who is at a case, and the views they keep."""

from typing import Any

from django.utils import timezone
from ninja import Router, Schema

from aspa.api.bearer import ApiRequest
from aspa.cases import queries
from aspa.live import queries as live
from aspa.live.seats import Present
from aspa.teamwork import queries as teamwork

router = Router(tags=["together"])


class PresentShape(Schema):
    """An agent at a case; `state` is `reads`, `writes` (an answer) or `notes` (a memo)."""

    agent_id: int
    name: str
    state: str


@router.get("/cases/{int:number}/presence", response=list[PresentShape], operation_id="presence")
def presence(request: ApiRequest, number: int) -> list[Present]:
    """List the agents who have the case open at this moment, by name."""
    return live.present(request.auth, queries.case_by_number(request.auth, number).number)


class ViewShape(Schema):
    """A saved view; its cases are `GET cases?view=saved-{id}`. `count` is null for closed cases."""

    id: int
    name: str
    conditions: dict[str, list[str]]
    order: str
    count: int | None


@router.get("/views", response=list[ViewShape], operation_id="list_views")
def list_views(request: ApiRequest) -> list[dict[str, Any]]:
    """List the views that everybody sees, by name, with how many open cases each holds now."""
    views = teamwork.saved_views(request.auth)
    counts = teamwork.counts_of(request.auth, views, now=timezone.now())
    facts = ("id", "name", "conditions", "order")
    return [{name: getattr(view, name) for name in facts} | {"count": counts.get(view.pk)} for view in views]
