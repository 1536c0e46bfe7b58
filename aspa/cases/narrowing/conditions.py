"""
By what a list of cases can be narrowed: conditions that are data, each a title, its choices and a piece of SQL.

An app above adds its own to `CONDITIONS` when it is ready; saved views, their form and the API take them from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise as Text
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aspa.brands import queries as brands
from aspa.cases.above import aside
from aspa.cases.allowed import clause
from aspa.cases.views import AWAKE
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.staff import queries as staff
from aspa.staff.models import Queue

CLOSED_WITHIN = timedelta(days=30)  # how far back a view of closed cases looks: further back is a search
MOST_VALUES = 50

Choices = list[tuple[str, str | Text]]
Chosen = Mapping[str, Sequence[str]]  # condition → values, any of which holds


class WrongCondition(Refused):
    """There is no such condition, or it has no such choice."""

    code = "wrong_condition"


class Asking:
    """A statement in the making: who asks, when, and the values it carries beside its text."""

    def __init__(self, viewer: Viewer, now: datetime) -> None:
        self.viewer = viewer
        self.now = now
        self.facts: dict[str, Any] = {"organisation": viewer.organisation_id, "now": now}
        self.allowed = clause(viewer, self.facts)

    def put(self, value: Any) -> str:
        """Carry a value; return how the statement names it."""
        name = f"v{len(self.facts)}"
        self.facts[name] = value
        return f"%({name})s"

    @property
    def midnight(self) -> datetime:
        """When today ends where the viewer is."""
        today = timezone.localtime(self.now).replace(hour=0, minute=0, second=0, microsecond=0)
        return today + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Condition:
    """
    One condition.

    Args:
        choices: what a viewer may choose: values and words.
        sql: values → what holds of a case `c` and what it owes next, `p`, which may be nothing.
    """

    name: str
    title: Text
    choices: Callable[[Viewer], Choices]
    sql: Callable[[Sequence[str], Asking], str]


def checked(chosen: Chosen, viewer: Viewer) -> dict[str, list[str]]:
    """
    Return conditions as they are kept: known ones with values that the viewer could choose.

    Raises WrongCondition.
    """
    kept = {}
    for name, values in chosen.items():
        condition = CONDITIONS.get(name)
        known = {value for value, _word in condition.choices(viewer)} if condition else set()
        if not known.issuperset(values) or len(values) > MOST_VALUES:
            raise WrongCondition(_("A view cannot be narrowed like that."))
        if values:
            kept[name] = list(dict.fromkeys(values))
    return kept


def is_closed(chosen: Chosen) -> bool:
    """Tell whether these conditions are about closed cases."""
    return "closed" in chosen.get("state", ())


def where(chosen: Chosen, asking: Asking) -> str:
    """Return what holds of the cases of a view, awake ones unless it says; what is no longer known holds of none."""
    chosen = chosen if chosen.get("state") else {"state": ["open"], **chosen}
    said = [CONDITIONS[name].sql(values, asking) if name in CONDITIONS else "false" for name, values in chosen.items()]
    return " and ".join(f"({each})" for each in said)


def _numbers(values: Sequence[str]) -> list[int]:
    return [int(value) for value in values]


def _owner(values: Sequence[str], asking: Asking) -> str:
    powers = asking.viewer.powers
    agents = [int(value[6:]) for value in values if value.startswith("agent:")]
    agents += [powers.agent_id] if "me" in values and powers.agent_id else []
    agents += [*powers.colleagues] if "team" in values else []
    owned = f"c.owner_agent_id = any({asking.put(agents)}::bigint[])"
    return f"{owned} or c.owner_queue_id is not null" if "queued" in values else owned


def _owners(viewer: Viewer) -> Choices:
    whose: Choices = [("me", _("me")), ("team", _("my team")), ("queued", _("nobody yet"))]
    return whose + [(f"agent:{one.pk}", one.name) for one in staff.agents(viewer)]


PROMISED: dict[str, tuple[Text, Callable[[Asking], str]]] = {
    "late": (gettext_lazy("late"), lambda _asking: "p.broken_at is not null"),
    "hour": (
        gettext_lazy("due within an hour"),
        lambda asking: f"p.due_until < {asking.put(asking.now + timedelta(hours=1))}",
    ),
    "today": (gettext_lazy("due today"), lambda asking: f"p.due_until < {asking.put(asking.midnight)}"),
    "some": (gettext_lazy("something is promised"), lambda _asking: "p.id is not null"),
    "none": (gettext_lazy("nothing is promised"), lambda _asking: "p.id is null"),
}
ACTS: Choices = [
    ("answer", gettext_lazy("Answer")),
    ("call", gettext_lazy("Call")),
    ("follow_up", gettext_lazy("Come back to it")),
]
LANGUAGES: Choices = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
CHANNELS: Choices = [("email", gettext_lazy("e-mail")), ("hand", gettext_lazy("entered by hand"))]
STATES: Choices = [
    ("open", gettext_lazy("open")),
    ("resting", gettext_lazy("resting")),
    ("closed", gettext_lazy("closed in the last 30 days")),
]
DAYS = (1, 2, 3, 7, 14, 30)
CONTACTS = (2, 3, 5)


def at_work() -> str:
    """Return the condition that a case is worked on: it does not rest, and nobody has set it aside."""
    return f"({AWAKE} and not {aside.holds()})"


def _states(_viewer: Viewer) -> Choices:
    return STATES + [("aside", called) for called in aside.conditions.values()]


def _state(values: Sequence[str], asking: Asking) -> str:
    """A view of closed cases starts from closures (see `matching`); any other from what is open."""
    if "closed" in values:
        return f"x.closed_at > {asking.put(asking.now - CLOSED_WITHIN)}"
    states = {"open": at_work(), "resting": f"not {AWAKE}", "aside": aside.holds()}
    return " or ".join(states[value] for value in values)


def _called(queue: Queue) -> str:
    return _("%(queue)s (ended)") % {"queue": queue.name} if queue.ended_at else queue.name


def _ago(column: str) -> Callable[[Sequence[str], Asking], str]:
    return lambda values, asking: f"{column} < {asking.put(asking.now - timedelta(days=min(_numbers(values))))}"


def _days(_viewer: Viewer) -> Choices:
    return [(str(days), _("%(days)s d") % {"days": days}) for days in DAYS]


CONDITIONS: dict[str, Condition] = {
    condition.name: condition
    for condition in (
        Condition("state", gettext_lazy("State"), _states, _state),
        Condition("owner", gettext_lazy("Owner"), _owners, _owner),
        Condition(
            "queue",
            gettext_lazy("Queue"),
            lambda viewer: [(str(one.pk), _called(one)) for one in staff.all_queues(viewer)],
            lambda values, asking: f"c.owner_queue_id = any({asking.put(_numbers(values))}::bigint[])",
        ),
        Condition(
            "brand",
            gettext_lazy("Brand"),
            lambda viewer: [(str(one.pk), one.name) for one in brands.brands(viewer)],
            lambda values, asking: f"c.brand_id = any({asking.put(_numbers(values))}::bigint[])",
        ),
        Condition(
            "promise",
            gettext_lazy("Promise"),
            lambda _viewer: [(name, word) for name, (word, _sql) in PROMISED.items()],
            lambda values, asking: " or ".join(PROMISED[value][1](asking) for value in values),
        ),
        Condition(
            "act",
            gettext_lazy("What was promised"),
            lambda _viewer: ACTS,
            lambda values, asking: f"p.act = any({asking.put(list(values))}::text[])",
        ),
        Condition(
            "language",
            gettext_lazy("Language"),
            lambda _viewer: LANGUAGES,
            lambda values, asking: f"c.language = any({asking.put(list(values))}::text[])",
        ),
        Condition(
            "channel",
            gettext_lazy("Channel"),
            lambda _viewer: CHANNELS,
            lambda values, asking: f"c.channel = any({asking.put(list(values))}::text[])",
        ),
        Condition("age", gettext_lazy("Opened at least"), _days, _ago("c.opened_at")),
        Condition("silent", gettext_lazy("Silent for at least"), _days, _ago("c.latest_at")),
        Condition(
            "contacts",
            gettext_lazy("Contacts at least"),
            lambda _viewer: [(str(count), str(count)) for count in CONTACTS],
            lambda values, asking: f"c.contacts >= {asking.put(min(_numbers(values)))}",
        ),
    )
}
