"""The short form of a hand-over, filled in from the case as far as it goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aspa.desk.forms import DeskForm
from aspa.desk.words import ACTS
from aspa.handing.summary import Summary, Words
from aspa.kit.moments import moment, window
from aspa.staff.models import Agent, Queue

LONGEST = 4000


class HandoverForm(DeskForm):
    """To whom, and what is known, promised and asked."""

    about: ClassVar[dict[str, str]] = {"handover_receiver": "to"}

    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose to whom.")})
    known = forms.CharField(label=_("What is known"), widget=forms.Textarea, max_length=LONGEST)
    promised = forms.CharField(label=_("What the customer was promised"), widget=forms.Textarea, max_length=LONGEST)
    asked = forms.CharField(label=_("What is asked of the receiver"), widget=forms.Textarea, max_length=LONGEST)

    def __init__(self, *args: Any, agents: Sequence[Agent], queues: Sequence[Queue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"agent:{one.pk}", one.name) for one in agents]
        teams = [(f"queue:{one.pk}", one.name) for one in queues]
        groups = [("", _("Choose to whom")), (_("Colleagues"), people), (_("Queues"), teams)]
        self.choose("to", groups)
        self.receivers: dict[str, Agent | Queue] = {f"agent:{one.pk}": one for one in agents}
        self.receivers |= {f"queue:{one.pk}": one for one in queues}
        for name in ("known", "promised", "asked"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean_to(self) -> Agent | Queue:
        """Return the receiver."""
        return self.receivers[self.cleaned_data["to"]]


class DeclineForm(DeskForm):
    """Why an offer is declined."""

    reason = forms.CharField(label=_("Why"), max_length=LONGEST, error_messages={"required": _("Say why.")})


def begun(case: Summary, *, now: datetime) -> dict[str, str]:
    """Return the short form as far as the case tells it."""
    language = get_language() or "en"
    who = ", ".join(filter(None, [case.customer_name, case.customer_address]))
    told = [(_("Customer"), who), (_("Case"), f"#{case.number} {case.subject}".strip())]
    told += [(_("Answered last"), _line(case.answered, now, language))]
    told += [(_("Newest memo"), _line(case.noted, now, language))]
    owed = [f"{ACTS[one.act]} {window(one.due_from, one.due_until, now, language)}" for one in case.promises]
    return {
        "known": "\n".join(f"{name}: {text}" for name, text in told if text),
        "promised": "\n".join(owed) or str(_("Nothing is owed.")),
        "asked": case.asked.gist if case.asked else "",
    }


def _line(words: Words | None, now: datetime, language: str) -> str:
    return f"{words.gist} ({words.who}, {moment(words.at, now, language)})" if words else ""
