"""Check-lists: what an administrator keeps, and a list added to a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.cases.touch import changed, lock, must_be_open, must_stand
from aspa.history import verbs as history
from aspa.kit.errors import Missing, Refused
from aspa.kit.naming import named
from aspa.kit.viewer import Viewer
from aspa.sorting.models import Reason
from aspa.tasks.models import CheckList, Task
from aspa.tasks.queries import undone
from aspa.tasks.verbs import as_task, must_have_room

LONGEST_NAME = 60
MOST, MOST_LINES = 100, 50  # lists of a brand; lines of a list


class ListNameTaken(Refused):
    """The brand has a check-list of this name."""

    code = "name_taken"


class BadLines(Refused):
    """A check-list of nothing, or of more than anybody checks."""

    code = "bad_lines"


class OtherBrand(Refused):
    """The check-list, or its reason, is another brand's."""

    code = "other_brand"


class TooManyLists(Refused):
    """The brand has as many check-lists as a brand may have."""

    code = "too_many"


@transaction.atomic
def keep(
    brand: Brand, *, name: str, lines: Sequence[str], by: Viewer, at: datetime, reason: Reason | None = None
) -> CheckList:
    """
    Keep a check-list of a brand.

    Args:
        reason: for which it is proposed.

    Raises NameNeeded, ListNameTaken, BadLines, BadTask, OtherBrand, TooManyLists.
    """
    Brand.objects.select_for_update(no_key=True).get(
        pk=brand.pk
    )  # of two who add at once the second waits for the first
    if CheckList.objects.filter(brand=brand).count() >= MOST:
        raise TooManyLists(_("There are a hundred already. Remove some first."))
    made = CheckList(organisation_id=brand.organisation_id, brand=brand)
    _fill(made, name, lines, reason)
    _record("check_list.kept", made, by=by, at=at, after=_told(made))
    return made


@transaction.atomic
def change(
    kept: CheckList, *, name: str, lines: Sequence[str], by: Viewer, at: datetime, reason: Reason | None = None
) -> None:
    """
    Change a check-list; what was added to cases by it stays as it was.

    Raises NameNeeded, ListNameTaken, BadLines, BadTask, OtherBrand, and Missing when somebody removed it.
    """
    before = _held(kept)
    if before is None:
        raise Missing(_("There is no such check-list."))
    _fill(kept, name, lines, reason)
    if before != _told(kept):
        _record("check_list.changed", kept, by=by, at=at, before=before, after=_told(kept))


@transaction.atomic
def remove(kept: CheckList, *, by: Viewer, at: datetime) -> None:
    """Remove a check-list; what was added to cases by it stays. Twice is the same as once."""
    before = _held(kept)
    if before is not None:
        _record("check_list.removed", kept, by=by, at=at, before=before)
        CheckList.objects.filter(pk=kept.pk).delete()


@transaction.atomic
def add_to(case: Case, kept: CheckList, *, by: Viewer, at: datetime) -> list[Task]:
    """
    Add the lines of a check-list to an open case, in their order, for whoever takes care of it.

    What is to be done there already is not added again.

    Raises OtherBrand, Missing, TooManyTasks, AlreadyClosed, CaseMerged.
    """
    lock(case)
    must_stand(case)
    must_be_open(case)
    if kept.organisation_id != case.organisation_id:
        raise Missing(_("There is no such check-list."))
    if kept.brand_id != case.brand_id:
        raise OtherBrand(_("This check-list belongs to another brand than the case."))
    there = {text.casefold() for text in undone(case)}
    lines = [line for line in kept.lines if line.casefold() not in there]
    must_have_room(case, len(lines))
    facts = {"organisation_id": case.organisation_id, "case": case, "check_list": kept, "agent_id": case.owner_agent_id}
    new = [Task(text=line, added_by=by.actor, added_at=at, **facts) for line in lines]
    made = Task.objects.bulk_create(new)
    if made:
        changed(case, "task.added", by=by, at=at, check_list_id=kept.pk, tasks=[task.pk for task in made])
    return made


def _fill(kept: CheckList, name: str, lines: Sequence[str], reason: Reason | None) -> None:
    if reason and reason.brand_id != kept.brand_id:
        raise OtherBrand(_("This reason belongs to another brand."))
    kept.name, kept.reason = named(name, longest=LONGEST_NAME), reason
    kept.lines = list(dict.fromkeys(as_task(line) for line in lines if line.strip()))
    if not 1 <= len(kept.lines) <= MOST_LINES:
        raise BadLines(_("Give at least one line and at most fifty."))
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as trouble:
        raise ListNameTaken(_("There is a check-list of that name already.")) from trouble


def _told(kept: CheckList) -> dict[str, Any]:
    return {"name": kept.name, "lines": kept.lines, "reason_id": kept.reason_id}


def _held(kept: CheckList) -> dict[str, Any] | None:
    """Hold a row until the transaction ends; return how it stands, None when somebody removed it."""
    held = CheckList.objects.select_for_update().filter(pk=kept.pk).first()
    return held and _told(held)


def _record(event: str, kept: CheckList, *, by: Viewer, at: datetime, **facts: Any) -> None:
    facts |= {"named": kept.name, "brand_id": kept.brand_id}
    history.record(event, organisation_id=kept.organisation_id, subject_id=kept.pk, actor=by.actor, at=at, **facts)
