"""How a brand speaks and how an agent writes, as they are set."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from aspa.brands import verbs as brands
from aspa.brands.models import LANGUAGES, Brand
from aspa.cases.told import must_be_a_closing
from aspa.desk.answers import DeskRequest, signed_in
from aspa.desk.forms import DeskForm
from aspa.desk.said import say
from aspa.drafting.leaving import queries, verbs
from aspa.kit.errors import Refused
from aspa.staff.models import Agent


class SpeechForm(DeskForm):
    """How a brand speaks."""

    tone = forms.CharField(
        label=_("How we write"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=10_000,
        help_text=_("Agents open this beside an answer: how you address people, which words you use and avoid."),
    )
    asks_next = forms.BooleanField(
        label=_("Ask what happens next when an answer neither closes nor promises anything"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES:
            for part, label in zip(PARTS, LABELS, strict=True):
                field = forms.CharField(label=f"{name}: {label}", required=False, max_length=200)
                self.fields[f"{part}_{code}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse a closing that would not be known again: promises are told before it."""
        for code, _name in LANGUAGES:
            try:
                must_be_a_closing(self.cleaned_data.get(f"closing_{code}", ""))
            except Refused as refusal:
                self.add_error(f"closing_{code}", str(refusal))
        return self.cleaned_data

    @staticmethod
    def set(brand: Brand, *, by: str, at: Any, tone: str, asks_next: bool, **words: str) -> Brand:
        """Speak so from now on."""
        greetings = {code: [words[f"{part}_{code}"] for part in PARTS] for code, _name in LANGUAGES}
        return brands.speak(brand, tone=tone, greetings=greetings, asks_next=asks_next, by=by, at=at)


PARTS = ("named", "plain", "closing")
LABELS = (_("greeting by name ({name})"), _("greeting without a name"), _("closing words"))


def as_spoken(brand: Brand) -> dict[str, object]:
    """Return what the form begins with."""
    words = {
        f"{part}_{code}": said
        for code, all_said in brand.greetings.items()
        for part, said in zip(PARTS, all_said, strict=True)
    }
    return {"tone": brand.tone, "asks_next": brand.asks_next, **words}


class HabitsForm(DeskForm):
    """How an agent likes to write."""

    undo_for = forms.IntegerField(
        label=_("A reply can be undone for (seconds)"),
        min_value=0,
        max_value=verbs.LONGEST_UNDO,
        help_text=_("0 = it leaves at once."),
    )
    is_plain = forms.BooleanField(label=_("Write without formatting"), required=False)
    is_advised = forms.BooleanField(label=_("Show hints for plain language while I write"), required=False)


def habits_form(agent: Agent) -> HabitsForm:
    """Return the form as it is set."""
    habits = queries.habits_of(agent)
    return HabitsForm(initial={name: getattr(habits, name) for name in HabitsForm.base_fields})


@signed_in
@require_POST
def habits(request: DeskRequest) -> HttpResponse:
    """Change how one writes."""
    form = HabitsForm(request.POST)
    if form.done_by(verbs.settle, request.agent):
        say(request, gettext("Saved."))
    else:
        say(request, gettext("Give 0 to 60 seconds."))
    return redirect(reverse("profile") + "#habits")
