"""Programs do one thing to many cases, and take it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.staff.models import Agent, Grant, Token
from aspa.staff.roles import verbs as roles
from aspa.tasks import verbs as tasks
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import verbs as sweeping
from tests.cast import NINE, a_case, arrives, mail, tell

CLOSE = {"act": "close", "outcome": "spam"}


@pytest.fixture
def three(vaino: Agent) -> list[int]:
    """The numbers of three cases of one customer."""
    return [a_case(f"Paketti {nth}", at=NINE + timedelta(minutes=nth)).number for nth in range(3)]


def done(program: Program, made: dict[str, Any]) -> dict[str, Any]:
    """Let the worker do all of it; return how far it is."""
    while not sweeping.turn():
        pass
    return program.get(f"sweeps/{made['id']}")


def told(program: Program, made: dict[str, Any]) -> list[tuple[int, str, str]]:
    rows = program.get(f"sweeps/{made['id']}/cases")["items"]
    return [(row["number"], row["state"], row["code"]) for row in rows]


def test_cases_are_closed_and_opened_again(program: Program, three: list[int]) -> None:
    made = program.post("sweeps", {**CLOSE, "numbers": three})
    assert (made["act"], made["total"], made["waiting"], made["done"]) == ("close", 3, 3, 0)
    assert told(program, made) == [(number, "waiting", "") for number in three]

    assert done(program, made)["done"] == 3
    assert told(program, made) == [(number, "done", "") for number in three]
    undone = program.post(f"sweeps/{made['id']}/undoing", None)

    assert (undone["waiting"], undone["undo_at"] is not None) == (3, True)
    assert (done(program, made)["undone"], program.get("sweeps")[0]["undone"]) == (3, 3)
    assert told(program, made) == [(number, "undone", "") for number in three]
    assert not Case.objects.exclude(closure=None).exists()
    assert program.ask("POST", f"sweeps/{made['id']}/undoing").json()["code"] == "already_undone"


def test_cases_with_tasks_are_closed_anyway_when_that_is_said(program: Program, three: list[int], vaino: Agent) -> None:
    tasks.add(Case.objects.get(number=three[1]), text="Soita", by=vaino, at=NINE)
    made = program.post("sweeps", {"act": "close", "outcome": "no_answer_needed", "numbers": three})
    done(program, made)
    assert told(program, made)[1] == (three[1], "refused", "tasks_open")

    assert program.post(f"sweeps/{made['id']}/insistence", None)["waiting"] == 1

    assert done(program, made)["done"] == 3
    again = program.ask("POST", f"sweeps/{made['id']}/insistence")
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_pass_over")


def test_every_act_is_done(program: Program, three: list[int], vaino: Agent) -> None:
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    acts = [
        {"act": "assign", "agent_id": vaino.pk},
        {"act": "tag", "tag": "kiire"},
        {"act": "untag", "tag": "kiire"},
        {"act": "snooze", "until": tomorrow},
        {"act": "merge", "home": "oldest"},
    ]
    for act in acts:
        state = done(program, program.post("sweeps", {**act, "numbers": three}))
        assert (state["refusals"], state["done"]) == (0, 2 if act["act"] == "merge" else 3), act
    assert program.get(f"cases/{three[2]}")["merged_into"] == three[0]


def test_suspected_cases_are_judged_together(program: Program, vaino: Agent) -> None:
    for sender in ("x@spam.example", "y@spam.example"):
        arrives(mail("Tarjous", "Katso.", sender=sender, X_Spam_Flag="YES"))
    tell(NINE)

    made = program.post("sweeps", {"act": "not_spam", "view": "suspected"})

    assert (done(program, made)["done"], program.get("cases", view="suspected")["items"]) == (2, [])


def test_a_whole_view_is_meant_by_its_name(program: Program, three: list[int], vaino: Agent) -> None:
    cases.take(Case.objects.get(number=three[0]), by=vaino, at=NINE)
    view = program.post("views", {"name": "Jono", "conditions": {"owner": ["queued"]}})

    assert program.post("sweeps", {**CLOSE, "view": f"saved-{view['id']}"})["total"] == 2
    assert program.post("sweeps", {**CLOSE, "view": "mine", "owner": vaino.pk})["total"] == 1
    assert program.ask("POST", "sweeps", {**CLOSE, "view": "mine"}).json()["code"] == "owner_needed"
    assert program.ask("POST", "sweeps", {**CLOSE, "view": "none"}).json()["code"] == "missing"


def test_what_is_refused_is_told_in_the_language_of_the_program(
    program: Program, three: list[int], vaino: Agent
) -> None:
    cases.reply(Case.objects.get(number=three[1]), text="Tulossa.", by=vaino, at=timezone.now())

    made = program.post("sweeps", {"act": "close", "outcome": "solved", "numbers": three}, Accept_Language="sv")
    state = done(program, made)

    assert (state["done"], state["refusals"], state["waiting"]) == (1, 2, 0)
    first = program.get(f"sweeps/{made['id']}/cases", limit=1)
    assert (first["items"][0]["state"], first["items"][0]["code"]) == ("refused", "answer_owed")
    assert "kunden" in first["items"][0]["sentence"].lower()
    rest = program.get(f"sweeps/{made['id']}/cases", limit=5, cursor=first["next"])
    assert [row["number"] for row in rest["items"]] == three[1:]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"act": "dance"},
        {"act": "close"},
        {"act": "assign"},
        {"act": "assign", "agent_id": 1, "queue_id": 1},
        {"act": "merge", "home": "middle"},
        {"act": "spam", "outcome": "spam"},
        {"act": "tag", "tag": "x", "across": True},
        {"act": "snooze", "until": "tomorrow"},
        {**CLOSE, "view": "queue"},
        {**CLOSE, "numbers": []},
        {**CLOSE, "numbers": [0]},
        {**CLOSE, "owner": 1},
        {**CLOSE, "numbers": [], "view": "late", "owner": 1},
    ],
)
def test_what_is_no_sweep_is_refused(program: Program, wrong: dict[str, Any]) -> None:
    answer = program.ask("POST", "sweeps", {"numbers": [1], **wrong})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Sweep.objects.exists()


def test_a_key_sweeps_once_and_strangers_see_nothing(program: Program, outsider: Program, three: list[int]) -> None:
    made = program.post("sweeps", {**CLOSE, "numbers": three}, Idempotency_Key="a")

    assert program.post("sweeps", {**CLOSE, "numbers": three}, Idempotency_Key="a") == made
    assert outsider.ask("POST", "sweeps", {**CLOSE, "numbers": three}).json()["code"] == "nothing_chosen"
    for method, path in (("GET", ""), ("GET", "/cases"), ("POST", "/undoing"), ("POST", "/insistence")):
        assert outsider.ask(method, f"sweeps/{made['id']}{path}").json()["code"] == "missing"
    assert (outsider.get("sweeps"), Sweep.objects.count()) == ([], 1)


def test_a_program_begins_only_what_it_may_do(program: Program, three: list[int], vaino: Agent) -> None:
    Grant.objects.exclude(token=None).delete()
    role = roles.make_role(
        vaino.organisation, name="Sulkee", reaches={"close": "all", "read": "all"}, by="aspa", at=NINE
    )
    roles.grant(role, to=Token.objects.get(), by="aspa", at=NINE)

    assert program.ask("POST", "sweeps", {"act": "tag", "tag": "x", "numbers": three}).status_code == 403
    made = program.post("sweeps", {**CLOSE, "numbers": three})
    assert done(program, made)["done"] == 3
    program.post(f"sweeps/{made['id']}/undoing", None)
    assert done(program, made)["undone"] == 3
