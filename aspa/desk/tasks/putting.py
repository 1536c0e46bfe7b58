"""Putting something into the answer that is being written: before its ending, in the customer's language, once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django import forms
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from aspa.cases import told
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, asks_for_part, done, not_understood, to_case
from aspa.desk.cases.letter import begun
from aspa.drafting import queries as drafting
from aspa.drafting import verbs as drafts
from aspa.tasks.letters import standing

KIND = "reply"


class Part(NamedTuple):
    """
    What is put.

    Args:
        as_text, as_html: how it is said, language first.
        lines: what is put where it does not stand yet.
        among: all lines of its sort, if there are more: a line that is a part of another is told from it by that.
    """

    as_text: Callable[[str, Sequence[str]], str]
    as_html: Callable[[str, Sequence[str]], str]
    lines: list[str]
    among: Sequence[str] = ()


class LetterForm(forms.Form):
    """The letter as it is written so far."""

    text = forms.CharField(required=False, max_length=drafts.LONGEST, strip=False)
    html = forms.CharField(required=False, max_length=drafts.LONGEST_HTML, strip=False)


def put(request: DeskRequest, case: Case, part: Part) -> HttpResponse:
    """Put what does not stand in it yet into the letter of an open window, or into the draft."""
    form = LetterForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    draft = drafting.draft_of(request.agent, case, KIND)
    if asks_for_part(request):
        written = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["html"]
        text, html = joined(case, written, part)
        return JsonResponse({"text": text, "html": html})
    written = (draft.text or begun(case, request.agent, case.brand.greetings), draft.html)
    text, html = joined(case, written, part)
    by, at, version, fields = request.agent, timezone.now(), draft.version, draft.fields
    drafts.keep(case, kind=KIND, text=text, html=html, fields=fields, version=version, by=by, at=at)
    return done(request, to_case(request, case.number) + "#reply")


def joined(case: Case, written: tuple[str, str], part: Part) -> tuple[str, str]:
    """Return text and HTML of a letter with what is put into it; HTML only where it has looks already."""
    text, html = written
    there = standing([*part.lines, *part.among], text)
    new = [line for line in part.lines if line not in there]
    if not new:
        return text, html
    language = case.customer.language or case.language
    said = told.put_into(text, part.as_text(language, new))
    return said, told.put_block(html, part.as_html(language, new)) if html else ""
