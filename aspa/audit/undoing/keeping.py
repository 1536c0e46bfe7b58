"""Setting back what is kept for cases: tags, reasons, fields, check-lists, clarifying questions and passages."""

from datetime import date, datetime
from typing import Any

from aspa.brands import queries as brands
from aspa.history.models import Event
from aspa.kit.viewer import Viewer
from aspa.passages import queries as passages
from aspa.passages import verbs as passage_verbs
from aspa.sorting import queries as sorting
from aspa.sorting.keeping import verbs as sorting_verbs
from aspa.sorting.models import Field, Reason
from aspa.staff import queries as staff
from aspa.staff.roles import queries as roles
from aspa.tasks import queries as tasks
from aspa.tasks.keeping import verbs as questions
from aspa.tasks.lists import verbs as lists


def tag(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a tag be called and look as it did."""
    sorting_verbs.change_tag(sorting.tag_of(by, event.subject_id), by=by, at=at, **event.facts["before"])


def reason(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a reason be called what it was."""
    sorting_verbs.rename_reason(sorting.reason_of(by, event.subject_id), by=by, at=at, **event.facts["before"])


def field(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a field be as it was."""
    sorting_verbs.change_field(sorting.field_of(by, event.subject_id), by=by, at=at, **event.facts["before"])


def moved(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a reason or a field change places again."""
    sorting_verbs.move(_what(event, by), up=not event.facts["up"], by=by, at=at)


def put_away(event: Event, *, by: Viewer, at: datetime) -> None:
    """Put a reason or a field away that was added or taken into use again."""
    sorting_verbs.archive(_what(event, by), by=by, at=at)


def taken_up(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take a reason or a field into use again that was put away."""
    sorting_verbs.restore(_what(event, by), by=by, at=at)


def check_list(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a check-list be as it was."""
    lists.change(tasks.check_list_of(by, event.subject_id), by=by, at=at, **_list_said(event, by))


def kept_list(event: Event, *, by: Viewer, at: datetime) -> None:
    """Remove a check-list that was made."""
    lists.remove(tasks.check_list_of(by, event.subject_id), by=by, at=at)


def removed_list(event: Event, *, by: Viewer, at: datetime) -> None:
    """Make a check-list again that was removed."""
    lists.keep(brands.brand_of(by, event.facts["brand_id"]), by=by, at=at, **_list_said(event, by))


def question(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a clarifying question be as it was."""
    questions.change(tasks.question_of(by, event.subject_id), by=by, at=at, **_question_said(event, by))


def kept_question(event: Event, *, by: Viewer, at: datetime) -> None:
    """Remove a clarifying question that was made."""
    questions.remove(tasks.question_of(by, event.subject_id), by=by, at=at)


def removed_question(event: Event, *, by: Viewer, at: datetime) -> None:
    """Make a clarifying question again that was removed."""
    questions.keep(brands.brand_of(by, event.facts["brand_id"]), by=by, at=at, **_question_said(event, by))


def passage(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a passage say what it said before that version, where it did; put it away where that was its first."""
    chosen, number = passages.passage_of(by, event.subject_id), event.facts["number"]
    if number == 1:
        if chosen.number == number:
            passage_verbs.archive(chosen, by=by, at=at)
        return  # or else nothing is done, which is refused: it was changed since
    before, whose = passages.version_of(by, chosen, number - 1), event.facts["before"]
    said: dict[str, Any] = {name: getattr(before, name) for name in ("code", "name", "texts", "brands", "reasons")}
    said["owner"] = roles.team_of(by, whose["team_id"]) if whose["team_id"] else _owner(by, whose["agent_id"])
    said["review_on"] = whose["review_on"] and date.fromisoformat(whose["review_on"])
    passage_verbs.change(chosen, version=number, by=by, at=at, why="", **said)


def archived_passage(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take a passage into use again that was put away."""
    passage_verbs.restore(passages.passage_of(by, event.subject_id), by=by, at=at)


def restored_passage(event: Event, *, by: Viewer, at: datetime) -> None:
    """Put a passage away that was taken into use again."""
    passage_verbs.archive(passages.passage_of(by, event.subject_id), by=by, at=at)


def _what(event: Event, by: Viewer) -> Reason | Field:
    if event.name.startswith("reason."):
        return sorting.reason_of(by, event.subject_id)
    return sorting.field_of(by, event.subject_id)


def _list_said(event: Event, by: Viewer) -> dict[str, Any]:
    said = dict(event.facts["before"])
    reason_id = said.pop("reason_id")
    return said | {"reason": sorting.reason_of(by, reason_id) if reason_id else None}


def _question_said(event: Event, by: Viewer) -> dict[str, Any]:
    told = event.facts["before"]
    field = sorting.field_of(by, told["field_id"]) if told["field_id"] else None
    return {"texts": told["texts"], "reason": sorting.reason_of(by, told["reason_id"]), "field": field}


def _owner(by: Viewer, agent_id: int | None) -> Any:
    return staff.anybody(by, agent_id) if agent_id else None
