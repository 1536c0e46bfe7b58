"""Programs link cases, put them under one, and tell many at once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.tests.test_together import beside
from aspa.cases.touch import lock
from tests.cast import a_case

MATTI = "Matti Meri <matti@example.net>"


@pytest.fixture
def two(kuusi: Brand) -> tuple[Case, Case]:
    """Two cases of this moment."""
    soon = timezone.now() + timedelta(seconds=1)
    return a_case("Paketti", at=soon), a_case("Toinen", at=soon, sender=MATTI)


def test_a_program_links_and_takes_the_link_away(program: Program, two: tuple[Case, Case]) -> None:
    first, second = two

    links = program.post(f"cases/{second.number}/links", {"other": first.number, "kind": "duplicate"})
    seen = program.get(f"cases/{first.number}/links")

    assert [(one["number"], one["kind"], one["is_to"], one["is_open"]) for one in links] == [
        (first.number, "duplicate", True, True)
    ]
    assert [(one["number"], one["is_to"]) for one in seen] == [(second.number, False)]
    assert program.ask("DELETE", f"cases/{first.number}/links/{seen[0]['id']}").json() == []


def test_a_program_tells_all_under_one(program: Program, two: tuple[Case, Case]) -> None:
    parent, child = two
    put = program.ask("PUT", f"cases/{child.number}/parent", {"number": parent.number}).json()
    closing = program.ask("POST", f"cases/{parent.number}/closure", {"outcome": "no_answer_needed"})

    told = program.post(f"cases/{parent.number}/children/answers", {"text": "Vika on korjattu."})

    assert put["parent"]["number"] == parent.number
    assert closing.json()["code"] == "children_open"
    assert told == {"answered": 1, "refused": []}
    children = program.get(f"cases/{parent.number}/family")["children"]
    assert [(one["number"], one["outcome"]) for one in children] == [(child.number, "solved")]
    out = program.ask("DELETE", f"cases/{child.number}/parent").json()
    assert out == {"parent": None, "children": []}


@pytest.mark.django_db(transaction=True)
def test_many_are_told_while_somebody_writes_in_one_of_them(program: Program, two: tuple[Case, Case], vaino) -> None:
    parent, first = two
    second, trouble, answers = a_case("Kolmas"), [], f"cases/{parent.number}/children/answers"
    for child in (first, second):
        program.ask("PUT", f"cases/{child.number}/parent", {"number": parent.number})

    with transaction.atomic():
        lock(second)
        other = beside(lambda: program.post(answers, {"text": "Korjattu."}, Idempotency_Key="a"), trouble)
        cases.memo(second, text="Katson tätä juuri.", by=vaino, at=timezone.now())
    other.join()

    assert trouble == []
    family = program.get(f"cases/{parent.number}/family")["children"]
    assert [child["outcome"] for child in family] == ["solved", "solved"]
    assert program.post(answers, {"text": "Korjattu."}, Idempotency_Key="a") == {"answered": 0, "refused": []}


def test_a_parent_may_be_closed_anyway(program: Program, two: tuple[Case, Case]) -> None:
    parent, child = two
    program.ask("PUT", f"cases/{child.number}/parent", {"number": parent.number})

    body = {"outcome": "no_answer_needed", "anyway": True}
    assert program.post(f"cases/{parent.number}/closure", body)["is_open"] is False


def test_each_question_is_answered_by_itself(program: Program, two: tuple[Case, Case]) -> None:
    parent, child = two
    program.ask("PUT", f"cases/{child.number}/parent", {"number": parent.number})
    program.post(f"cases/{parent.number}/tasks", {"text": "Ask the warehouse"})
    path, answer = f"cases/{parent.number}/replies", {"text": "Done.", "closes": "solved"}

    said = [
        program.ask("POST", path, {**answer, "anyway": anyway}).json()["code"]
        for anyway in (["tasks_open"], ["children_open"], ["other"], 1)
    ]

    assert said == ["children_open", "tasks_open", "invalid", "invalid"]
    program.post(path, {**answer, "anyway": ["children_open", "tasks_open"]})
    assert program.get(f"cases/{parent.number}")["is_open"] is False


def test_what_cannot_be_related_is_refused_by_name(program, outsider, two) -> None:
    first, second = two
    path, parent = f"cases/{second.number}/links", f"cases/{second.number}/parent"

    assert program.ask("POST", path, {"other": second.number}).json()["code"] == "same_case"
    assert program.ask("POST", path, {"other": 999999}).status_code == 404
    assert program.ask("POST", path, {"other": first.number, "kind": "cousin"}).status_code == 422
    assert outsider.ask("POST", path, {"other": first.number}).status_code == 404
    program.post(path, {"other": first.number})
    assert program.ask("POST", path, {"other": first.number}).json()["code"] == "linked_already"
    assert program.ask("DELETE", f"{path}/999999").status_code == 404
    assert program.ask("DELETE", parent).status_code == 404
    assert outsider.ask("PUT", parent, {"number": first.number}).status_code == 404
    assert program.ask("PUT", parent, {"number": first.number}).status_code == 200
    assert program.ask("PUT", parent, {"number": first.number}).json()["code"] == "under_another"
    assert program.ask("PUT", f"cases/{first.number}/parent", {"number": second.number}).json()["code"] == "one_level"
