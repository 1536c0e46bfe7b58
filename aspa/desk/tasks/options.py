"""Options beside a case: put into the answer, and the one the customer chose."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, signed_in
from aspa.desk.cases.changes import shown
from aspa.desk.forms import DeskForm
from aspa.desk.tasks.putting import Part, put
from aspa.desk.tasks.views import section
from aspa.tasks import queries
from aspa.tasks.models import Option
from aspa.tasks.options import letter, verbs
from aspa.tasks.options import queries as offers


class OptionForm(DeskForm):
    """A solution, and its price or condition."""

    about = dict.fromkeys(("bad_option", "offered_already"), "text")

    text = forms.CharField(label=_("Option"), max_length=verbs.LONGEST)
    terms = forms.CharField(label=_("Price or condition"), max_length=verbs.LONGEST_TERMS, required=False)


@signed_in
@require_POST
def options(request: DeskRequest, number: int) -> HttpResponse:
    """Write down an option."""
    case, form = cases.case_by_number(request.agent, number), OptionForm(request.POST)
    if form.done_by(verbs.propose, case, by=request.agent, at=timezone.now()):
        return section(request, case, "options")
    return section(request, case, "options", status=422, option_form=form)


@signed_in
@require_POST
def choice(request: DeskRequest, number: int, option_id: int) -> HttpResponse:
    """Write down that the customer chose this one."""
    verbs.choose(ours(request, number, option_id), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def unchoosing(request: DeskRequest, number: int, option_id: int) -> HttpResponse:
    """Write down that the customer has not chosen this one after all."""
    verbs.unchoose(ours(request, number, option_id), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def removal(request: DeskRequest, number: int, option_id: int) -> HttpResponse:
    """Take an option away that nobody was offered."""
    option = ours(request, number, option_id)
    verbs.drop(option, by=request.agent, at=timezone.now())
    return section(request, option.case, "options")


@signed_in
@require_POST
def offering(request: DeskRequest, number: int) -> HttpResponse:
    """Put what was not offered yet into the answer."""
    case = cases.case_by_number(request.agent, number)
    work = queries.work_of(request.agent, case.pk)
    among = dict(
        zip((one.line for one in work.options), letter.apart([one.known for one in work.options]), strict=True)
    )
    text, html = partial(letter.as_text, among=among), partial(letter.as_html, among=among)
    return put(request, case, Part(text, html, [one.line for one in work.unoffered], list(among)))


def ours(request: DeskRequest, number: int, option_id: int) -> Option:
    """Return an option of a case. Raises Missing."""
    return offers.option_of(request.agent, cases.case_by_number(request.agent, number), option_id)
