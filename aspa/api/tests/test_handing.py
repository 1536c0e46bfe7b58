"""Programs hand cases over in agents' names."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.cases.models import Case
from aspa.handing.models import Check
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

NOTE = {"known": "Paketti on hukassa.", "promised": "Vastaus perjantaina.", "asked": "Etsi se."}


@pytest.fixture
def case(kuusi: object, aino: Agent) -> Case:
    """A case of this moment."""
    return a_case(at=timezone.now() + timedelta(seconds=1))


def offered(program: Program, case: Case, giver: Agent, to: Agent, **how: object) -> dict[str, object]:
    return program.post(f"cases/{case.number}/handover", {"from_agent_id": giver.pk, "agent_id": to.pk, **NOTE, **how})


def test_what_is_accepted_has_a_new_owner_and_the_first_one_asks_afterwards(program, case, aino, vaino) -> None:
    offer = offered(program, case, aino, vaino)
    assert (offer["case"], offer["offered_by_id"], offer["agent_id"], offer["ending"]) == (
        case.number,
        aino.pk,
        vaino.pk,
        "",
    )
    assert program.get(f"cases/{case.number}/handover")["id"] == offer["id"]

    taken = program.post(f"handovers/{offer['id']}/acceptance", {"agent_id": vaino.pk})

    assert taken["ending"] == "accepted"
    assert program.get(f"cases/{case.number}")["owner"]["agent"]["id"] == vaino.pk
    assert Check.objects.get().agent == aino


def test_what_an_agent_may_accept_is_listed(program, outsider, case, aino, vaino) -> None:
    path = f"agents/{vaino.pk}/offers"
    assert program.get(path) == []

    offer = offered(program, case, aino, vaino)

    assert program.get(path) == [program.get(f"cases/{case.number}/handover")]
    assert program.get(f"agents/{aino.pk}/offers") == []
    assert outsider.ask("GET", path).status_code == 404
    program.post(f"handovers/{offer['id']}/acceptance", {"agent_id": vaino.pk})
    assert program.get(path) == []


def test_what_is_offered_to_a_queue_may_be_accepted_by_anybody_else(program, case, kuusi, aino, vaino) -> None:
    queue = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)

    offered(program, case, aino, vaino, agent_id=None, queue_id=queue.pk)

    assert [one["queue_id"] for one in program.get(f"agents/{vaino.pk}/offers")] == [queue.pk]
    assert program.get(f"agents/{aino.pk}/offers") == []


def test_what_is_declined_stays_and_says_why(program, case, aino, vaino) -> None:
    offer = offered(program, case, aino, vaino)
    path = f"handovers/{offer['id']}/refusal"

    assert program.ask("POST", path, {"agent_id": vaino.pk, "reason": ""}).status_code == 422
    said = program.post(path, {"agent_id": vaino.pk, "reason": "En ole töissä."})

    assert (said["ending"], said["reason"]) == ("declined", "En ole töissä.")
    assert case.messages.filter(kind="memo", text__contains="En ole töissä.").exists()


def test_an_offer_is_taken_back_once(program, case, aino, vaino) -> None:
    offered(program, case, aino, vaino)

    assert program.ask("DELETE", f"cases/{case.number}/handover").json()["ending"] == "withdrawn"
    assert program.ask("DELETE", f"cases/{case.number}/handover").status_code == 404


def test_what_cannot_be_handed_over_is_refused_by_name(program, outsider, case, aino, vaino, otso) -> None:
    path, body = f"cases/{case.number}/handover", {"from_agent_id": aino.pk, "agent_id": vaino.pk, **NOTE}
    for wrong in ({"agent_id": None}, {"queue_id": 1}, {"known": ""}, {"from_agent_id": None}, {"x": 1}):
        assert program.ask("POST", path, body | wrong).status_code == 422, wrong
    assert program.ask("POST", path, body | {"agent_id": otso.pk}).status_code == 404
    assert outsider.ask("POST", path, body).status_code == 404
    offer = program.post(path, body)

    assert program.ask("POST", path, body).json()["code"] == "handover_open"
    accept = f"handovers/{offer['id']}/acceptance"
    assert program.ask("POST", accept, {"agent_id": aino.pk}).status_code == 403
    assert outsider.ask("POST", accept, {"agent_id": otso.pk}).status_code == 404
    assert program.ask("POST", accept, {"agent_id": vaino.pk}).status_code == 201
    assert program.ask("POST", accept, {"agent_id": vaino.pk}).json()["code"] == "handover_ended"


def test_the_customer_is_asked_afterwards(program, outsider, case, aino, vaino) -> None:
    offer = offered(program, case, aino, vaino)
    program.post(f"handovers/{offer['id']}/acceptance", {"agent_id": vaino.pk})

    [check] = program.get(f"agents/{aino.pk}/checks")
    assert (check["case"], check["handover_id"]) == (case.number, offer["id"])
    assert program.get(f"agents/{vaino.pk}/checks") == []
    assert outsider.ask("PUT", f"checks/{check['id']}/done").status_code == 404
    assert program.ask("PUT", f"checks/{check['id']}/done").status_code == 204

    assert program.get(f"agents/{aino.pk}/checks") == []
    assert program.ask("PUT", f"checks/{check['id']}/done").status_code in {404, 409}
