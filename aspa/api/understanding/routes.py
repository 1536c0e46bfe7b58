"""What was understood of a case: its questions, how its customer feels, why they may write."""

from django.utils import timezone
from ninja import Router

from aspa.api.bearer import ApiRequest
from aspa.api.understanding.shapes import MoodWish, UnderstoodShape
from aspa.cases.queries import case_by_number
from aspa.understanding import queries, verbs
from aspa.understanding.queries import CaseUnderstood

router = Router(tags=["cases"])


@router.get("/cases/{int:number}/understanding", response=UnderstoodShape, operation_id="understanding")
def understanding(request: ApiRequest, number: int) -> CaseUnderstood:
    """Return what was understood of the newest contact, and all that the customer asked."""
    return queries.understood(request.auth, case_by_number(request.auth, number).pk)


@router.put("/cases/{int:number}/mood", response=UnderstoodShape, operation_id="correct_mood")
def correct_mood(request: ApiRequest, number: int, wish: MoodWish) -> CaseUnderstood:
    """Say how the writer of a message feels; saying what was understood takes a correction back."""
    case = case_by_number(request.auth, number)
    verbs.correct_mood(case, wish.message_id, wish.mood, by=request.auth, at=timezone.now())
    return queries.understood(request.auth, case.pk)


@router.delete(
    "/cases/{int:number}/questions/{int:question_id}", response=UnderstoodShape, operation_id="dismiss_question"
)
def dismiss_question(request: ApiRequest, number: int, question_id: int) -> CaseUnderstood:
    """Say that something asks nothing; what is left is returned."""
    case = case_by_number(request.auth, number)
    verbs.dismiss(case, question_id, by=request.auth, at=timezone.now())
    return queries.understood(request.auth, case.pk)
