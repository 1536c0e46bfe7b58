"""Hints for plain language while an answer is written: few, quiet, and none that holds it up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from aspa.brands.wording import queries as wording
from aspa.cases import queries as cases
from aspa.cases.models import Case
from aspa.desk.answers import DeskRequest, needs, signed_in
from aspa.desk.cases.choices import choices, until
from aspa.desk.words import ACTS
from aspa.drafting.verbs import LONGEST
from aspa.kit.moments import HELSINKI
from aspa.kit.powers import Power
from aspa.language.advice import Advice, advise
from aspa.language.advising.offers import offered
from aspa.language.detect import detection
from aspa.language.words import UNDERSTANDING

MOST = 4  # at once
PROMISED = {"step", "time"}  # what a promise says in the letter by itself


class AdviceForm(forms.Form):
    """A draft as it stands: its words, what is promised with it, and which hints its writer put away."""

    text = forms.CharField(max_length=LONGEST, required=False, strip=False)
    act = forms.CharField(max_length=40, required=False)
    dismissed = forms.CharField(max_length=4000, required=False)


@signed_in
@needs(Power.ANSWER)
@require_POST
def advice(request: DeskRequest, number: int) -> HttpResponse:
    """Tell what would make a draft plainer; of what makes no sense, nothing."""
    case, form = cases.case_by_number(request.agent, number), AdviceForm(request.POST)
    lang = language_of(form.data.get("text", ""), case)
    known = wording.jargon(request.agent, case.brand_id, lang)
    hints = chosen(lang=lang, jargon=known, **form.cleaned_data) if form.is_valid() else []
    offer = offer_of(now=timezone.now(), lang=lang, **form.cleaned_data) if form.is_valid() else None
    return render(request, "desk/writing/_advice.html", {"hints": hints, "lang": lang, "offer": offer})


@dataclass(frozen=True, slots=True)
class Offered:
    """A promise that the draft gives in its words: what it says, and what is chosen to make it one that is kept."""

    said: str
    act: str
    day: str
    time: str
    title: str


def offer_of(*, text: str, act: str, dismissed: str, lang: str, now: datetime) -> Offered | None:
    """Return the promise that a draft gives and nobody has made yet, unless it was put away."""
    found = None if act else offered(text, lang, now.astimezone(HELSINKI))
    chosen = until(found.until, now) if found else None
    if found is None or chosen is None or "promise:" in dismissed.splitlines():
        return None
    today, language = now.astimezone(HELSINKI).date(), get_language() or "en"
    named = (dict(choices(kind, today, language))[value] for kind, value in zip(("day", "time"), chosen, strict=True))
    return Offered(found.said, found.act, *chosen, f"{ACTS[found.act]}: {' '.join(named)}")


def language_of(text: str, case: Case) -> str:
    """Return in which language a draft is written: the customer's, unless it is surely another that we know."""
    found = detection(text)
    return found.language if found.is_sure and found.language in UNDERSTANDING else case.language


def chosen(*, text: str, act: str, dismissed: str, **known: Any) -> list[Advice]:
    """Return the most useful hints that were not put away."""
    away = {*dismissed.splitlines()}
    found = (one for one in advise(text, **known) if f"{one.kind}:{one.key}" not in away)
    return [one for one in found if not (act and one.kind in PROMISED)][:MOST]
