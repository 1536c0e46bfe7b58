"""Tasks of a case: by whom, by when, done, and asked about before the case is closed."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import leaving
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.touch import AlreadyClosed
from aspa.history.models import Event
from aspa.history.verbs import run_due
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Power
from aspa.live.models import Hint
from aspa.staff.models import Agent
from aspa.staff.verbs import NotAtWork
from aspa.tasks import queries, verbs
from aspa.tasks.models import Task
from aspa.teamwork import queries as teamwork
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db
TEN = NINE + timedelta(hours=1)


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's."""
    return a_case()


def texts(agent: Agent) -> list[str]:
    return [task.text for task in queries.tasks_of(agent, agent)]


def test_a_task_is_added_for_somebody_and_stands_on_their_list(case: Case, aino: Agent, vaino: Agent) -> None:
    for text, due in (("Soita kuljettajalle", None), ("Tarkista varasto", TEN), ("Laske hyvitys", NINE)):
        verbs.add(case, text=f"  {text} \n", agent=aino, due_at=due, by=vaino, at=NINE)
    verbs.add(case, text="Ei kenenkään", by=vaino, at=NINE)

    assert texts(aino) == ["Laske hyvitys", "Tarkista varasto", "Soita kuljettajalle"]
    assert texts(vaino) == []
    assert Event.objects.filter(name="task.added", subject_id=case.pk).count() == 4
    assert list(Hint.objects.order_by("-id").values_list("topic", flat=True)[:2]) == ["list", f"case-{case.number}"]


def test_what_is_nobodys_yet_stands_with_the_owner_of_the_case(case: Case, aino: Agent) -> None:
    cases.take(case, by=aino, at=NINE)

    verbs.add(case, text="Tarkista varasto", by=aino, at=NINE)

    assert [task.text for task in queries.nobodys(aino)] == ["Tarkista varasto"]


def test_done_is_undone_and_twice_is_once(case: Case, aino: Agent) -> None:
    task = verbs.add(case, text="Tarkista varasto", agent=aino, by=aino, at=NINE)

    for _twice in range(2):
        verbs.do(task, by=aino, at=TEN)
    done = queries.work_of(aino, case.pk)
    for _twice in range(2):
        verbs.undo(task, by=aino, at=TEN)

    assert [(one.done_by, one.done_at) for one in done.done] == [("Aino Lehtonen", TEN)]
    assert [one.text for one in queries.work_of(aino, case.pk).undone] == ["Tarkista varasto"]
    assert Event.objects.filter(name__in=["task.done", "task.undone"]).count() == 2


def test_a_task_is_changed_and_taken_away(case: Case, aino: Agent, vaino: Agent) -> None:
    task = verbs.add(case, text="Tarkista varasto", agent=aino, by=aino, at=NINE)

    verbs.change(task, text="Tarkista Tampereen varasto", agent=vaino, due_at=TEN, by=aino, at=NINE)
    assert (texts(aino), texts(vaino)) == ([], ["Tarkista Tampereen varasto"])

    verbs.remove(task, by=aino, at=TEN)
    assert texts(vaino) == []
    assert Event.objects.get(name="task.removed").facts["text"] == "Tarkista Tampereen varasto"
    with pytest.raises(Missing):
        verbs.do(task, by=aino, at=TEN)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * 301])
def test_what_is_no_task_is_refused(case: Case, aino: Agent, text: str) -> None:
    with pytest.raises(verbs.BadTask):
        verbs.add(case, text=text, by=aino, at=NINE)


def test_a_case_has_a_hundred_tasks_at_most(case: Case, aino: Agent) -> None:
    facts = {"organisation_id": case.organisation_id, "case": case, "added_by": aino.actor, "added_at": NINE}
    Task.objects.bulk_create(Task(text=f"Tehtävä {nth}", **facts) for nth in range(100))

    with pytest.raises(verbs.TooManyTasks):
        verbs.add(case, text="Vielä yksi", by=aino, at=NINE)


