"""What is filled in where cases belong together: what one is to another, and what many are told at once."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.cases.verbs import ANSWERS
from aspa.desk.cases.joining_forms import OtherCaseForm
from aspa.desk.forms import DeskForm
from aspa.desk.words import OUTCOMES

CHILD = "child"
KINDS = {
    "related": _("It is related to it"),
    "duplicate": _("It is a duplicate of it"),
    "follow_up": _("It is a follow-up of it"),
    CHILD: _("It goes under it, as one of many about the same"),
}
ANSWERED = [(name, OUTCOMES[name]) for name in ANSWERS]


class RelationForm(OtherCaseForm):
    """What this case is to which other."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(
        ("missing", "same_case", "case_merged", "linked_already", "under_another", "one_level", "too_many_relations"),
        "other",
    )

    chosen: forms.Field = forms.RegexField(r"^\d{1,18}$", required=False)  # also what a search found
    kind = forms.ChoiceField(label=_("What this case is to the other"), choices=list(KINDS.items()))


class ChildrenForm(DeskForm):
    """What the customers of all cases under one are told; with it their cases are closed."""

    text = forms.CharField(
        label=_("What each customer is told"),
        widget=forms.Textarea,
        max_length=100_000,
        error_messages={"required": _("Write something first.")},
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ANSWERED)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[tuple[int, str]] = []
