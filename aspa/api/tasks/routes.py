"""Tasks and check-lists."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.tasks.shapes import CheckListShape, ListWish, TaskShape, TaskWish
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.cases import queries as cases
from aspa.staff import queries as staff
from aspa.staff.models import Agent
from aspa.tasks import queries, verbs
from aspa.tasks.lists import verbs as lists
from aspa.tasks.models import CheckList, Task

router = Router(tags=["tasks"])


@router.get("/tasks", response=list[TaskShape], operation_id="list_tasks")
def list_tasks(request: ApiRequest, agent: Key) -> list[Task]:
    """List what an agent has to do in open cases, what is due first."""
    return queries.tasks_of(request.auth, staff.agent_of(request.auth, agent))


@router.get("/brands/{brand_id}/check-lists", response=list[CheckListShape], operation_id="list_check_lists")
def list_check_lists(request: ApiRequest, brand_id: Key) -> list[CheckList]:
    """List the check-lists of a brand."""
    return queries.check_lists(request.auth, brands.brand_of(request.auth, brand_id))


@router.get("/cases/{int:number}/tasks", response=list[TaskShape], operation_id="tasks_of_case")
def tasks_of_case(request: ApiRequest, number: int) -> list[Task]:
    """List the tasks of a case: what is to be done, what is due first, then what is done."""
    return queries.tasks_in(request.auth, cases.case_by_number(request.auth, number))


@router.post("/cases/{int:number}/tasks", response={201: TaskShape}, operation_id="add_task")
@decorate_view(once)
def add_task(request: ApiRequest, number: int, wish: TaskWish) -> Status[Task]:
    """Add a task to an open case."""
    case = cases.case_by_number(request.auth, number)
    agent, at = _agent(request, wish), timezone.now()
    return Status(201, verbs.add(case, text=wish.text, agent=agent, due_at=wish.due_at, by=request.auth, at=at))


@router.post("/cases/{int:number}/check-lists", response={201: list[TaskShape]}, operation_id="add_check_list")
@decorate_view(once)
def add_check_list(request: ApiRequest, number: int, wish: ListWish) -> Status[list[Task]]:
    """Add the lines of a check-list as tasks; what is to be done already is not added again."""
    case, kept = cases.case_by_number(request.auth, number), queries.check_list_of(request.auth, wish.check_list_id)
    return Status(201, lists.add_to(case, kept, by=request.auth, at=timezone.now()))


@router.put("/cases/{int:number}/tasks/{task_id}", response=TaskShape, operation_id="change_task")
def change_task(request: ApiRequest, number: int, task_id: Key, wish: TaskWish) -> Task:
    """Say otherwise what is to be done, by whom and by when."""
    task, agent = _task(request, number, task_id), _agent(request, wish)
    verbs.change(task, text=wish.text, agent=agent, due_at=wish.due_at, by=request.auth, at=timezone.now())
    return task


@router.delete("/cases/{int:number}/tasks/{task_id}", response={204: None}, operation_id="remove_task")
def remove_task(request: ApiRequest, number: int, task_id: Key) -> Status[None]:
    """Take a task away that need not be done."""
    verbs.remove(_task(request, number, task_id), by=request.auth, at=timezone.now())
    return Status(204, None)


@router.put("/cases/{int:number}/tasks/{task_id}/done", response=TaskShape, operation_id="do_task")
def do_task(request: ApiRequest, number: int, task_id: Key) -> Task:
    """Say that a task is done; doing it again changes nothing."""
    task = _task(request, number, task_id)
    verbs.do(task, by=request.auth, at=timezone.now())
    return task


@router.delete("/cases/{int:number}/tasks/{task_id}/done", response=TaskShape, operation_id="undo_task")
def undo_task(request: ApiRequest, number: int, task_id: Key) -> Task:
    """Say that a task is not done after all."""
    task = _task(request, number, task_id)
    verbs.undo(task, by=request.auth, at=timezone.now())
    return task


def _task(request: ApiRequest, number: int, task_id: int) -> Task:
    return queries.task_of(request.auth, cases.case_by_number(request.auth, number), task_id)


def _agent(request: ApiRequest, wish: TaskWish) -> Agent | None:
    return staff.agent_of(request.auth, wish.agent_id) if wish.agent_id else None
