"""Sorting a case beside its thread: tags, the reason, and a brand's fields."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from aspa.cases import queries as cases
from aspa.desk.answers import DeskRequest, asks_for_part, not_understood, refused, retargeted, signed_in
from aspa.desk.cases.changes import shown
from aspa.kit.errors import Refused
from aspa.sorting import queries, verbs
from aspa.sorting.kinds import BadValue


class TagForm(forms.Form):
    """A tag to be given."""

    name = forms.CharField(max_length=200)


class ReasonChoice(forms.Form):
    """The key of a reason, or nothing where nobody knows."""

    reason = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ValueForm(forms.Form):
    """What is written into a field."""

    value = forms.CharField(required=False, max_length=10_000)


@signed_in
@require_GET
def tags(request: DeskRequest) -> HttpResponse:
    """Offer the tags that there are, while one is written."""
    found = queries.tags(request.agent, most=queries.COMPLETIONS)
    return render(request, "desk/sorting/_completions.html", {"tags": found})


@signed_in
@require_POST
def tagging(request: DeskRequest, number: int) -> HttpResponse:
    """Give a case a tag."""
    form, case = TagForm(request.POST), cases.case_by_number(request.agent, number)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    verbs.tag(case, name=name, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def untagging(request: DeskRequest, number: int, tag_id: int) -> HttpResponse:
    """Take a tag from a case."""
    case, tag = cases.case_by_number(request.agent, number), queries.tag_of(request.agent, tag_id)
    verbs.untag(case, tag, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def reason(request: DeskRequest, number: int) -> HttpResponse:
    """Say for what reason the customer turned to us."""
    form = ReasonChoice(request.POST)
    if not form.is_valid():
        return not_understood(request)
    key, case = form.cleaned_data["reason"], cases.case_by_number(request.agent, number)
    chosen = queries.reason_of(request.agent, key) if key else None
    verbs.give_reason(case, chosen, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def field(request: DeskRequest, number: int, field_id: int) -> HttpResponse:
    """Write into a field; what can not stand there stays in it, with why."""
    form, case = ValueForm(request.POST), cases.case_by_number(request.agent, number)
    chosen = queries.field_of(request.agent, field_id)
    value = form.cleaned_data["value"] if form.is_valid() else ""
    try:
        verbs.fill(case, chosen, value=value, by=request.agent, at=timezone.now())
    except BadValue as wrong:
        return badly_filled(request, number, chosen.pk, value, wrong)
    return shown(request, number)


def badly_filled(request: DeskRequest, number: int, field_id: int, value: str, wrong: Refused) -> HttpResponse:
    """Show the one field again with what was written and why it can not stand."""
    case = cases.case_by_number(request.agent, number)
    rows = queries.sorted_of(request.agent, case.pk).fields
    one = next((row for row in rows if row.id == field_id), None)
    if one is None or not asks_for_part(request):
        return refused(request, str(wrong), 422)
    facts = {"case": case, "one": one, "field_written": value, "field_wrong": str(wrong)}
    return retargeted(render(request, "desk/sorting/_field.html", facts, status=422), f"#field-{field_id}")
