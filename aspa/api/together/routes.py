"""What agents share: who is at a case, who focuses, what comes next, what colleagues were asked."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.shapes import AgentShape, CaseShape
from aspa.cases import queries
from aspa.cases.models import Case
from aspa.live import queries as live
from aspa.live.seats import Present
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.teamwork.asking.queries import questions
from aspa.teamwork.focus.queries import focusing
from aspa.teamwork.taking import verbs as taking

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


@router.get("/focus", response=list[AgentShape], operation_id="list_focusing")
def list_focusing(request: ApiRequest) -> list[Agent]:
    """List the agents who focus now: nobody else gives them cases."""
    return focusing(request.auth)


@router.post("/agents/{int:agent_id}/next", response={201: CaseShape}, operation_id="take_next")
@decorate_view(once)
def take_next(request: ApiRequest, agent_id: int) -> Status[Case]:
    """Make an agent the owner of the most urgent case that waits in a queue; no two agents get the same."""
    taken = taking.take_next(staff.agent_of(request.auth, agent_id), by=request.auth, at=timezone.now())
    return Status(201, queries.case_by_number(request.auth, taken.number))


class QuestionShape(Schema):
    """What an agent asked of a colleague or a team; `answer` is null while it is open."""

    id: int
    asked_by: str
    asked: str
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


@router.get("/cases/{int:number}/questions", response=list[QuestionShape], operation_id="list_questions")
def list_questions(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    """List what colleagues were asked about a case, oldest first; the case keeps its owner meanwhile."""
    asked = questions(request.auth, queries.case_by_number(request.auth, number))
    return [
        {
            "id": one.pk,
            "asked_by": one.asked_by.name,
            "asked": one.asked,
            "text": one.memo.visible,
            "asked_at": one.asked_at,
            "answer": one.answer.visible if one.answer else None,
            "answered_at": one.answered_at,
        }
        for one in asked
    ]
