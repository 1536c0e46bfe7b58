"""What is asked of questions to colleagues."""

from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.teamwork.models import Question


def question_of(viewer: Viewer, case: Case, question_id: int) -> Question:
    """
    Return a question of a case.

    Raises Missing.
    """
    asked = Question.objects.visible_to(viewer).select_related("case")
    found: Question | None = asked.filter(case=case, pk=question_id).first()
    return or_missing(found, _("There is no such question."))


def questions(viewer: Viewer, case: Case) -> list[Question]:
    """Return all questions of a case, oldest first."""
    asked = Question.objects.visible_to(viewer).filter(case=case)
    return list(asked.select_related("asked_by", "to_agent", "to_team", "memo", "answer").order_by("id"))
