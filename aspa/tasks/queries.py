"""What is to be done: in a case, by an agent, and by the lists of a brand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.kit.errors import Missing, or_missing
from aspa.kit.viewer import Viewer
from aspa.sorting import queries as sorting
from aspa.sorting.queries import Sorted
from aspa.staff.models import Agent
from aspa.tasks.models import CheckList, ClarifyingQuestion, Task, Unknown
from aspa.tasks.options import queries as options
from aspa.tasks.options.queries import OPTIONS, OptionRow

MOST = 200  # tasks of one page
LATELY = timedelta(hours=16)  # for how long what was done stands on the page of tasks
MOST_DONE = 20

WORK = f"""
select json_build_object(
    'tasks', (select coalesce(json_agg(json_build_array(t.id, t.text, t.agent_id, coalesce(a.name, ''), t.due_at,
                  t.done_at, coalesce((select name from staff_agent d where t.done_by = 'agent:' || d.id
                                       and d.organisation_id = c.organisation_id), ''))
                  order by t.done_at nulls first, t.due_at nulls last, t.id), '[]')
              from tasks_task t left join staff_agent a on a.id = t.agent_id where t.case_id = c.id),
    'unknowns', (select coalesce(json_agg(json_build_array(u.id, u.text, u.asked_at, u.ending, u.answer, u.ended_at)
                     order by u.ended_at nulls first, u.id), '[]') from tasks_unknown u where u.case_id = c.id),
    'options', {OPTIONS},
    'lists', (select coalesce(json_agg(json_build_array(l.id, l.name, cardinality(l.lines),
                  coalesce(l.reason_id = said.reason_id, false)
                  and not exists (select from tasks_task t where t.check_list_id = l.id and t.case_id = c.id))
                  order by lower(l.name)), '[]')
              from tasks_checklist l where l.brand_id = c.brand_id))
from cases_case c left join sorting_casereason said on said.case_id = c.id
where c.organisation_id = %(organisation)s and c.id = %(case)s
"""  # noqa: S608  # put together from our own constants

# What the left column counts: an agent's own, and whether one of them is past its time.
MARKER = """(select json_build_array(count(*), coalesce(bool_or(mine.due_at <= %(now)s), false))
    from (select t.due_at from tasks_task t join cases_case k on k.id = t.case_id
          where t.agent_id = %(agent)s and t.organisation_id = %(organisation)s and t.done_at is null
                and k.closure_id is null order by t.due_at, t.id limit 100) as mine)"""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of a case; `agent_name` is empty while it is nobody's, `done_by` where a program did it."""

    id: int
    text: str
    agent_id: int | None
    agent_name: str
    due_at: datetime | None
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A check-list of the case's brand; `is_meant` for the case's reason, and not added yet."""

    id: int
    name: str
    count: int
    is_meant: bool


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """What is not known in a case, or was not: the question, when it was asked, and how it ended."""

    id: int
    text: str
    asked_at: datetime | None
    ending: str
    answer: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do, to ask and to offer in a case, and what could be added at once."""

    tasks: list[TaskRow]
    lists: list[ListRow]
    unknowns: list[UnknownRow]
    options: list[OptionRow]

    @property
    def unoffered(self) -> list[OptionRow]:
        """What the customer has not been offered yet."""
        return [one for one in self.options if not one.offered_at]

    @property
    def open_unknowns(self) -> list[UnknownRow]:
        """What is not known yet."""
        return [one for one in self.unknowns if not one.ended_at]

    @property
    def unasked(self) -> list[UnknownRow]:
        """What nobody has asked the customer yet."""
        return [one for one in self.open_unknowns if not one.asked_at]

    @property
    def ended_unknowns(self) -> list[UnknownRow]:
        """What was answered, or need not be known."""
        return [one for one in self.unknowns if one.ended_at]

    @property
    def undone(self) -> list[TaskRow]:
        """Those that are to be done, what is due first."""
        return [task for task in self.tasks if not task.done_at]

    @property
    def done(self) -> list[TaskRow]:
        """Those that are done, in the order in which it happened."""
        return [task for task in self.tasks if task.done_at]

    @property
    def meant(self) -> list[ListRow]:
        """The check-lists that are meant for a case like this."""
        return [one for one in self.lists if one.is_meant]


def work_of(viewer: Viewer, case_id: int) -> Work:
    """
    Return what there is to do in a case that the viewer may read, in one question.

    Raises Missing.
    """
    return _read(_asked(viewer, case_id, f"({WORK})")[0])


def beside(viewer: Viewer, case_id: int) -> tuple[Sorted, Work]:
    """
    Return how a case is sorted and what there is to do in it, in one question: what its page shows beside it.

    Raises Missing.
    """
    found = _asked(viewer, case_id, f"({sorting.SORTED}), ({WORK})")
    return sorting.read(found[0]), _read(found[1])


