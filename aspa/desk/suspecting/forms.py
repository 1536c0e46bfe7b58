"""What an agent decides of a suspected case, and what an administrator sets."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import Brand
from aspa.desk.forms import DeskForm
from aspa.kit.viewer import Viewer
from aspa.screening import queries, verbs
from aspa.screening.models import Suspicion, Watch
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Team
from aspa.staff.roles import queries as roles


class VerdictForm(forms.Form):
    """Spam or not."""

    verdict = forms.ChoiceField(choices=Suspicion.Verdict.choices)


class WatchForm(DeskForm):
    """Who looks at what is suspected in a brand, and within how many hours."""

    about: ClassVar[dict[str, str]] = {"bad_hours": "hours", "one_watches": "owner", "not_at_work": "owner"}

    owner = forms.ChoiceField(
        label=_("Who looks at suspected spam"),
        required=False,
        help_text=_("They are told when something has waited past its time. Everybody sees the view."),
    )
    hours = forms.IntegerField(
        label=_("Within (hours)"),
        min_value=1,
        max_value=verbs.MOST_HOURS,
        help_text=_("Hours of the clock; what falls into closed hours falls on the next opening."),
    )

    def __init__(self, brand: Brand, viewer: Viewer, written: Any = None) -> None:
        watch = queries.watch_of(brand)
        owner = f"agent:{watch.agent_id}" if watch.agent_id else f"team:{watch.team_id}" if watch.team_id else ""
        super().__init__(written, initial={"owner": owner, "hours": watch.hours})
        self.viewer = viewer
        self.known: dict[str, Agent | Team] = {f"agent:{one.pk}": one for one in staff.agents(viewer)}
        self.known |= {f"team:{one.pk}": one for one in roles.teams(viewer)}
        choices = [("", gettext("anybody")), *((key, one.name) for key, one in self.known.items())]
        self.choose("owner", choices)

    def clean(self) -> dict[str, Any]:
        """Turn what was chosen into what the verb takes."""
        chosen = self.cleaned_data
        kind, _colon, _key = chosen.get("owner", "").partition(":")
        return {"hours": chosen.get("hours", 0)} | ({kind: self.known[chosen["owner"]]} if kind else {})

    def set(self, brand: Brand, *, at: datetime, **facts: Any) -> Watch:
        """Set it."""
        return verbs.set_watch(brand, by=self.viewer, at=at, **facts)
