"""Tasks of a case: added, given to somebody, done and not done after all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Closure
from aspa.cases.touch import changed, hold, lock, must_be_open, must_stand
from aspa.kit.errors import Forbidden, Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent
from aspa.staff.queries import is_at_work
from aspa.staff.verbs import NotAtWork
from aspa.tasks.models import Task
from aspa.tasks.queries import undone

LONGEST = 300  # characters of a task
MOST = 100  # tasks of a case that are not done
NAMED = 3  # tasks that a refusal names


class BadTask(Refused):
    """Nothing was written, or too much for a task."""

    code = "bad_task"


class TooManyTasks(Refused):
    """The case has as many tasks to do as a case may have."""

    code = "too_many_tasks"


class TasksOpen(Refused):
    """Something in the case is not done, and nobody said to close it all the same."""

    code = "tasks_open"


def as_task(text: str) -> str:
    """
    Return what is to be done as it is kept, on one line.

    Raises BadTask.
    """
    line = one_line(text)
    if not line:
        raise BadTask(_("Write what is to be done."))
    if len(line) > LONGEST:
        raise BadTask(_("This is too long: %(most)s characters at most.") % {"most": LONGEST})
    return line


@transaction.atomic
def add(
    case: Case, *, text: str, by: Viewer, at: datetime, agent: Agent | None = None, due_at: datetime | None = None
) -> Task:
    """
    Add a task to an open case; without an agent it is nobody's yet.

    Raises BadTask, TooManyTasks, AlreadyClosed, CaseMerged, and of the agent NotAtWork, Missing and Forbidden.
    """
    wanted = as_task(text)
    lock(case)
    must_stand(case)
    must_be_open(case)
    _must_see(agent, case)
    must_have_room(case)
    task: Task = Task.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        text=wanted,
        agent=agent,
        due_at=due_at,
        added_by=by.actor,
        added_at=at,
    )
    changed(case, "task.added", by=by, at=at, task_id=task.pk, agent_id=agent and agent.pk)
    return task


@transaction.atomic
def change(
    task: Task, *, text: str, by: Viewer, at: datetime, agent: Agent | None = None, due_at: datetime | None = None
) -> None:
    """
    Say otherwise what is to be done, by whom and by when.

    Raises BadTask, and of a new agent NotAtWork, Missing and Forbidden.
    """
    wanted, case = as_task(text), _held(task)
    if agent and agent.pk != task.agent_id:
        _must_see(agent, case)
    task.text, task.agent, task.due_at = wanted, agent, due_at
    task.save(update_fields=["text", "agent", "due_at"])
    changed(case, "task.changed", by=by, at=at, task_id=task.pk, agent_id=agent and agent.pk)


@transaction.atomic
def do(task: Task, *, by: Viewer, at: datetime) -> None:
    """Say that a task is done; doing it again changes nothing."""
    case = _held(task)
    if task.done_at is None:
        task.done_by, task.done_at = by.actor, at
        task.save(update_fields=["done_by", "done_at"])
        changed(case, "task.done", by=by, at=at, task_id=task.pk)


@transaction.atomic
def undo(task: Task, *, by: Viewer, at: datetime) -> None:
    """Say that a task is not done after all; one that is not done stays so."""
    case = _held(task)
    if task.done_at:
        task.done_by, task.done_at = "", None
        task.save(update_fields=["done_by", "done_at"])
        changed(case, "task.undone", by=by, at=at, task_id=task.pk)


@transaction.atomic
def remove(task: Task, *, by: Viewer, at: datetime) -> None:
    """Take a task away that need not be done; history remembers what it said."""
    case = _held(task)
    changed(case, "task.removed", by=by, at=at, task_id=task.pk, text=task.text)
    Task.objects.filter(pk=task.pk).delete()


@transaction.atomic
def rehome(agent: Agent, *, by: Viewer, at: datetime) -> int:
    """
    Let what an agent who left had to do be done by whoever takes care of each case; return how many tasks.

    In a case that waits in a queue, or has ended, it is nobody's. Twice is the same as once.
    """
    left = Task.objects.filter(agent=agent, done_at__isnull=True).order_by("case_id")
    cases = list(Case.objects.filter(pk__in=left.values("case_id")).order_by("pk"))
    hold(*cases)  # all before the first is told: whoever holds the stream of hints waits for no case
    count = 0
    for case in cases:
        owner = None if case.closure_id else case.owner_agent_id
        if owner and not is_at_work(owner):
            owner = None
        count += Task.objects.filter(case=case, agent=agent, done_at__isnull=True).update(agent=owner)
        changed(case, "task.rehomed", by=by, at=at, agent_id=owner)
    return count


def must_be_done(case: Case, outcome: str) -> None:
    """
    Let no case be closed in silence while something in it is not done; spam owes nobody anything.

    Raises TasksOpen.
    """
    if outcome == Closure.Outcome.SPAM:
        return
    if left := undone(case):
        named = "; ".join(left[:NAMED]) + ("…" if len(left) > NAMED else "")
        sentence = _("Not done yet: %(tasks)s. Do it first, or close the case anyway.")
        raise TasksOpen(sentence % {"tasks": named})


def must_have_room(case: Case, more: int = 1) -> None:
    """Raise TooManyTasks where a case would have more to do than anybody can look through."""
    if len(undone(case)) + more > MOST:
        raise TooManyTasks(_("A case has at most %(most)s tasks to do.") % {"most": MOST})


def _held(task: Task) -> Case:
    """Lock the task's case, then the task, and read both again. Raises Missing when somebody took it away."""
    lock(task.case)
    found = Task.objects.select_for_update(no_key=True, of=["self"]).filter(pk=task.pk, case=task.case).first()
    if found is None:
        raise Missing(_("There is no such task; somebody may have taken it away."))
    task.text, task.agent, task.due_at = found.text, found.agent, found.due_at
    task.done_by, task.done_at = found.done_by, found.done_at
    return task.case


def _must_see(agent: Agent | None, case: Case) -> None:
    if agent is None:
        return
    if agent.organisation_id != case.organisation_id:
        raise Missing(_("There is no such agent."))
    if not is_at_work(agent.pk):
        raise NotAtWork(_("This agent works here no longer."))
    if not agent.may(Power.READ, case):
        raise Forbidden(_("%(name)s may not read this case.") % {"name": agent.name})
