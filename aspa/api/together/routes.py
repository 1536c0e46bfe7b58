"""What agents share: who is at a case, who focuses, what comes next, what colleagues were asked."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.shapes import AgentShape, CaseShape
from aspa.api.together.shapes import AskWish
from aspa.api.wishes import Key, MemoWish
from aspa.cases.models import Case
from aspa.cases.queries import case_by_number
from aspa.drafting import queries as drafting
from aspa.live import queries as live
from aspa.live.seats import Present
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.staff.roles import queries as roles
from aspa.teamwork.asking import queries
from aspa.teamwork.asking import verbs as asking
from aspa.teamwork.focus.queries import focusing
from aspa.teamwork.models import Question
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
    return live.present(request.auth, case_by_number(request.auth, number).number)


@router.get("/focus", response=list[AgentShape], operation_id="list_focusing")
def list_focusing(request: ApiRequest) -> list[Agent]:
    """List the agents who focus now: nobody else gives them cases."""
    return focusing(request.auth)


@router.post("/agents/{int:agent_id}/next", response={201: CaseShape}, operation_id="take_next")
@decorate_view(once)
def take_next(request: ApiRequest, agent_id: int) -> Status[Case]:
    """Make an agent the owner of the most urgent case that waits in a queue; no two agents get the same."""
    agent, answered = staff.agent_of(request.auth, agent_id), drafting.answered(request.auth)
    taken = taking.take_next(agent, by=request.auth, at=timezone.now(), passing=answered)
    return Status(201, case_by_number(request.auth, taken.number))


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
    return [told(one) for one in queries.questions(request.auth, case_by_number(request.auth, number))]


@router.post("/cases/{int:number}/questions", response={201: QuestionShape}, operation_id="ask_colleague")
@decorate_view(once)
def ask_colleague(request: ApiRequest, number: int, wish: AskWish) -> Status[dict[str, Any]]:
    """Ask a colleague or a team about the case, in the name of an agent, who is then answered."""
    case, asker = case_by_number(request.auth, number), staff.agent_of(request.auth, wish.from_agent_id)
    agent = staff.agent_of(request.auth, wish.agent_id) if wish.agent_id else None
    team = roles.team_of(request.auth, wish.team_id) if wish.team_id else None
    said = wish.text
    made = asking.ask(case, text=said, agent=agent, team=team, asker=asker, by=request.auth, at=timezone.now())
    return Status(201, told(made))


@router.post(
    "/cases/{int:number}/questions/{question_id}/answer", response={201: QuestionShape}, operation_id="answer_colleague"
)
@decorate_view(once)
def answer_colleague(request: ApiRequest, number: int, question_id: Key, wish: MemoWish) -> Status[dict[str, Any]]:
    """Answer what was asked, in a memo."""
    question = queries.question_of(request.auth, case_by_number(request.auth, number), question_id)
    asking.answer(question, text=wish.text, by=request.auth, at=timezone.now())
    return Status(201, told(question))


def told(one: Question) -> dict[str, Any]:
    """Return a question as programs see it."""
    return {
        "id": one.pk,
        "asked_by": one.asked_by.name,
        "asked": one.asked,
        "text": one.memo.visible,
        "asked_at": one.asked_at,
        "answer": one.answer.visible if one.answer else None,
        "answered_at": one.answered_at,
    }
