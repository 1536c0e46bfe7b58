"""What an administrator fills in about people, teams, roles and programs."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aspa.brands import queries as brands
from aspa.desk.forms import DeskForm
from aspa.desk.staff.words import MEANINGS, title
from aspa.kit.powers import Power, Reach
from aspa.kit.viewer import Viewer
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Role
from aspa.staff.roles import queries as roles
from aspa.staff.roles.words import POWERS, REACHES

LASTING = {"30": _("30 days"), "90": _("90 days"), "365": _("a year"), "": _("until it is revoked")}


class GrantForm(DeskForm):
    """Which role, and where it holds: everywhere, `brand:1` or `queue:2`."""

    role = forms.ChoiceField(label=_("Role"))
    where = forms.ChoiceField(
        label=_("Where"), required=False, help_text=_("In one brand or queue the role holds for its cases only.")
    )

    def __init__(self, viewer: Viewer, written: QueryDict | None = None, *, key: str = "") -> None:
        super().__init__(written, auto_id=f"id_{key}%s")
        self.roles = {str(role.pk): role for role in roles.roles(viewer)}
        self.places: dict[str, tuple[str, Any]] = {f"brand:{one.pk}": ("brand", one) for one in brands.brands(viewer)}
        self.places |= {f"queue:{one.pk}": ("queue", one) for one in staff.queues(viewer)}
        named = {"brand": _("Brand"), "queue": _("Queue")}
        places = [(key, f"{named[kind]}: {one.name}") for key, (kind, one) in self.places.items()]
        self.choose("role", [(key, title(role)) for key, role in self.roles.items()])
        self.choose("where", [("", _("Everywhere")), *places])

    def clean(self) -> dict[str, Any]:
        """Return the role and the place themselves."""
        kind, place = self.places.get(self.cleaned_data.pop("where", ""), ("brand", None))
        chosen = self.roles.get(self.cleaned_data.pop("role", ""))
        return {**self.cleaned_data, "role": chosen, "brand": None, "queue": None, kind: place}


class ProgramForm(GrantForm):
    """A new program: what it is called, what it may do, and for how long."""

    name = forms.CharField(label=_("Name of the program"), max_length=80, help_text=_("History tells it by this name."))
    lasts = forms.ChoiceField(label=_("Valid"), choices=list(LASTING.items()), required=False, initial="365")

    def __init__(self, viewer: Viewer, written: QueryDict | None = None, *, now: datetime) -> None:
        super().__init__(viewer, written, key="program_")
        self.now = now
        standard = next((key for key, role in self.roles.items() if role.kind == Role.Kind.PROGRAM), "")
        self.initial["role"] = standard

    def clean(self) -> dict[str, Any]:
        """Return until when the key opens something."""
        days = self.cleaned_data.pop("lasts", "")
        return {**super().clean(), "expires_at": self.now + timedelta(days=int(days)) if days else None}


class RoleForm(DeskForm):
    """What a role is called, and how far each power reaches."""

    about: ClassVar[dict[str, str]] = {"name_taken": "name", "name_needed": "name"}

    name = forms.CharField(label=_("Name of the role"), max_length=80)

    def __init__(self, written: QueryDict | None = None, role: Role | None = None) -> None:
        super().__init__(written, auto_id=f"id_role{role.pk if role else ''}_%s")
        self.initial["name"] = str(title(role)) if role else ""
        self.given = self.initial["name"] if role and not role.name else ""  # by its kind, in each reader's language
        for power, meaning in MEANINGS.items():
            whole = [(Reach.NONE.value, _("no")), (Reach.ALL.value, _("yes"))]
            choices = whole if power == Power.ADMINISTER else [*REACHES.items()]
            self.fields[power.value] = forms.ChoiceField(
                label=POWERS[power], help_text=meaning, choices=choices, required=False
            )
            self.initial[power.value] = getattr(role, power) if role else ""

    def clean(self) -> dict[str, Any]:
        """Return the name, and how far each power reaches."""
        reaches = {power.value: self.cleaned_data.pop(power.value, "") for power in Power}
        name = self.cleaned_data.get("name", "")
        return {"name": "" if name == self.given else name, "reaches": reaches}


class TeamForm(DeskForm):
    """A new team."""

    about: ClassVar[dict[str, str]] = {"name_taken": "name", "name_needed": "name"}

    name = forms.CharField(label=_("Name of the team"), max_length=80)


class AgentForm(DeskForm):
    """One of some agents, for example to join a team."""

    agent = forms.ChoiceField(label=_("Agent"))

    def __init__(self, agents: list[Agent], written: QueryDict | None = None, *, key: str = "") -> None:
        super().__init__(written, auto_id=f"id_{key}%s")
        self.agents = {str(agent.pk): agent for agent in agents}
        self.choose("agent", [(key, agent.name) for key, agent in self.agents.items()])

    def clean(self) -> dict[str, Any]:
        """Return the agent."""
        return {"agent": self.agents.get(self.cleaned_data.get("agent", ""))}


class LeavingForm(AgentForm):
    """Who goes on with the work of somebody who leaves; nobody means the queues."""

    def __init__(self, agents: list[Agent], written: QueryDict | None = None) -> None:
        super().__init__(agents, written, key="leaving_")
        field = self.fields["agent"]
        field.required, field.label = False, _("Who goes on with their open cases")
        theirs = [(str(one.pk), one.name) for one in agents]
        self.choose("agent", [("", _("The queues they were taken from")), *theirs])

    def clean(self) -> dict[str, Any]:
        """Return to whom the work goes."""
        return {"to": super().clean()["agent"]}
