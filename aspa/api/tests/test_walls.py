"""A token opens its own organisation and nothing else; without one nothing opens."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aspa.api import bearer
from aspa.api.tests.conftest import Program
from aspa.api.tests.test_messages import with_invoice
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Token

LATER = {"due_until": "2040-01-02T10:00:00Z"}
QUESTIONS = ["cases/{case}", "cases/{case}/messages", "cases/{case}/promises", "journal/{entry}", "journal/{entry}/raw"]
QUESTIONS += ["attachments/{file}", "customers/at/liisa@example.org", "customers/liisa@example.org"]
ACTS = [
    ("POST", "cases/{case}/replies", {"text": "x"}),
    ("POST", "cases/{case}/memos", {"text": "x"}),
    ("POST", "cases/{case}/messages", {"kind": "memo", "text": "x"}),
    ("POST", "cases/{case}/closure", {"outcome": "spam"}),
    ("DELETE", "cases/{case}/closure", None),
    ("PUT", "cases/{case}/owner", {"agent_id": 1}),
    ("POST", "cases/{case}/promises", {"act": "call", **LATER}),
    ("POST", "cases/{case}/renegotiations", {"text": "x", **LATER}),
    ("POST", "cases/{case}/promises/{promise}/fulfilment", None),
]
LISTS = ["cases", "cases?view=queue", "cases?q=lasku", "cases?customer=liisa@example.org", "journal"]


@pytest.fixture
def theirs(vaino: Agent) -> dict[str, int]:
    """What Kuusi Oy has: a case with a file."""
    case = with_invoice()
    message = case.messages.get(kind="contact")
    file = message.attachments.get().pk
    return {"case": case.number, "entry": message.entry_id, "file": file, "promise": case.promise_id}


@pytest.mark.parametrize("path", QUESTIONS)
def test_an_outsiders_program_sees_nothing(
    program: Program, outsider: Program, theirs: dict[str, int], path: str
) -> None:
    assert program.ask("GET", path.format(**theirs)).status_code == 200
    assert outsider.ask("GET", path.format(**theirs)).status_code == 404


@pytest.mark.parametrize(("method", "path", "body"), ACTS)
def test_an_outsiders_program_changes_nothing(
    outsider: Program, theirs: dict[str, int], method: str, path: str, body: Any
) -> None:
    assert outsider.ask(method, path.format(**theirs), body).json()["code"] == "missing"


@pytest.mark.parametrize("path", LISTS)
def test_an_outsiders_lists_are_empty(outsider: Program, theirs: dict[str, int], path: str) -> None:
    assert outsider.get(path)["items"] == []


def test_an_outsider_counts_and_names_only_their_own(outsider: Program, theirs: dict[str, int]) -> None:
    assert outsider.get("journal/summary")["total"] == 0
    assert [agent["name"] for agent in outsider.get("agents")] == ["Otso Karhunen"]
    assert [queue["name"] for queue in outsider.get("queues")] == ["Karhu"]


@pytest.mark.parametrize("path", [*QUESTIONS, *LISTS, "agents", "queues", "journal/summary"])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer aspa_nonsense", "Basic YTpi", "Bearer ä\x00"])
def test_without_a_token_nothing_opens(program: Program, theirs: dict[str, int], path: str, header: str) -> None:
    answer = program.ask("GET", path.format(**theirs), Authorization=header)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorised")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_agents_session_opens_no_api(program: Program, theirs: dict[str, int], vaino: Agent) -> None:
    program.client.force_login(vaino)

    assert program.ask("GET", "cases", Authorization="").status_code == 401


def test_a_revoked_token_opens_nothing(program: Program) -> None:
    assert program.ask("GET", "queues").status_code == 200
    staff.revoke(Token.objects.get(), at=timezone.now())

    assert program.ask("GET", "queues").status_code == 401


def test_guessing_is_slowed_and_a_known_program_is_not(program: Program) -> None:
    program.get("queues")
    for nth in range(bearer.FAILURES):
        assert program.ask("GET", "cases", Authorization=f"Bearer aspa_{nth}").status_code == 401

    with CaptureQueriesContext(
        connection,
    ) as asked:
        waits = program.ask("GET", "cases", Authorization="Bearer aspa_x")

    assert (waits.status_code, waits["Retry-After"], len(asked)) == (429, "60", 0)
    assert program.ask("GET", "queues").status_code == 200


def test_a_customer_is_found_with_every_address(program: Program, theirs: dict[str, int]) -> None:
    found = program.get("customers/at/LIISA@example.org")

    assert program.get("customers/liisa@example.org") == found  # as it was asked at first
    assert (found["name"], found["addresses"], found["kind"]) == ("Liisa Virtanen", ["liisa@example.org"], "person")
    assert program.ask("GET", "customers/at/nobody@example.org").json()["code"] == "missing"


def test_pages_of_the_api_ask_few_questions(program: Program, theirs: dict[str, int]) -> None:
    program.get(f"cases/{theirs['case']}")  # that a key was used, and who looked, is noted once an hour
    for path, most in {
        "cases": 2,
        "cases/{case}": 2,
        "cases/{case}/messages": 4,
        "journal": 3,
        "journal/summary": 2,
    }.items():
        with CaptureQueriesContext(connection) as asked:
            program.get(path.format(**theirs))
        assert len(asked) <= most, path
