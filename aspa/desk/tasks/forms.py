"""What an agent fills in about a task, and an administrator about a check-list."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.desk.forms import DeskForm
from aspa.desk.words import REASONS
from aspa.kit.moments import HELSINKI
from aspa.sorting.models import Reason
from aspa.tasks.lists.verbs import LONGEST_NAME
from aspa.tasks.models import CheckList, Task

USUAL = time(16)


class TaskForm(DeskForm):
    """What is to be done, by whom (`me`, an agent's key, or nobody) and by when."""

    about: ClassVar[dict[str, str]] = {"bad_task": "text", "missing": "who", "forbidden": "who", "not_at_work": "who"}

    text = forms.CharField(label=_("What is to be done"), max_length=1000)
    who = forms.RegexField(r"^(me|\d{1,18})$", label=_("Who does it"), required=False)
    day = forms.DateField(label=_("By which day"), input_formats=["%Y-%m-%d", "%d.%m.%Y"], required=False)
    time = forms.TimeField(label=_("At the latest"), required=False)

    def clean(self) -> dict[str, Any]:
        """Turn day and time into a moment."""
        chosen = self.cleaned_data
        day = chosen.get("day")
        due_at = datetime.combine(day, chosen.get("time") or USUAL, HELSINKI) if day else None
        return {"text": chosen.get("text", ""), "who": chosen.get("who", ""), "due_at": due_at}


def filled(task: Task) -> dict[str, Any]:
    """Return a task as its form shows it."""
    due = task.due_at and task.due_at.astimezone(HELSINKI)
    moment = {"day": due.date().isoformat(), "time": f"{due:%H:%M}"} if due else {}
    return {"text": task.text, "who": str(task.agent_id or ""), **moment}


class ListChoice(forms.Form):
    """Which check-list is added."""

    check_list = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class CheckListForm(DeskForm):
    """A check-list: its name, its lines and the reason for which it is proposed."""

    about: ClassVar[dict[str, str]] = {
        "name_taken": "name",
        "name_needed": "name",
        "bad_lines": "lines",
        "bad_task": "lines",
        "other_brand": "reason",
    }

    name = forms.CharField(label=_("Name of the check-list"), max_length=LONGEST_NAME)
    lines = forms.CharField(
        label=_("What is done each time"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        help_text=_("Each thing on a line of its own, in the order in which it is done."),
    )
    reason = forms.TypedChoiceField(
        label=_("Proposed for the reason"), coerce=int, required=False, empty_value=None, choices=()
    )

    def __init__(self, *args: Any, reasons: Sequence[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {reason.pk: reason for reason in reasons}
        named = [(reason.pk, reason.name or REASONS[reason.key]) for reason in reasons]
        self.choose("reason", [("", _("no reason")), *named])

    def clean_lines(self) -> list[str]:
        """Return the lines."""
        return str(self.cleaned_data["lines"]).splitlines()

    def clean_reason(self) -> Reason | None:
        """Return the reason itself."""
        return self.reasons.get(self.cleaned_data["reason"])


def as_kept(kept: CheckList) -> dict[str, Any]:
    """Return a check-list as its form shows it."""
    return {"name": kept.name, "lines": "\n".join(kept.lines), "reason": kept.reason_id}
