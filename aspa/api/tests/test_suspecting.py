"""Programs see what is suspected, and pass on what people decided."""

import pytest

from aspa.api.tests.conftest import Program
from aspa.cases.models import Case
from aspa.screening.models import Suspicion
from aspa.staff.models import Agent, Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case


@pytest.fixture
def suspect(program: Program) -> Case:
    """A case that a filter before us took for spam."""
    return a_case("Tarjous", "Katso.", sender="x@seo.example", X_Spam_Flag="YES")


def test_a_suspect_is_listed_apart_and_says_why(program: Program, suspect: Case) -> None:
    assert [row["number"] for row in program.get("cases", view="suspected")["items"]] == [suspect.number]
    assert program.get("cases", view="queue")["items"] == []

    said = program.get(f"cases/{suspect.number}/suspicion")

    assert [(spoke["rule"], spoke["weight"]) for spoke in said["rules"]] == [("marked", 5.0)]
    assert "marked it as spam" in said["rules"][0]["sentence"]
    assert (said["verdict"], said["decided_by"]) == (None, "")


def test_a_decision_is_passed_on_and_taken_back(program: Program, suspect: Case) -> None:
    where = f"cases/{suspect.number}/suspicion/verdict"

    assert program.post(where, {"verdict": "not_spam"})["promise"]["act"] == "answer"
    assert Suspicion.objects.get().decided_by.startswith("token:")
    assert program.ask("DELETE", where).json()["promise"] is None
    assert program.post(where, {"verdict": "spam"})["outcome"] == "spam"

    assert program.get(f"cases/{suspect.number}/suspicion")["verdict"] == "spam"


def test_what_cannot_be_decided_is_refused(program: Program, suspect: Case) -> None:
    honest = f"cases/{a_case().number}/suspicion"

    assert program.ask("GET", honest).status_code == 404
    for method, code in (("POST", "not_suspected"), ("DELETE", "not_decided")):
        answer = program.ask(method, f"{honest}/verdict", {"verdict": "spam"})
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    wrong = program.ask("POST", f"cases/{suspect.number}/suspicion/verdict", {"verdict": "perhaps"})
    assert wrong.status_code == 422


def test_who_looks_is_said_by_whoever_administers(program: Program, suspect: Case, vaino: Agent, otso: Agent) -> None:
    path, wish = f"brands/{suspect.brand_id}/watch", {"agent_id": vaino.pk, "hours": 4}
    assert program.ask("PUT", path, wish).json()["code"] == "forbidden"
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)

    assert program.get(path)["agent_id"] is None
    assert program.ask("PUT", path, wish).json() == program.get(path) == {**wish, "team_id": None}
    assert program.ask("PUT", path, {"hours": 0}).status_code == 422
    assert program.ask("PUT", path, {**wish, "agent_id": otso.pk}).status_code == 404
    assert program.ask("PUT", path, {"hours": 9}).json()["agent_id"] is None
