"""The settings of clarifying questions: what a brand must know in cases of each reason."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.brands.models import Brand
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.forms import DeskForm
from aspa.desk.said import say
from aspa.desk.words import LANGUAGES, REASONS
from aspa.sorting import queries as sorting
from aspa.sorting.models import Field, Reason
from aspa.tasks import queries
from aspa.tasks.keeping import verbs
from aspa.tasks.models import ClarifyingQuestion


class QuestionForm(DeskForm):
    """A question in each language, for which reason it is asked, and where its answer stands."""

    about: ClassVar[dict[str, str]] = {"bad_question": "fi", "other_brand": "reason"}

    reason = forms.TypedChoiceField(label=gettext_lazy("Asked for the reason"), coerce=int, choices=())
    field = forms.TypedChoiceField(
        label=gettext_lazy("The answer stands in the field"), coerce=int, required=False, empty_value=None, choices=()
    )

    def __init__(self, *args: Any, reasons: Sequence[Reason], fields: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons, self.known = {one.pk: one for one in reasons}, {one.pk: one for one in fields}
        for language, name in LANGUAGES.items():
            label = _("Question in the language: %(language)s") % {"language": name}
            self.fields[language] = forms.CharField(label=label, required=False, max_length=1000)
        named = [(one.pk, one.name or REASONS[one.key]) for one in reasons]
        self.choose("reason", named)
        self.choose("field", [("", _("no field")), *((one.pk, one.name) for one in fields)])

    def clean(self) -> dict[str, Any]:
        """Turn what was chosen into what the verb takes."""
        chosen = self.cleaned_data
        texts = {language: chosen.get(language, "") for language in LANGUAGES}
        found = {"reason": self.reasons.get(chosen.get("reason", 0)), "field": self.known.get(chosen.get("field") or 0)}
        return {"texts": texts, **found}


@require_http_methods(["GET", "POST"])
@for_administrators
def questions(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show what a brand must know; add to it."""
    brand = brands.brand_of(request.agent, brand_id)
    form = QuestionForm(request.POST or None, auto_id="id_new_%s", **choices_of(request, brand))
    if form.done_by(verbs.keep, brand, by=request.agent, at=timezone.now()):
        return saved(request, brand_id, _("Saved."))
    return page(request, brand, new=form)


@require_POST
@for_administrators
def question(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Change a question."""
    brand = brands.brand_of(request.agent, brand_id)
    kept = queries.question_of(request.agent, key, brand_id=brand_id)
    form = QuestionForm(request.POST, auto_id=f"id_{key}_%s", **choices_of(request, brand))
    form.done_by(verbs.change, kept, by=request.agent, at=timezone.now())
    return page(request, brand, wrong=(key, form)) if form.errors else saved(request, brand_id, _("Saved."))


@require_POST
@for_administrators
def removal(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Remove a question."""
    verbs.remove(queries.question_of(request.agent, key, brand_id=brand_id), by=request.agent, at=timezone.now())
    return saved(request, brand_id, _("Removed."))


def page(
    request: DeskRequest,
    brand: Brand,
    *,
    new: QuestionForm | None = None,
    wrong: tuple[int, QuestionForm] | None = None,
) -> HttpResponse:
    """Return the page; `wrong` is the question, by its key, that was filled in wrongly."""
    offered = choices_of(request, brand)

    def form_of(kept: ClarifyingQuestion) -> QuestionForm:
        if wrong and wrong[0] == kept.pk:
            return wrong[1]
        as_kept = {**kept.texts, "reason": kept.reason_id, "field": kept.field_id}
        return QuestionForm(initial=as_kept, auto_id=f"id_{kept.pk}_%s", **offered)

    asked = [(kept, form_of(kept)) for kept in queries.questions(request.agent, brand)]
    shown = {"brand": brand, "asked": asked, "new": new or QuestionForm(auto_id="id_new_%s", **offered)}
    is_wrong = bool(wrong) or bool(new and new.is_bound)
    return render(request, "desk/tasks/questions.html", shown, status=422 if is_wrong else 200)


def choices_of(request: DeskRequest, brand: Brand) -> dict[str, Any]:
    """Return the reasons and the fields of a brand."""
    return {"reasons": sorting.reasons(request.agent, brand), "fields": sorting.fields(request.agent, brand)}


def saved(request: DeskRequest, brand_id: int, said: str) -> HttpResponse:
    """Say so and go on."""
    say(request, said)
    return redirect(reverse("clarifying", args=[brand_id]))
