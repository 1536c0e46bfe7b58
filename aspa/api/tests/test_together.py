"""Programs see what agents share."""

import time

from aspa.api.tests.conftest import Program
from aspa.live.seats import Seat, everybody
from aspa.staff.models import Agent
from tests.cast import a_case


def test_who_is_at_a_case_is_told_to_its_own_organisation(program: Program, outsider: Program, vaino: Agent) -> None:
    case = a_case()
    seat = Seat(case.organisation_id, case.number, vaino.pk, vaino.name, "tab", "writes")
    everybody.take(seat, now=time.monotonic())

    there = program.get(f"cases/{case.number}/presence")
    everybody.take(seat._replace(number=0), now=time.monotonic())

    assert there == [{"agent_id": vaino.pk, "name": "Väinö Kuusinen", "state": "writes"}]
    assert program.get(f"cases/{case.number}/presence") == []
    assert outsider.ask("GET", f"cases/{case.number}/presence").status_code == 404
