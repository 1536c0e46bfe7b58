"""What an agent fills in to keep a view: its name, for whom, in which order, and what narrows it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aspa.cases.narrowing.conditions import CONDITIONS
from aspa.cases.narrowing.matching import ORDERS
from aspa.desk.forms import DeskForm
from aspa.desk.words import OUTCOMES
from aspa.staff.models import Agent, Team
from aspa.teamwork.models import SavedView

NUMBER = re.compile(r"[0-9]{1,18}")


class ViewForm(DeskForm):
    """A view; the fields that narrow it are made from the conditions that the house knows."""

    about: ClassVar[dict[str, str]] = {"view_name_taken": "name", "name_needed": "name"}

    name = forms.CharField(label=_("Name"), max_length=60)
    shown_to = forms.ChoiceField(label=_("Shown to"))
    order = forms.ChoiceField(label=_("Order"), choices=[(name, word) for name, (_sql, _way, word) in ORDERS.items()])

    def __init__(self, *args: Any, agent: Agent, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {f"team:{team.pk}": team for team in teams}
        theirs = [(key, team.name) for key, team in self.teams.items()]
        self.choose("shown_to", [("me", _("only me")), *theirs, ("everybody", _("everybody"))])
        for name, condition in CONDITIONS.items():
            choices = [("", _("any")), *condition.choices(agent)]
            self.fields[name] = forms.ChoiceField(label=str(condition.title), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Turn what was chosen into what the verb takes."""
        chosen = self.cleaned_data
        shown_to = chosen.get("shown_to", "me")
        return {
            "name": chosen.get("name", ""),
            "order": chosen.get("order", "due"),
            "conditions": {name: [chosen[name]] for name in CONDITIONS if chosen.get(name)},
            "team": self.teams.get(shown_to),
            "for_everybody": shown_to == "everybody",
        }

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields that narrow the view."""
        return [self[name] for name in CONDITIONS]


def filled(view: SavedView) -> Mapping[str, Any]:
    """Return what a view holds, as its form shows it; of several values the form shows the first."""
    shown_to = "everybody" if view.is_for_everybody else f"team:{view.team_id}" if view.team_id else "me"
    narrowed = {name: values[0] for name, values in view.conditions.items() if values}
    return narrowed | {"name": view.name, "order": view.order, "shown_to": shown_to}


class SweepForm(forms.Form):
    """
    What is done to many cases: `agent:7`, `queue:3`, `close:solved`, `snooze:7` (days), `tag:` or `untag:` with the
    name of a tag, `merge:oldest`, perhaps `across` customers, `spam:` or `not_spam:`.
    """

    what = forms.RegexField(
        r"^((agent|queue):\d{1,18}|snooze:(1|7|30)|close:[a-z_]{1,20}|(un)?tag:|merge:(oldest|newest)|(not_)?spam:)$"
    )
    tag = forms.CharField(max_length=200, required=False)
    across = forms.BooleanField(required=False)
    view = forms.CharField(max_length=40, required=False)
    all = forms.BooleanField(required=False)

    def clean_what(self) -> str:
        """Refuse an outcome that there is not."""
        what: str = self.cleaned_data["what"]
        if what.startswith("close:") and what[6:] not in OUTCOMES.keys() - {"merged"}:
            raise forms.ValidationError(_("There is no such choice."))
        return what

    @property
    def numbers(self) -> list[int]:
        """The numbers of the cases that were chosen; what is no number is left out."""
        data = cast("QueryDict", self.data)
        return [int(one) for one in data.getlist("number") if NUMBER.fullmatch(one)]

    def chosen(self, *, now: datetime, morning: Callable[[datetime, int], datetime]) -> tuple[str, dict[str, Any]]:
        """Return the act and its facts."""
        kind, _colon, value = self.cleaned_data["what"].partition(":")
        if kind in {"agent", "queue"}:
            return "assign", {f"{kind}_id": int(value)}
        if kind == "snooze":
            return kind, {"until": morning(now, int(value)).isoformat()}
        tagged = {"tag": self.cleaned_data["tag"]}
        merged = {"home": value, "across": self.cleaned_data["across"]}
        facts = {"close": {"outcome": value}, "tag": tagged, "untag": tagged, "merge": merged}
        return kind, facts.get(kind, {})


class AskForm(DeskForm):
    """Whom one asks, and what."""

    about: ClassVar[dict[str, str]] = {"empty_text": "text"}

    asked = forms.ChoiceField(label=_("Whom you ask"))
    text = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000)

    def __init__(self, *args: Any, agents: Sequence[Agent], teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {f"agent:{one.pk}": one for one in agents} | {f"team:{one.pk}": one for one in teams}
        self.choose("asked", [(key, one.name) for key, one in self.known.items()])

    def clean(self) -> dict[str, Any]:
        """Turn whom was chosen into what the verb takes."""
        chosen = self.cleaned_data
        kind, _colon, _key = chosen.get("asked", "").partition(":")
        return {"text": chosen.get("text", "")} | ({kind: self.known[chosen["asked"]]} if kind else {})


class AnswerForm(forms.Form):
    """An answer to a colleague."""

    text = forms.CharField(label=_("Answer"), max_length=20_000)