def test_a_task_goes_only_to_whoever_works_here_and_may_read_the_case(
    case: Case, aino: Agent, vaino: Agent, otso: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Missing):
        verbs.add(case, text="x", agent=otso, by=aino, at=NINE)
    with monkeypatch.context() as narrowed:
        narrowed.setattr(Agent, "may", lambda self, power, case=None: power != Power.READ)
        with pytest.raises(Forbidden):
            verbs.add(case, text="x", agent=vaino, by=aino, at=NINE)
    leaving.part_from(aino, by=vaino, at=NINE)
    with pytest.raises(NotAtWork):
        verbs.add(case, text="x", agent=aino, by=vaino, at=NINE)


def test_a_closed_case_gets_no_new_tasks(case: Case, aino: Agent) -> None:
    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)

    with pytest.raises(AlreadyClosed):
        verbs.add(case, text="Tarkista varasto", by=aino, at=NINE)


def test_a_case_is_not_closed_in_silence_while_something_is_not_done(case: Case, aino: Agent) -> None:
    for nth in range(5):
        verbs.add(case, text=f"Tehtävä {nth}", agent=aino, by=aino, at=NINE)

    with pytest.raises(verbs.TasksOpen, match="Tehtävä 0; Tehtävä 1; Tehtävä 2…"):
        cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)
    with pytest.raises(verbs.TasksOpen):
        cases.reply(case, text="Hei!", closes="solved", by=aino, at=NINE)
    assert case.messages.filter(kind="reply").count() == 0

    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE, despite=["tasks_open"])
    assert texts(aino) == []
    cases.reopen(case, by=aino, at=TEN)
    assert len(texts(aino)) == 5


def test_spam_is_closed_whatever_there_was_to_do(case: Case, aino: Agent) -> None:
    verbs.add(case, text="Tarkista varasto", by=aino, at=NINE)

    cases.close(case, outcome="spam", by=aino, at=NINE)

    assert not case.is_open


def test_what_is_done_closes(case: Case, aino: Agent) -> None:
    verbs.do(verbs.add(case, text="Tarkista varasto", by=aino, at=NINE), by=aino, at=NINE)

    cases.reply(case, text="Hei!", closes="solved", by=aino, at=NINE)

    assert not case.is_open


def test_what_somebody_who_left_had_to_do_goes_to_whoever_has_each_case(case: Case, aino: Agent, vaino: Agent) -> None:
    other = a_case("Lasku", "Lasku on väärin.")
    cases.take(other, by=vaino, at=NINE)
    tasks = [verbs.add(one, text="Tarkista", agent=aino, by=aino, at=NINE) for one in (case, other)]

    leaving.part_from(aino, by=vaino, at=TEN)
    run_due(at=TEN)

    assert [Task.objects.get(pk=task.pk).agent for task in tasks] == [None, vaino]
    assert Event.objects.filter(name="task.rehomed").count() == 2


def test_what_somebody_who_left_had_to_do_in_an_ended_case_is_nobodys(case: Case, aino: Agent, vaino: Agent) -> None:
    cases.take(case, by=vaino, at=NINE)
    task = verbs.add(case, text="Tarkista", agent=aino, by=aino, at=NINE)
    cases.close(case, outcome="no_answer_needed", by=vaino, at=NINE, despite=["tasks_open"])

    verbs.rehome(aino, by=vaino, at=TEN)

    task.refresh_from_db()
    assert task.agent is None


def test_the_left_column_counts_ones_own_and_says_when_one_is_late(case: Case, aino: Agent, vaino: Agent) -> None:
    verbs.add(case, text="Tarkista", agent=aino, due_at=TEN, by=aino, at=NINE)
    task = verbs.add(case, text="Soita", agent=aino, by=aino, at=NINE)
    verbs.do(task, by=aino, at=NINE)

    marked = [teamwork.left_column(agent, now=now).markers for agent, now in ((aino, NINE), (aino, TEN), (vaino, TEN))]

    assert [one["tasks"] for one in marked] == [[1, False], [1, True], [0, False]]


def test_tasks_are_read_by_whoever_may_read_the_case(case: Case, aino: Agent, otso: Agent) -> None:
    task = verbs.add(case, text="Tarkista", agent=aino, by=aino, at=NINE)

    with pytest.raises(Missing):
        queries.task_of(otso, case, task.pk)
    with pytest.raises(Missing):
        queries.work_of(otso, case.pk)
    assert queries.tasks_of(otso, aino) == []
