"""A ready passage as it is written and looked for."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aspa.brands import queries as brands
from aspa.brands.models import LANGUAGES
from aspa.desk.forms import DeskForm
from aspa.kit.viewer import Viewer
from aspa.passages import verbs
from aspa.passages.models import Passage, Version
from aspa.passages.queries import STATES
from aspa.sorting import queries as sorting
from aspa.sorting.queries import ReasonRow
from aspa.staff import queries as staff
from aspa.staff.roles import queries as roles

MANY = forms.CheckboxSelectMultiple


class PassageForm(DeskForm):
    """What a passage says in each language, where it is used, and who answers for it."""

    about: ClassVar[dict[str, str]] = {
        "bad_code": "code",
        "code_taken": "code",
        "name_needed": "name",
        "owner_needed": "owner",
    }

    name = forms.CharField(label=_("Name"), max_length=verbs.LONGEST_NAME)
    code = forms.CharField(
        label=_("Short code"),
        max_length=60,
        help_text=_("Write // and this in an answer."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"}),
    )
    brands = forms.TypedMultipleChoiceField(
        label=_("Brands"), coerce=int, required=False, widget=MANY, help_text=_("None chosen means all of them.")
    )
    reasons = forms.TypedMultipleChoiceField(label=_("Offered first for"), coerce=int, required=False, widget=MANY)
    owner = forms.ChoiceField(label=_("Who answers for it"))
    review_on = forms.DateField(
        label=_("To be reviewed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(label=_("What changed and why"), required=False, max_length=verbs.LONGEST_WHY)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, written: QueryDict | None = None, passage: Passage | None = None) -> None:
        super().__init__(written)
        for code, name in LANGUAGES:
            said = forms.Textarea(attrs={"rows": 5, "lang": code, "dir": "auto"})
            self.fields[f"text_{code}"] = forms.CharField(label=name, required=False, max_length=60_000, widget=said)
        ours = brands.brands(viewer)
        self.owners: dict[str, Any] = {f"agent:{one.pk}": one for one in staff.agents(viewer)}
        self.owners |= {f"team:{one.pk}": one for one in roles.teams(viewer)}
        self.choose("brands", [(one.pk, one.name) for one in ours])
        self.choose("reasons", _reasons(viewer, ours))
        self.choose("owner", [("", _("Choose")), *((key, one.name) for key, one in self.owners.items())])
        self.initial = _as_it_is(passage) if passage else {"owner": _mine(viewer)}

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields of the texts, a language each."""
        return [self[f"text_{code}"] for code, _name in LANGUAGES]

    def write(self, passage: Passage | None, *, by: Viewer, at: datetime, **filled: Any) -> Passage | Version:
        """Make or change the passage."""
        said = {name: filled[name] for name in ("code", "name", "brands", "reasons", "review_on", "why")}
        said |= {"owner": self.owners.get(filled["owner"])}
        said |= {"texts": {code: filled[f"text_{code}"] for code, _name in LANGUAGES}}
        if passage is None:
            return verbs.make(by=by, at=at, **said)
        return verbs.change(passage, version=filled["version"] or 0, by=by, at=at, **said)


class FindForm(forms.Form):
    """Which passages are listed."""

    q = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(required=False, choices=[(name, name) for name in STATES])

    def asked(self) -> dict[str, str]:
        """Return text and state; what makes no sense asks for those in use."""
        filled = self.cleaned_data if self.is_valid() else {}
        return {"text": filled.get("q", ""), "state": filled.get("state") or "used"}


def _reasons(viewer: Viewer, ours: list[Any]) -> list[tuple[int, str]]:
    """Return the reasons of all brands; the brand is named where there are several."""
    found = []
    for brand in ours:
        for one in sorting.reasons(viewer, brand):
            title = ReasonRow(one.pk, one.key, one.name).title
            found.append((one.pk, f"{brand.name}: {title}" if len(ours) > 1 else title))
    return found


def _mine(viewer: Viewer) -> str:
    return viewer.actor if viewer.actor.startswith("agent:") else ""


def _as_it_is(passage: Passage) -> dict[str, Any]:
    owner = f"agent:{passage.owner_agent_id}" if passage.owner_agent_id else f"team:{passage.owner_team_id}"
    texts = passage.latest.texts if passage.latest else {}
    return {
        "name": passage.name,
        "code": passage.code,
        "brands": [one.brand_id for one in passage.for_brands.all()],
        "reasons": [one.reason_id for one in passage.for_reasons.all()],
        "owner": owner,
        "review_on": passage.review_on,
        **{f"text_{code}": text for code, text in texts.items()},
    }
