"""Asking a colleague or a team about a case, whose owner stays; and calling somebody by name in a memo."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.allowed import must
from aspa.cases.models import Case, Message
from aspa.history import verbs as history
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.staff.models import Agent, Team
from aspa.teamwork.asking.names import called
from aspa.teamwork.models import Mention, Question


class AlreadyAnswered(Refused):
    """Somebody has answered the question."""

    code = "question_answered"


@transaction.atomic
def ask(  # each is one thing that is known of a question
    case: Case,
    *,
    text: str,
    by: Viewer,
    at: datetime,
    agent: Agent | None = None,
    team: Team | None = None,
    asker: Agent | None = None,
) -> Question:
    """
    Ask a colleague or a team, in a memo; the case keeps its owner.

    Args:
        asker: in whose name, who is then answered; an agent asks in their own.

    Raises EmptyText, and Forbidden for somebody who works elsewhere or may not answer the case themselves.
    """
    who = asker or by
    if not isinstance(who, Agent):
        raise TypeError("a program asks in the name of an agent")
    must(who, Power.ANSWER, case)
    asked = agent or team
    if asked is None or asked.organisation_id != case.organisation_id:
        raise Forbidden(_("The one you ask does not work for this organisation."))
    memo = cases.memo(case, text=f"@{asked.name} {text}" if text.strip() else text, by=by, at=at)
    facts = {"organisation_id": case.organisation_id, "case": case, "memo": memo, "asked_at": at}
    question: Question = Question.objects.create(asked_by=who, to_agent=agent, to_team=team, **facts)
    _told(question, "question.asked", by=by, at=at)
    return question


@transaction.atomic
def answer(question: Question, *, text: str, by: Viewer, at: datetime) -> Message:
    """
    Answer a question, in a memo.

    Raises EmptyText and AlreadyAnswered.
    """
    locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if locked.answered_at:
        raise AlreadyAnswered(_("This question has been answered already."))
    memo = cases.memo(question.case, text=text, by=by, at=at)
    question.answer, question.answered_at = memo, at
    question.save(update_fields=["answer", "answered_at"])
    _told(question, "question.answered", by=by, at=at)
    return memo


@transaction.atomic
def mention(memo: Message, *, at: datetime) -> None:
    """Remember whom a memo calls by name; doing it twice is the same as once."""
    colleagues = Agent.objects.filter(organisation_id=memo.organisation_id, is_active=True)
    names = {agent.pk: agent.name for agent in colleagues if agent.actor != memo.author}
    facts = {"organisation_id": memo.organisation_id, "case_id": memo.case_id, "memo": memo, "at": at}
    found = [Mention(agent_id=key, **facts) for key in called(memo.text, names)]
    Mention.objects.bulk_create(found, ignore_conflicts=True)
    if found:
        live.hint([f"case-{memo.case.number}", "list"], organisation_id=memo.organisation_id, at=at)


def _told(question: Question, name: str, *, by: Viewer, at: datetime) -> None:
    facts = {"case_id": question.case_id, "agent_id": question.to_agent_id, "team_id": question.to_team_id}
    where = question.organisation_id
    history.record(name, organisation_id=where, subject_id=question.pk, actor=by.actor, at=at, **facts)
    live.hint(["list"], organisation_id=where, at=at)
