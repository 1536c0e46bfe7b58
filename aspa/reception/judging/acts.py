"""Deciding about many suspected cases at once, with the way back."""

from datetime import datetime
from typing import Any

from aspa.cases.models import Case
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.reception.judging import verbs
from aspa.teamwork.sweeping.acts import Act, Facts


def _clear(case: Case, _facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    verbs.clear(case, by=by, at=at)
    return {}


def _condemn(case: Case, _facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    verbs.condemn(case, by=by, at=at)
    return {}


def _reconsider(case: Case, _before: Facts, by: Viewer, at: datetime) -> None:
    verbs.reconsider(case, by=by, at=at)


ACTS = {
    "not_spam": Act(Power.ANSWER, _clear, _reconsider),
    "spam": Act(Power.CLOSE, _condemn, _reconsider),
}
