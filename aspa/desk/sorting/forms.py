"""What an administrator keeps of tags, reasons and fields."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.desk.forms import DeskForm
from aspa.desk.words import COLOURS, FIELD_KINDS
from aspa.sorting.keeping.verbs import LONGEST_NAME
from aspa.sorting.models import Field


class TagWordsForm(DeskForm):
    """What a tag is called, and its colour."""

    about: ClassVar[dict[str, str]] = {"bad_tag": "name", "name_taken": "name"}

    name = forms.CharField(label=_("Name"), max_length=60)
    colour = forms.ChoiceField(label=_("Colour"), choices=list(COLOURS.items()))


class IntoForm(forms.Form):
    """Which tag takes the place of another."""

    into = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class ReasonForm(DeskForm):
    """What a reason is called."""

    about: ClassVar[dict[str, str]] = {"name_taken": "name", "name_needed": "name"}

    name = forms.CharField(label=_("Name of the reason"), max_length=LONGEST_NAME, required=False)


class FieldForm(DeskForm):
    """A field: what it is called, what may be chosen, and whether it must be filled in."""

    about: ClassVar[dict[str, str]] = {"name_taken": "name", "name_needed": "name", "choices_needed": "choices"}

    name = forms.CharField(label=_("Name of the field"), max_length=LONGEST_NAME)
    choices = forms.CharField(
        label=_("Choices"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=10_000,
        help_text=_("For a choice only; each on a line of its own."),
    )
    is_required = forms.BooleanField(label=_("Must be filled in before a case is closed as answered"), required=False)

    def clean_choices(self) -> list[str]:
        """Return the lines."""
        return str(self.cleaned_data["choices"]).splitlines()


class NewFieldForm(FieldForm):
    """A field with its kind, which stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(FIELD_KINDS.items()))
    field_order = ["name", "kind", "choices", "is_required"]  # Django's own name for it


def each_field(fields: list[Field], wrong: tuple[int, FieldForm] | None) -> list[tuple[Field, FieldForm]]:
    """Return every field with its form: the one that was filled in wrongly as it was, the others as they are set."""

    def as_set(field: Field) -> dict[str, Any]:
        return {"name": field.name, "choices": "\n".join(field.choices), "is_required": field.is_required}

    def form_of(field: Field) -> FieldForm:
        if wrong and wrong[0] == field.pk:
            return wrong[1]
        return FieldForm(initial=as_set(field), auto_id=f"id_{field.pk}_%s")

    return [(field, form_of(field)) for field in fields]