def _asked(viewer: Viewer, case_id: int, columns: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", {"organisation": viewer.organisation_id, "case": case_id})
        row: Sequence[Any] = cursor.fetchone()
    if row[0] is None:
        raise Missing(_("There is no such case."))
    return [one if isinstance(one, dict) else json.loads(one) for one in row]


def _read(found: dict[str, Any]) -> Work:
    return Work(
        tasks=[TaskRow(*_timed(one, 4, 5)) for one in found["tasks"]],
        lists=[ListRow(*one) for one in found["lists"]],
        unknowns=[UnknownRow(*_timed(one, 2, 5)) for one in found["unknowns"]],
        options=options.read(found["options"]),
    )


def _timed(row: list[Any], *places: int) -> list[Any]:
    """Return a row with moments where they stand in it as text."""
    return [at and datetime.fromisoformat(at) if nth in places else at for nth, at in enumerate(row)]


def undone(case: Case) -> list[str]:
    """Return what is not done in a case, what is due first."""
    left = Task.objects.filter(case=case, done_at__isnull=True).order_by(F("due_at").asc(nulls_last=True), "id")
    return list(left.values_list("text", flat=True))


def task_of(viewer: Viewer, case: Case, task_id: int) -> Task:
    """
    Return a task of a case.

    Raises Missing.
    """
    tasks = Task.objects.visible_to(viewer).select_related("case", "agent")
    found: Task | None = tasks.filter(case=case, pk=task_id).first()
    return or_missing(found, _("There is no such task; somebody may have taken it away."))


def tasks_in(viewer: Viewer, case: Case) -> list[Task]:
    """Return the tasks of a case: what is to be done, what is due first, then what is done."""
    tasks = Task.objects.visible_to(viewer).filter(case=case).select_related("case", "agent")
    return list(tasks.order_by(F("done_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "id"))


def tasks_of(viewer: Viewer, agent: Agent, *, limit: int = MOST) -> list[Task]:
    """Return what an agent has to do in open cases, what is due first."""
    return list(_in_open_cases(viewer).filter(agent=agent)[:limit])


def nobodys(viewer: Agent, *, limit: int = MOST) -> list[Task]:
    """Return what nobody has to do yet in the viewer's own cases."""
    return list(_in_open_cases(viewer).filter(agent__isnull=True, case__owner_agent=viewer)[:limit])


def done_lately(viewer: Agent, *, now: datetime) -> list[Task]:
    """Return what the viewer has done in the last hours, the newest first."""
    done = Task.objects.visible_to(viewer).filter(agent=viewer, done_by=viewer.actor, done_at__gt=now - LATELY)
    return list(done.select_related("case__customer").order_by("-done_at", "-id")[:MOST_DONE])


def _in_open_cases(viewer: Viewer) -> QuerySet[Task]:
    tasks: QuerySet[Task] = Task.objects.visible_to(viewer).filter(done_at__isnull=True, case__closure__isnull=True)
    return tasks.select_related("case__customer", "agent").order_by(F("due_at").asc(nulls_last=True), "id")


def unknowns_in(viewer: Viewer, case: Case) -> list[Unknown]:
    """Return what is not known in a case, or was not, in the order in which it came up."""
    return list(Unknown.objects.visible_to(viewer).filter(case=case).select_related("case").order_by("id"))


def unknown_of(viewer: Viewer, case: Case, unknown_id: int) -> Unknown:
    """
    Return one thing that is not known in a case.

    Raises Missing.
    """
    unknowns = Unknown.objects.visible_to(viewer).select_related("case__brand", "case__customer", "field")
    found: Unknown | None = unknowns.filter(case=case, pk=unknown_id).first()
    return or_missing(found, _("There is no such question."))


def questions(viewer: Viewer, brand: Brand) -> list[ClarifyingQuestion]:
    """Return what a brand must know, by reason in their order."""
    found = ClarifyingQuestion.objects.visible_to(viewer).filter(brand=brand).select_related("reason", "field")
    return list(found.order_by("reason__position", "reason_id", "id"))


def question_of(viewer: Viewer, key: int, *, brand_id: int | None = None) -> ClarifyingQuestion:
    """
    Return one question that a brand asks: this brand, if one is named.

    Raises Missing.
    """
    rows = ClarifyingQuestion.objects.visible_to(viewer).filter(pk=key)
    found: ClarifyingQuestion | None = (rows if brand_id is None else rows.filter(brand=brand_id)).first()
    return or_missing(found, _("There is no such question."))


def check_lists(viewer: Viewer, brand: Brand) -> list[CheckList]:
    """Return the check-lists of a brand by name."""
    found = CheckList.objects.visible_to(viewer).filter(brand=brand).select_related("reason")
    return list(found.order_by("name", "id"))


def check_list_of(viewer: Viewer, key: int, *, brand_id: int | None = None) -> CheckList:
    """
    Return one check-list, of this brand if one is named.

    Raises Missing.
    """
    rows = CheckList.objects.visible_to(viewer).filter(pk=key)
    found: CheckList | None = (rows if brand_id is None else rows.filter(brand=brand_id)).first()
    return or_missing(found, _("There is no such check-list."))
