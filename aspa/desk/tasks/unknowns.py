"""What is not known yet, beside a case: put into the answer, answered where it stands."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, signed_in
from aspa.desk.forms import DeskForm
from aspa.desk.tasks.putting import Part, put
from aspa.desk.tasks.views import section
from aspa.tasks import queries
from aspa.tasks.models import Unknown
from aspa.tasks.unknowns import letter, verbs


class QuestionForm(DeskForm):
    """What the customer is asked, or has answered; a refusal stands at it."""

    about = dict.fromkeys(("bad_question", "asked_already", "answer_needed", "bad_value"), "text")

    text = forms.CharField(label=_("Question"), max_length=10_000)


@signed_in
@require_POST
def unknowns(request: DeskRequest, number: int) -> HttpResponse:
    """Say what must be known."""
    case, form = cases.case_by_number(request.agent, number), QuestionForm(request.POST)
    if form.done_by(verbs.wonder, case, by=request.agent, at=timezone.now()):
        return section(request, case, "unknowns")
    return section(request, case, "unknowns", status=422, unknown_form=form)


@signed_in
@require_POST
def answer(request: DeskRequest, number: int, unknown_id: int) -> HttpResponse:
    """Write down what the customer answered."""
    unknown, form = ours(request, number, unknown_id), QuestionForm(request.POST)
    form.done_by(verbs.answer, unknown, by=request.agent, at=timezone.now())
    if form.errors:
        wrong = {"answer_form": form, "answer_to": unknown.pk}
        return section(request, unknown.case, "unknowns", status=422, **wrong)
    return section(request, unknown.case, "unknowns")


@signed_in
@require_POST
def asked(request: DeskRequest, number: int, unknown_id: int) -> HttpResponse:
    """Say that the customer was asked."""
    return done_to(request, number, unknown_id, verbs.note_asked)


@signed_in
@require_POST
def dismissal(request: DeskRequest, number: int, unknown_id: int) -> HttpResponse:
    """Say that something need not be known."""
    return done_to(request, number, unknown_id, verbs.dismiss)


@signed_in
@require_POST
def reopening(request: DeskRequest, number: int, unknown_id: int) -> HttpResponse:
    """Say that something is not known after all."""
    return done_to(request, number, unknown_id, verbs.reopen)


@signed_in
@require_POST
def asking(request: DeskRequest, number: int) -> HttpResponse:
    """Put what was not asked yet into the answer, or the one question that was chosen."""
    case, chosen = cases.case_by_number(request.agent, number), request.POST.get("unknown", "")
    one = queries.unknown_of(request.agent, case, int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
    texts = [one.text] if one else [each.text for each in queries.work_of(request.agent, case.pk).unasked]
    return put(request, case, Part(letter.as_text, letter.as_html, texts))


def done_to(request: DeskRequest, number: int, unknown_id: int, verb: Callable[..., None]) -> HttpResponse:
    """Do one thing to what is not known, and show the section as it is then."""
    unknown = ours(request, number, unknown_id)
    verb(unknown, by=request.agent, at=timezone.now())
    return section(request, unknown.case, "unknowns")


def ours(request: DeskRequest, number: int, unknown_id: int) -> Unknown:
    """Return what is not known in a case. Raises Missing."""
    return queries.unknown_of(request.agent, cases.case_by_number(request.agent, number), unknown_id)
