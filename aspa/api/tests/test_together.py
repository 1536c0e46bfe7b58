"""Programs see what agents share."""

import time

from aspa.api.tests.conftest import Program
from aspa.live.seats import Seat, everybody
from aspa.staff.models import Agent
from aspa.teamwork import verbs as teamwork
from aspa.teamwork.focus import verbs as focus
from tests.cast import NINE, a_case


def test_who_is_at_a_case_is_told_to_its_own_organisation(program: Program, outsider: Program, vaino: Agent) -> None:
    case = a_case()
    seat = Seat(case.organisation_id, case.number, vaino.pk, vaino.name, "tab", "writes")
    everybody.take(seat, now=time.monotonic())

    there = program.get(f"cases/{case.number}/presence")
    everybody.take(seat._replace(number=0), now=time.monotonic())

    assert there == [{"agent_id": vaino.pk, "name": "Väinö Kuusinen", "state": "writes"}]
    assert program.get(f"cases/{case.number}/presence") == []
    assert outsider.ask("GET", f"cases/{case.number}/presence").status_code == 404


def test_views_for_everybody_are_listed_with_their_counts_and_cases(
    program: Program, outsider: Program, vaino: Agent
) -> None:
    case = a_case()
    kept = {"order": "due", "by": vaino, "at": NINE}
    finnish = teamwork.save_view(name="Suomi", conditions={"language": ["fi"]}, for_everybody=True, **kept)
    own = teamwork.save_view(name="Oma", conditions={}, **kept)

    listed = program.get("views")

    assert [(one["name"], one["count"], one["conditions"]) for one in listed] == [("Suomi", 1, {"language": ["fi"]})]
    found = program.get("cases", view=f"saved-{finnish.pk}")
    assert [one["number"] for one in found["items"]] == [case.number]
    assert program.ask("GET", f"cases?view=saved-{own.pk}").status_code == 404
    assert outsider.ask("GET", f"cases?view=saved-{finnish.pk}").status_code == 404
    assert outsider.get("views") == []


def test_a_program_hands_out_the_next_case_but_not_to_whoever_focuses(
    program: Program, outsider: Program, vaino: Agent
) -> None:
    case = a_case()
    path = f"agents/{vaino.pk}/next"
    focus.begin(vaino, at=NINE)

    assert [one["name"] for one in program.get("focus")] == ["Väinö Kuusinen"]
    assert program.ask("POST", path).json()["code"] == "agent_focuses"
    refused = program.ask("PUT", f"cases/{case.number}/owner", {"agent_id": vaino.pk})
    assert refused.json()["code"] == "agent_focuses"
    focus.end(vaino, at=NINE)
    assert program.post(path, None)["number"] == case.number
    assert program.ask("POST", path).json()["code"] == "nothing_waits"
    assert outsider.ask("POST", path).status_code == 404
    assert outsider.get("focus") == []


def test_a_colleague_is_asked_in_an_agents_name_and_answers(program: Program, vaino: Agent, aino: Agent) -> None:
    path = f"cases/{a_case().number}/questions"

    asked = program.post(path, {"from_agent_id": aino.pk, "agent_id": vaino.pk, "text": "Onko tätä varastossa?"})
    answered = program.post(f"{path}/{asked['id']}/answer", {"text": "On."})

    assert (asked["asked_by"], asked["asked"], asked["answer"]) == (aino.name, vaino.name, None)
    assert program.get(path) == [answered]
    assert "On." in answered["answer"]
    assert program.ask("POST", f"{path}/{asked['id']}/answer", {"text": "Ei."}).json()["code"] == "question_answered"
    authors = {
        one["author"].partition(":")[0] for one in program.get(path.replace("questions", "messages"))["items"][1:]
    }
    assert "token" in authors


def test_what_nobody_can_be_asked_is_refused(program: Program, outsider: Program, vaino: Agent, otso: Agent) -> None:
    path, asks = f"cases/{a_case().number}/questions", {"from_agent_id": vaino.pk, "text": "Missä?"}

    said = [
        program.ask("POST", path, {**asks, **wrong}).json()["code"]
        for wrong in (
            {},
            {"agent_id": otso.pk},
            {"agent_id": vaino.pk, "team_id": 1},
            {"agent_id": vaino.pk, "text": " "},
        )
    ]
    assert said == ["invalid", "missing", "invalid", "empty_text"]
    assert outsider.ask("POST", path, {**asks, "agent_id": vaino.pk}).json()["code"] == "missing"
    assert program.get(path) == []
