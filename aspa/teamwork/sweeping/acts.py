"""What can be done to many cases at once, each with the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.above import guards
from aspa.cases.models import Case
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.staff import queries as staff
from aspa.teamwork.focus import verbs as focus

Facts = Mapping[str, Any]
Begun = tuple[dict[str, Any], list[int]]  # the facts as they are kept, and the keys of the cases it is done to


class ChangedSince(Refused):
    """Somebody has done something else to the case since."""

    code = "changed_since"


def as_asked(facts: Facts, keys: list[int], _by: Viewer) -> Begun:
    """Begin an act with what it was asked with."""
    return dict(facts), keys


@dataclass(frozen=True, slots=True)
class Act:
    """
    One act.

    Args:
        does: case, facts of the act, by whom, when → facts that lead back.
        undoes: case, facts that lead back, by whom, when; raises ChangedSince when there is no way back.
        begins: facts, keys of the chosen cases, by whom → how it begins; raises what refuses it as a whole.
        questions: the codes of refusals that whoever asked for it may pass over, told to it as the fact `despite`.
        in_order: its cases wait for each other, and are taken back the other way round. The key of a case that all of
            them change is the fact `into`.
    """

    power: Power
    does: Callable[[Case, Facts, Viewer, datetime], dict[str, Any]]
    undoes: Callable[[Case, Facts, Viewer, datetime], None]
    begins: Callable[[Facts, list[int], Viewer], Begun] = as_asked
    questions: Callable[[], frozenset[str]] = frozenset
    in_order: bool = False


def _owner(facts: Facts, by: Viewer) -> dict[str, Any]:
    agent_id, queue_id = facts.get("agent_id"), facts.get("queue_id")
    return {
        "agent": staff.agent_of(by, agent_id) if agent_id else None,
        "queue": staff.queue_of(by, queue_id) if queue_id else None,
    }


def _assign(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    before = {"agent_id": case.owner_agent_id, "queue_id": case.owner_queue_id}
    focus.give(case, by=by, at=at, **_owner(facts, by))
    return before | {"then": [case.owner_agent_id, case.owner_queue_id]}


def _assign_back(case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    must_be_same([case.owner_agent_id, case.owner_queue_id], before["then"])
    cases.assign(case, by=by, at=at, **_owner(before, by))


def _close(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    cases.close(case, outcome=facts["outcome"], by=by, at=at, despite=facts.get("despite", ()))
    return {"then": case.closure_id}


def _close_back(case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    must_be_same(case.closure_id, before["then"])
    cases.reopen(case, by=by, at=at)


def _snooze(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    snoozing.snooze(case, until=datetime.fromisoformat(facts["until"]), by=by, at=at)
    return {"then": case.snooze_id}


def _snooze_back(case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    must_be_same(case.snooze_id, before["then"])
    snoozing.wake(case, by=by, at=at)


def _asked_before_closing() -> frozenset[str]:
    return guards.answered(anyway=True)


def must_be_same(now: object, then: object) -> None:
    """Raise ChangedSince unless what there is now is what there was then."""
    if now != then:
        raise ChangedSince(_("Somebody has done something else to this case since."))


ACTS = {
    "assign": Act(Power.ANSWER, _assign, _assign_back),
    "close": Act(Power.CLOSE, _close, _close_back, questions=_asked_before_closing),
    "snooze": Act(Power.ANSWER, _snooze, _snooze_back),
}
