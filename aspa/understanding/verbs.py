"""Ticking questions, and putting right what was understood."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.cases.touch import changed, lock
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer
from aspa.language.mood import MOODS
from aspa.language.questions import questions
from aspa.promises import verbs as promises
from aspa.sorting.models import Reason
from aspa.understanding.models import Lesson, Question, Understood
from aspa.understanding.queries import by_hand, check_list, open_questions
from aspa.understanding.rising import lift

DRAFT = "draft"  # who ticked what nobody ticked by hand


class NoSuchMood(Refused):
    """There is no such mood."""

    code = "no_such_mood"


def ask(message: Message) -> None:
    """Write down what a message that somebody typed in asks; how its writer felt, whoever typed it in knows."""
    asked = questions(message.visible, message.case.language)
    ours = {"organisation_id": message.organisation_id, "message": message}
    Question.objects.bulk_create(Question(**ours, position=nth, text=text) for nth, text in enumerate(asked))


def settle(case: Case, reply: Message, *, hand: Sequence[str] = (), by: Viewer) -> None:
    """
    Note which open questions of a case a reply answers, and which it leaves open.

    Args:
        hand: what its writer said of them, as `12:yes` and `15:no`; of others the reply's own words tell.
    """
    said = by_hand(" ".join(hand))
    listed = check_list(open_questions(by, case.pk), reply.visible, said)
    asked = Question.objects.filter(pk__in=[one.id for one in listed.questions])
    for key in listed.ticked:
        asked.filter(pk=key).update(answered_in=reply, ticked_by=by.actor if key in said else DRAFT)
    asked.filter(Q(left_in__isnull=True), ~Q(pk__in=listed.ticked)).update(left_in=reply)


def learn(case_id: int, reason_id: int) -> None:
    """Count that a case was given a reason, whatever was guessed; a case that nobody wrote in teaches nothing."""
    guessed = _newest(case_id).values_list("reasons", flat=True).first()
    reason = Reason.objects.filter(pk=reason_id).first()
    if not guessed or not reason:
        return
    about = {"brand_id": reason.brand_id, "guessed": guessed[0], "reason": reason}
    lesson, is_new = Lesson.objects.get_or_create(organisation_id=reason.organisation_id, **about)
    if not is_new:
        Lesson.objects.filter(pk=lesson.pk).update(times=F("times") + 1)


@transaction.atomic
def dismiss(case: Case, question_id: int, *, by: Viewer, at: datetime) -> None:
    """
    Say that something asks nothing; it leaves the check-list, and is kept as what was misunderstood.

    Raises Missing.
    """
    lock(case)
    question = Question.objects.filter(message__case=case, pk=question_id, dismissed_at__isnull=True).first()
    if question is None:
        raise Missing(_("There is no such question in this case."))
    question.dismissed_by, question.dismissed_at = by.actor, at
    question.save(update_fields=["dismissed_by", "dismissed_at"])
    changed(case, "asked.dismissed", by=by, at=at, question=question_id)


@transaction.atomic
def correct_mood(case: Case, message_id: int, mood: str, *, by: Viewer, at: datetime) -> None:
    """
    Say how the writer of a message feels; saying what was understood takes a correction back.

    Raises NoSuchMood, Missing.
    """
    if mood not in MOODS:
        raise NoSuchMood(_("There is no such mood."))
    lock(case)
    understood = Understood.objects.filter(message__case=case, message_id=message_id).first()
    if understood is None:
        raise Missing(_("Nothing was understood of this message."))
    was = understood.corrected or understood.mood
    is_back = mood == understood.mood
    understood.corrected = "" if is_back else mood
    understood.corrected_by, understood.corrected_at = ("", None) if is_back else (by.actor, at)
    understood.save(update_fields=["corrected", "corrected_by", "corrected_at"])
    if was != mood:
        if _newest(case.pk).filter(pk=understood.pk).exists():
            promises.rise({case.pk: lift(mood)})
        changed(case, "mood.corrected", by=by, at=at, message=message_id, was=was, mood=mood)


def _newest(case_id: int) -> QuerySet[Understood]:
    """What was understood of the newest contact of a case."""
    known = Understood.objects.filter(message__case=case_id)
    return known.filter(pk__in=known.order_by("-message__at", "-message_id").values("pk")[:1])
