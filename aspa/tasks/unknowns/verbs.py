"""What is not known yet in a case: put to the customer once, answered, or not needed after all."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.cases.touch import changed, lock, must_be_open, must_stand
from aspa.kit.errors import Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.sorting import verbs as sorting
from aspa.sorting.models import CaseReason, Filling
from aspa.tasks.letters import standing
from aspa.tasks.models import ClarifyingQuestion, Unknown

LONGEST, LONGEST_ANSWER = 300, 2000  # characters
MOST = 50  # of a case


class BadQuestion(Refused):
    """Nothing was asked, or too much at once."""

    code = "bad_question"


class AskedAlready(Refused):
    """The same stands in the case already."""

    code = "asked_already"


class TooManyQuestions(Refused):
    """The case has as many as a case may have."""

    code = "too_many_questions"


class AnswerNeeded(Refused):
    """Nothing was answered."""

    code = "answer_needed"


def as_question(text: str) -> str:
    """
    Return a question as it is kept, on one line.

    Raises BadQuestion.
    """
    line = one_line(text)
    if not line or len(line) > LONGEST:
        raise BadQuestion(_("Write what the customer is asked, in %(most)s characters at most.") % {"most": LONGEST})
    return line


@transaction.atomic
def wonder(case: Case, *, text: str, by: Viewer, at: datetime) -> Unknown:
    """
    Say what must be known to solve an open case.

    Raises BadQuestion, AskedAlready, TooManyQuestions, AlreadyClosed, CaseMerged.
    """
    asked = as_question(text)
    lock(case)
    must_stand(case)
    must_be_open(case)
    if case.unknowns.count() >= MOST:
        raise TooManyQuestions(_("A case has at most %(most)s questions.") % {"most": MOST})
    facts = {"organisation_id": case.organisation_id, "added_by": by.actor, "added_at": at}
    try:
        with transaction.atomic():
            unknown: Unknown = Unknown.objects.create(case=case, text=asked, **facts)
    except IntegrityError as same:
        raise AskedAlready(_("This stands here already: nobody is asked the same twice.")) from same
    changed(case, "case.wondered", by=by, at=at, unknown_id=unknown.pk)
    return unknown


@transaction.atomic
def note_asked(unknown: Unknown, *, by: Viewer, at: datetime) -> None:
    """Say that the customer was asked, on the telephone or in other words; twice is the same as once."""
    case = _held(unknown)
    if unknown.asked_at is None:
        unknown.asked_by, unknown.asked_at = by.actor, at
        unknown.save(update_fields=["asked_by", "asked_at"])
        changed(case, "case.asked", by=by, at=at, unknowns=[unknown.pk])


@transaction.atomic
def note_letter(message: Message, *, by: Viewer, at: datetime) -> int:
    """
    Note what a letter to the customer asks; return how many questions stand in it for the first time.

    What was asked in other words stays to be asked, until somebody says that it was. Twice is the same as once.
    """
    lock(message.case)
    waiting = list(_open(message.case).filter(asked_at__isnull=True).order_by("id"))
    said = standing((unknown.text for unknown in waiting), message.text)
    asked = [unknown.pk for unknown in waiting if unknown.text in said]
    if asked:
        Unknown.objects.filter(pk__in=asked).update(asked_by=message.author, asked_at=message.at, message=message)
        changed(message.case, "case.asked", by=by, at=at, unknowns=asked, message_id=message.pk)
    return len(asked)


@transaction.atomic
def answer(unknown: Unknown, *, text: str, by: Viewer, at: datetime) -> None:
    """
    Write down what the customer answered, also into the field of the case where the question has one.

    Another answer takes the place of the first.

    Raises AnswerNeeded, and sorting.BadValue where it can not stand in the field.
    """
    said = text.replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST_ANSWER]
    if not said:
        raise AnswerNeeded(_("Write what the customer answered."))
    case = _held(unknown)
    if unknown.field and not unknown.field.archived_at and unknown.field.brand_id == case.brand_id:
        said = sorting.fill(case, unknown.field, value=said, by=by, at=at)
    _end(unknown, Unknown.Ending.ANSWERED, by=by, at=at, said=said)
    changed(case, "case.learned", by=by, at=at, unknown_id=unknown.pk)


@transaction.atomic
def dismiss(unknown: Unknown, *, by: Viewer, at: datetime) -> None:
    """Say that something need not be known after all; twice is the same as once."""
    case = _held(unknown)
    if unknown.ending != Unknown.Ending.DISMISSED:
        _end(unknown, Unknown.Ending.DISMISSED, by=by, at=at)
        changed(case, "case.dismissed", by=by, at=at, unknown_id=unknown.pk)


@transaction.atomic
def reopen(unknown: Unknown, *, by: Viewer, at: datetime) -> None:
    """Say that something is not known after all; what was asked stays asked. Twice is the same as once."""
    case = _held(unknown)
    if unknown.ended_at:
        unknown.ending, unknown.answer, unknown.ended_by, unknown.ended_at = "", "", "", None
        unknown.save(update_fields=["ending", "answer", "ended_by", "ended_at"])
        changed(case, "case.wondered", by=by, at=at, unknown_id=unknown.pk)


@transaction.atomic
def bring(case: Case, *, by: Viewer, at: datetime) -> int:
    """
    Bring what its brand must know in cases of its reason; return how many questions are new.

    What another reason had brought and nobody has asked goes away; what stands in a field of the case is known.
    Twice is the same as once.
    """
    lock(case)
    if case.closure_id or case.joined_to_id:
        return 0
    said = CaseReason.objects.filter(case=case).first()
    wanted = ClarifyingQuestion.objects.filter(brand_id=case.brand_id, reason_id=said.reason_id if said else 0)
    stale = _open(case).filter(question__isnull=False, asked_at__isnull=True).exclude(question__in=wanted.values("pk"))
    gone, _each = stale.delete()
    known = set(Filling.objects.filter(case=case).values_list("field_id", flat=True))
    there = {text.lower() for text in case.unknowns.values_list("text", flat=True)}
    texts = {asked_in(one, case): one for one in wanted.order_by("id") if one.field_id not in known}
    new = {text: one for text, one in texts.items() if text.lower() not in there}
    facts = {"organisation_id": case.organisation_id, "case": case, "added_by": by.actor, "added_at": at}
    made = [Unknown(text=text, question=one, field_id=one.field_id, **facts) for text, one in new.items()]
    Unknown.objects.bulk_create(made[: max(0, MOST - len(there))], ignore_conflicts=True)
    if made or gone:
        changed(case, "case.wondered", by=by, at=at, reason_id=said and said.reason_id)
    return len(made)


@transaction.atomic
def learn(case: Case, field_id: int, *, by: str, at: datetime) -> None:
    """Answer what is not known with what stands in a field of its case. Twice is the same as once."""
    lock(case)
    filling = Filling.objects.filter(case=case, field_id=field_id).first()
    if filling:
        learned = {"ending": Unknown.Ending.ANSWERED, "answer": filling.value, "ended_by": by, "ended_at": at}
        if _open(case).filter(field_id=field_id).update(**learned):
            live.hint([f"case-{case.number}"], organisation_id=case.organisation_id, at=at)


def asked_in(question: ClarifyingQuestion, case: Case) -> str:
    """Return a question in the language of a case, else in the brand's, else in any."""
    texts: dict[str, str] = question.texts
    return texts.get(case.language) or texts.get(case.brand.language) or next(iter(texts.values()))


def _open(case: Case) -> QuerySet[Unknown]:
    unknowns: QuerySet[Unknown] = Unknown.objects.filter(case=case, ended_at__isnull=True)
    return unknowns


def _held(unknown: Unknown) -> Case:
    """Lock the case, then the row, and read it again. Raises Missing when it is gone."""
    lock(unknown.case)
    rows = Unknown.objects.select_for_update(no_key=True, of=["self"]).filter(case=unknown.case)
    if not rows.filter(pk=unknown.pk).exists():
        raise Missing(_("There is no such question."))
    names = ["text", "asked_by", "asked_at", "answer", "ending", "ended_by", "ended_at"]
    unknown.refresh_from_db(fields=names, from_queryset=rows)
    return unknown.case


def _end(unknown: Unknown, ending: Unknown.Ending, *, by: Viewer, at: datetime, said: str = "") -> None:
    unknown.ending, unknown.answer, unknown.ended_by, unknown.ended_at = ending, said, by.actor, at
    unknown.save(update_fields=["ending", "answer", "ended_by", "ended_at"])
