"""The check-list beside an answer, and what was understood put right."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, asks_for_part, done, needs, not_understood, signed_in, to_case
from aspa.desk.cases.changes import shown
from aspa.drafting.verbs import LONGEST
from aspa.kit.powers import Power
from aspa.language.mood import MOODS
from aspa.understanding import verbs
from aspa.understanding.queries import by_hand, check_list, open_questions


class DraftForm(forms.Form):
    """A draft as it stands, and what its writer said of the questions: `12:yes 15:no`."""

    text = forms.CharField(max_length=LONGEST, required=False, strip=False)
    hand = forms.CharField(max_length=2000, required=False)


class MoodForm(forms.Form):
    """How the writer of a message feels."""

    message = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    mood = forms.ChoiceField(choices=[(mood, mood) for mood in MOODS])


@signed_in
@needs(Power.ANSWER)
@require_POST
def asked(request: DeskRequest, number: int) -> HttpResponse:
    """Show the questions of a case with those ticked that a draft answers; of what makes no sense, none is."""
    return _ticks(request, cases.case_by_number(request.agent, number).pk)


@signed_in
@require_POST
def dismissal(request: DeskRequest, number: int, question_id: int) -> HttpResponse:
    """Say that something asks nothing."""
    case = cases.case_by_number(request.agent, number)
    verbs.dismiss(case, question_id, by=request.agent, at=timezone.now())
    return _ticks(request, case.pk) if asks_for_part(request) else done(request, to_case(request, number))


@signed_in
@require_POST
def mood(request: DeskRequest, number: int) -> HttpResponse:
    """Say how a customer feels."""
    form = MoodForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    case, chosen = cases.case_by_number(request.agent, number), form.cleaned_data
    verbs.correct_mood(case, chosen["message"], chosen["mood"], by=request.agent, at=timezone.now())
    return shown(request, number)


def _ticks(request: DeskRequest, case_id: int) -> HttpResponse:
    form = DraftForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {"text": "", "hand": ""}
    listed = check_list(open_questions(request.agent, case_id), said["text"], by_hand(said["hand"]))
    number = request.resolver_match.kwargs["number"] if request.resolver_match else 0
    return render(request, "desk/understanding/_ticks.html", {"asked": listed, "number": number})
