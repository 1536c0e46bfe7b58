"""Programs add tasks and do them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.staff.models import Agent, Token
from aspa.staff.roles import verbs as roles
from aspa.tasks.lists import verbs as lists
from tests.cast import NINE, a_case


def test_a_program_adds_a_task_does_it_and_undoes_it(aino: Agent, kuusi: Brand, program: Program) -> None:
    path, due = f"cases/{a_case().number}/tasks", (timezone.now() + timedelta(days=1)).isoformat()
    made = program.post(path, {"text": "Ask the warehouse", "agent_id": aino.pk, "due_at": due})
    one = f"{path}/{made['id']}"
    mine = program.get("tasks", agent=aino.pk)
    changed = program.ask("PUT", one, {"text": "Ask the courier"}).json()
    done = [program.ask(method, f"{one}/done").json()["done_at"] for method in ("PUT", "DELETE")]

    assert [task["id"] for task in mine] == [made["id"]]
    assert (changed["text"], changed["agent"], changed["due_at"]) == ("Ask the courier", None, None)
    assert (done[0] is None, done[1]) == (False, None)
    assert [task["text"] for task in program.get(path)] == ["Ask the courier"]
    assert program.ask("DELETE", one).status_code == 204
    assert program.get(path) == []


def test_a_program_adds_a_check_list(kuusi: Brand, vaino: Agent, program: Program) -> None:
    lists.keep(kuusi, name="Palautus", lines=["Kirjaa", "Hyvitä"], by=vaino, at=NINE)
    kept = program.get(f"brands/{kuusi.pk}/check-lists")[0]

    made = program.post(f"cases/{a_case().number}/check-lists", {"check_list_id": kept["id"]})

    assert (kept["name"], kept["reason_id"]) == ("Palautus", None)
    assert [task["text"] for task in made] == kept["lines"] == ["Kirjaa", "Hyvitä"]


def test_what_makes_no_sense_is_refused_by_name(kuusi: Brand, otso: Agent, program: Program) -> None:
    case = f"cases/{a_case().number}"
    program.post(f"{case}/tasks", {"text": "Ask the warehouse"})

    said = [
        program.ask(method, f"{case}/{what}", body).json()["code"]
        for method, what, body in (
            ("POST", "tasks", {"text": " "}),
            ("POST", "tasks", {"text": "x", "agent_id": otso.pk}),
            ("POST", "tasks", {"text": "x", "due_at": "2040-01-01T00:00:00"}),
            ("PUT", "tasks/999999/done", None),
            ("POST", "check-lists", {"check_list_id": 999999}),
            ("POST", "closure", {"outcome": "no_answer_needed"}),
        )
    ]
    assert said == ["bad_task", "missing", "invalid", "missing", "missing", "tasks_open"]
    assert program.post(f"{case}/closure", {"outcome": "no_answer_needed", "anyway": True})["is_open"] is False


def test_no_task_is_seen_across_the_wall(aino: Agent, kuusi: Brand, program: Program, outsider: Program) -> None:
    path = f"cases/{a_case().number}/tasks"
    made = program.post(path, {"text": "Ask the warehouse"})

    for method, where, body in (
        ("GET", path, None),
        ("POST", path, {"text": "x"}),
        ("PUT", f"{path}/{made['id']}/done", None),
        ("DELETE", f"{path}/{made['id']}", None),
        ("GET", f"tasks?agent={aino.pk}", None),
        ("GET", f"brands/{kuusi.pk}/check-lists", None),
    ):
        assert outsider.ask(method, where, body).status_code == 404


@pytest.fixture
def boss(vaino: Agent, program: Program) -> Program:
    """A program that administers."""
    role = roles.standing(vaino.organisation_id, "administrator")
    roles.grant(role, to=Token.objects.get(), by="aspa", at=NINE)
    return program


def test_a_check_list_is_kept_changed_and_removed(kuusi: Brand, boss: Program) -> None:
    path, wish = f"brands/{kuusi.pk}/check-lists", {"name": "Palautus", "lines": ["Kirjaa", "Hyvitä"]}
    reason = boss.get(f"brands/{kuusi.pk}/reasons")[0]["id"]

    kept = boss.post(path, wish)
    changed = boss.ask("PUT", f"{path}/{kept['id']}", {**wish, "lines": ["Hyvitä"], "reason_id": reason}).json()

    assert (kept["lines"], changed["lines"], changed["reason_id"]) == (["Kirjaa", "Hyvitä"], ["Hyvitä"], reason)
    assert boss.ask("POST", path, wish).json()["code"] == "name_taken"
    assert boss.ask("POST", path, {"name": "Tyhjä", "lines": []}).json()["code"] == "bad_lines"
    assert boss.ask("DELETE", f"{path}/{kept['id']}").status_code == 204
    assert boss.get(path) == []


def test_what_must_be_known_is_kept_changed_and_removed(kuusi: Brand, boss: Program) -> None:
    reason = boss.get(f"brands/{kuusi.pk}/reasons")[0]["id"]
    path, wish = f"brands/{kuusi.pk}/clarifying-questions", {"reason_id": reason, "texts": {"fi": "Mikä tilaus?"}}

    kept = boss.post(path, wish)
    changed = boss.ask("PUT", f"{path}/{kept['id']}", {**wish, "texts": {"en": "Which order?"}}).json()

    assert (kept["texts"], changed["texts"], changed["field_id"]) == (
        {"fi": "Mikä tilaus?"},
        {"en": "Which order?"},
        None,
    )
    assert boss.get(path) == [changed]
    assert boss.ask("POST", path, {**wish, "texts": {}}).json()["code"] == "bad_question"
    assert boss.ask("POST", path, {**wish, "texts": {"de": "Was?"}}).json()["code"] == "invalid"
    assert boss.ask("DELETE", f"{path}/{kept['id']}").status_code == 204
    assert boss.get(path) == []


def test_only_who_administers_keeps_them(kuusi: Brand, program: Program, outsider: Program) -> None:
    for where, wish in (
        ("check-lists", {"name": "x", "lines": ["x"]}),
        ("clarifying-questions", {"reason_id": 1, "texts": {"fi": "x"}}),
    ):
        assert program.ask("POST", f"brands/{kuusi.pk}/{where}", wish).json()["code"] == "forbidden"
        assert program.ask("DELETE", f"brands/{kuusi.pk}/{where}/1").json()["code"] == "forbidden"
        assert outsider.ask("POST", f"brands/{kuusi.pk}/{where}", wish).status_code in {403, 404}
