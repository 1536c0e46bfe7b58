"""Programs keep views."""

from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.staff.models import Agent, Team, Token
from aspa.staff.roles import verbs as roles
from aspa.teamwork import verbs as teamwork
from tests.cast import NINE, a_case

WISH = {"name": "Suomi", "conditions": {"language": ["fi"]}, "order": "oldest"}


@pytest.fixture
def team(vaino: Agent) -> Team:
    """A team that the program does not belong to."""
    return roles.start_team(vaino.organisation, name="Laskut", by="aspa", at=NINE)


def test_a_view_is_kept_changed_and_removed(program: Program, vaino: Agent) -> None:
    case = a_case()

    kept = program.post("views", WISH)
    changed = program.ask("PUT", f"views/{kept['id']}", {**WISH, "name": "Ruotsi", "conditions": {"language": ["sv"]}})

    mine = {"made_by": f"token:{Token.objects.get().pk}", "team_id": None, "is_for_everybody": False}
    assert kept == {**WISH, **mine, "id": kept["id"], "count": 1}
    assert changed.json() == {**kept, "name": "Ruotsi", "conditions": {"language": ["sv"]}, "count": 0}
    assert program.get("views") == [changed.json()] == [program.get(f"views/{kept['id']}")]
    assert program.get("cases", view=f"saved-{kept['id']}")["items"] == []
    assert program.get("cases", view="all")["items"][0]["number"] == case.number
    assert program.ask("DELETE", f"views/{kept['id']}").json() == []
    assert program.ask("GET", f"views/{kept['id']}").status_code == 404


def test_by_what_a_view_is_narrowed_is_told(program: Program) -> None:
    told = {one["name"]: one for one in program.get("views/conditions")}

    assert {"state", "owner", "queue", "brand", "promise", "language", "tag", "reason"} <= told.keys()
    assert {"value": "fi", "title": "suomi"} in told["language"]["choices"]
    for name, one in told.items():
        for choice in one["choices"]:
            program.post("views", {"name": f"{name} {choice['value']}", "conditions": {name: [choice["value"]]}})
    assert len(program.get("views")) == sum(len(one["choices"]) for one in told.values())


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"name": " "}, 409, "name_needed"),
        ({"name": ""}, 422, "invalid"),
        ({"order": "random"}, 422, "invalid"),
        ({"conditions": {"language": ["xx"]}}, 409, "wrong_condition"),
        ({"conditions": {"weather": ["fi"]}}, 409, "wrong_condition"),
        ({"conditions": ["fi"]}, 422, "invalid"),
        ({"team_id": 999_999}, 404, "missing"),
    ],
)
def test_what_is_no_view_is_refused(program: Program, wrong: Any, status: int, code: str) -> None:
    answer = program.ask("POST", "views", {**WISH, **wrong})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert program.get("views") == []


def test_a_name_is_taken_once_and_a_key_keeps_a_view_once(program: Program) -> None:
    program.post("views", WISH, Idempotency_Key="a")
    program.post("views", WISH, Idempotency_Key="a")

    assert program.ask("POST", "views", WISH).json()["code"] == "view_name_taken"
    assert len(program.get("views")) == 1


def test_a_team_is_shown_something_by_whoever_administers(program: Program, vaino: Agent, team: Team) -> None:
    assert program.ask("POST", "views", {**WISH, "team_id": team.pk}).json()["code"] == "forbidden"
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)

    assert program.post("views", {**WISH, "team_id": team.pk})["team_id"] == team.pk


def test_a_view_of_others_is_changed_by_nobody_else(program: Program, outsider: Program, vaino: Agent) -> None:
    facts: dict[str, Any] = {"conditions": {}, "order": "due", "by": vaino, "at": NINE}
    shared = teamwork.save_view(name="Kaikki", for_everybody=True, **facts)
    own = teamwork.save_view(name="Oma", **facts)

    for method, wish in (("PUT", WISH), ("DELETE", None)):
        assert program.ask(method, f"views/{shared.pk}", wish).json()["code"] == "forbidden"
        assert program.ask(method, f"views/{own.pk}", wish).json()["code"] == "missing"
        assert outsider.ask(method, f"views/{shared.pk}", wish).json()["code"] == "missing"
    assert [one["name"] for one in program.get("views")] == ["Kaikki"]
    assert outsider.get("views") == []
