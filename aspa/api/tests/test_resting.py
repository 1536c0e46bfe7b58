"""Programs let cases rest."""

from datetime import timedelta

from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.staff.models import Agent
from tests.cast import a_case


def soon(**ahead: float) -> str:
    return (timezone.now() + timedelta(**ahead)).isoformat()


def test_a_program_lets_a_case_rest_and_wakes_it(kuusi: Brand, aino: Agent, program: Program) -> None:
    case = a_case(at=timezone.now() + timedelta(seconds=1))
    cases.reply(case, text="Selvitän.", by=aino, at=timezone.now() + timedelta(seconds=1))

    rests = program.ask("PUT", f"cases/{case.number}/snooze", {"until": soon(days=2), "note": "Kuriiri"}).json()
    [listed] = program.get("cases", view="snoozed")["items"]
    woken = program.ask("DELETE", f"cases/{case.number}/snooze").json()

    assert (rests["snooze"]["note"], listed["number"], woken["snooze"]) == ("Kuriiri", case.number, None)
    assert listed["rests_until"] is not None


def test_what_a_program_may_not_do_is_refused_by_name(kuusi: Brand, program: Program, outsider: Program) -> None:
    case = a_case(at=timezone.now() + timedelta(seconds=1))
    path = f"cases/{case.number}/snooze"

    said = [program.ask("PUT", path, {"until": soon(days=days)}).json()["code"] for days in (30, 400, -1)]
    assert said == ["promise_sooner", "snooze_too_long", "snooze_past"]
    assert program.ask("DELETE", path).json()["code"] == "not_snoozed"
    assert program.ask("POST", f"{path}/rest").json()["code"] == "not_snoozed"
    assert program.ask("PUT", path, {"until": "tomorrow"}).status_code == 422
    assert outsider.ask("PUT", path, {"until": soon(days=1)}).status_code == 404
