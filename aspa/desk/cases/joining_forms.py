"""What is filled in where cases become one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.cases.lists import CaseRow
from aspa.cases.models import Case
from aspa.customers.models import Customer
from aspa.desk.cases.enclosed import keys_in
from aspa.desk.cases.thread import Said
from aspa.desk.forms import DeskForm
from aspa.staff.models import Agent


class OtherCaseForm(DeskForm):
    """Another case: one of the customer's, or any by its number."""

    chosen: forms.Field = forms.ChoiceField(label=_("Which case"), required=False, widget=forms.RadioSelect)
    other = forms.RegexField(
        r"^\s*#?\d{1,18}\s*$", label=_("Number of another case"), required=False, max_length=22, strip=True
    )

    def __init__(self, *args: Any, others: Sequence[Case | CaseRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.number), f"#{one.number} {one.subject}") for one in others]
        self.choose("chosen", choices)
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


class SplitForm(DeskForm):
    """Which messages become a case of their own, what it is called, and whose it is."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(("messages_needed", "nothing_left", "message_moved"), "messages")

    messages = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Choose at least one message of the customer.")}
    )
    subject = forms.CharField(label=_("What the new case is called"), max_length=500, required=False)
    customer = forms.ChoiceField(label=_("Whose the new case is"), required=False)
    owner = forms.ChoiceField(label=_("Who takes care of the new case"), required=False)
    owes = forms.BooleanField(label=_("The customer still waits for an answer to these"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(
        self, *args: Any, case: Case, agent: Agent, said: Sequence[Said], wrote: Sequence[Customer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agent, self.said, self.wrote = agent, said, {str(one.pk): one for one in wrote}
        self.is_answered = any(not one.message.is_inbound for one in said)
        self.owned_by = self.data.get("owner") or ("me" if case.owner_agent_id == agent.pk else "queue")
        self.picked = set(keys_in([str(one) for one in self["messages"].value() or []]))
        queue = case.owner_queue or case.taken_from
        waits = _("It waits in the queue %(name)s") % {"name": queue.name} if queue else _("It waits in the queue")
        writers = [(key, one.name or key) for key, one in self.wrote.items()]
        self.choose("messages", [(one.message.id, one.message.id) for one in said])
        self.choose("customer", [("", _("Whoever wrote the messages")), *writers])
        self.choose("owner", [("me", _("I do")), ("queue", waits)])

    def clean_customer(self) -> Customer | None:
        """Return whose it is, where that was said."""
        return self.wrote.get(self.cleaned_data["customer"])

    def clean_owner(self) -> Agent | None:
        """Return who takes care of it; nobody leaves it to the queue."""
        return self.agent if self.cleaned_data["owner"] == "me" else None
