"""What is sent is taken for what it is, or refused: a number is no date, and no yes or no."""

from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.staff.models import Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

LATER = "2040-01-02T10:00:00Z"


@pytest.fixture
def boss(program: Program, kuusi: Brand) -> Program:
    """A program of Kuusi Oy that administers."""
    roles.grant(roles.standing(kuusi.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)
    return program


@pytest.mark.parametrize("instead", [0, 1, "yes", "true"])
def test_yes_and_no_are_written_as_such(boss: Program, kuusi: Brand, instead: Any) -> None:
    asked = [
        ("PATCH", f"brands/{kuusi.pk}", {"acknowledges": instead}),
        ("PUT", f"brands/{kuusi.pk}/speech", {"asks_next": instead}),
        ("PUT", "second-step", {"is_wanted": instead}),
        ("POST", "invitations", {"name": "Eero", "is_administrator": instead}),
        ("POST", f"cases/{a_case().number}/closure", {"outcome": "solved", "anyway": instead}),
    ]
    assert {(boss.ask(*one).status_code, boss.ask(*one).json()["code"]) for one in asked} == {(422, "invalid")}


def test_a_yes_is_taken_where_it_belongs(boss: Program, kuusi: Brand) -> None:
    assert boss.ask("PATCH", f"brands/{kuusi.pk}", {"acknowledges": False}).json()["acknowledges"] is False
    closing = {"outcome": "spam", "anyway": True}
    assert boss.ask("POST", f"cases/{a_case().number}/closure", closing).status_code < 300


def test_a_yes_is_no_number(boss: Program, kuusi: Brand) -> None:
    path = f"cases/{a_case().number}"
    asked = [("replies", {"text": "x", "seen": True}), ("replies", {"text": "x", "passages": [True]})]
    asked += [("children/answers", {"text": "x", "seen": False}), ("merge", {"into": True, "reason": "x"})]

    assert {boss.ask("POST", f"{path}/{where}", body).status_code for where, body in asked} == {422}
    assert boss.ask("PATCH", f"brands/{kuusi.pk}", {"answers_within_minutes": True}).status_code == 422


@pytest.mark.parametrize("instead", [0, 4_000_000_000, "0", "4000000000", "soon", True])
def test_a_number_is_no_moment(boss: Program, instead: Any) -> None:
    path = f"cases/{a_case().number}"

    assert boss.ask("POST", f"{path}/promises", {"act": "call", "due_until": instead}).status_code == 422
    assert boss.ask("POST", f"{path}/tasks", {"text": "x", "due_at": instead}).status_code == 422
    assert boss.ask("GET", f"audit/changes?since={instead}").status_code == 422
    assert boss.post(f"{path}/promises", {"act": "call", "due_until": LATER})["due_until"] == LATER


def test_a_number_is_no_date(boss: Program, kuusi: Brand) -> None:
    for written in ("0", "2000000000", "20401224"):
        assert boss.ask("PUT", f"brands/{kuusi.pk}/special-days/{written}", {}).status_code == 422
        assert boss.ask("DELETE", f"brands/{kuusi.pk}/special-days/{written}").status_code == 422

    passage = {"code": "kiitos", "name": "Kiitos", "texts": {"fi": "Kiitos!"}, "review_on": 20_000}
    assert boss.ask("POST", "passages", passage).json()["fields"][0]["field"] == "body.wish.review_on"


@pytest.mark.parametrize("path", ["cases/%0A", "cases/7%0A/messages", "%0D%0A", "%E2%80%A8/x"])
def test_an_address_with_a_line_break_is_answered_like_any_other(program: Program, path: str) -> None:
    answer = program.ask("GET", path)

    assert (answer.status_code, answer.json()["code"]) == (404, "missing")
