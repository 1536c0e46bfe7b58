"""What is filled in where cases become one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.cases.models import Case
from aspa.desk.forms import DeskForm


class OtherCaseForm(DeskForm):
    """Another case: one of the customer's, or any by its number."""

    chosen = forms.ChoiceField(label=_("Which case"), required=False, widget=forms.RadioSelect)
    other = forms.RegexField(
        r"^\s*#?\d{1,18}\s*$", label=_("Number of another case"), required=False, max_length=22, strip=True
    )

    def __init__(self, *args: Any, others: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.number), f"#{one.number} {one.subject}") for one in others]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]  # it is a choice
        self.others = others

    def clean(self) -> dict[str, Any]:
        """Leave one number: what was written rather than what was chosen."""
        filled = self.cleaned_data
        written = str(filled.pop("other", "")).strip().lstrip("#") or filled.pop("chosen", "")
        filled.pop("chosen", None)
        if not written and not self.errors:
            self.add_error("other", _("Choose a case, or write its number."))
        filled["number"] = int(written or 0)
        return filled


class MergeForm(OtherCaseForm):
    """Into which case, and why; `across` is asked only where the customers differ."""

    about: ClassVar[dict[str, str]] = {
        "other_customer": "across",
        **dict.fromkeys(("missing", "same_case", "case_merged", "other_brand"), "other"),
    }

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
    across = forms.BooleanField(label=_("They belong together, though their customers differ"), required=False)
