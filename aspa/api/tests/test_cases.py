"""Programs list, open, give and close cases."""

from datetime import timedelta
from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.cases.models import Case
from aspa.staff.models import Agent, Queue
from tests.cast import NINE, a_case, arrives, mail, tell

LIISA = {"address": "liisa@example.org", "name": "Liisa Virtanen"}
WISH = {"customer": LIISA, "subject": "Paketti", "text": "Missä pakettini on?"}


def test_a_case_entered_by_a_program_has_its_answer_promised(program: Program) -> None:
    case = program.post("cases", WISH)

    assert case["subject"] == "Paketti"
    assert case["customer"]["name"] == "Liisa Virtanen"
    assert case["brand"]["name"] == "Kuusi"
    assert case["owner"] == {"agent": None, "queue": {"id": Queue.objects.get().pk, "name": "Kuusi"}}
    assert case["promise"]["act"] == "answer"
    assert case["is_open"]
    assert program.get(f"cases/{case['number']}") == case


def test_a_case_without_an_address_is_that_of_a_phone_number(program: Program) -> None:
    caller = {"number": "040 123 4567", "name": "Salla Lehto"}

    called = program.post("cases", {**WISH, "customer": caller})
    again = program.post("cases", {**WISH, "customer": {"number": "+358 40 1234567"}})

    assert (called["channel"], called["customer"]["name"]) == ("hand", "Salla Lehto")
    assert again["customer"] == called["customer"]
    known = program.get(f"customers/{called['customer']['id']}")["identities"]
    assert [(one["kind"], one["value"]) for one in known] == [("phone", "+358401234567")]


@pytest.mark.parametrize(
    ("customer", "status", "code"),
    [
        ({}, 409, "customer_unreachable"),
        ({"name": "Salla Lehto"}, 409, "customer_unreachable"),
        ({"number": "040 123 4567"}, 409, "name_needed"),
        ({"number": "soita", "name": "Salla Lehto"}, 422, "bad_number"),
        ({"address": "liisa", "number": "040 123 4567"}, 422, "invalid"),
    ],
)
def test_nobody_is_entered_who_cannot_be_answered(program: Program, customer: Any, status: int, code: str) -> None:
    answer = program.ask("POST", "cases", {**WISH, "customer": customer})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Case.objects.exists()


def test_a_visit_of_somebody_with_an_address_came_by_hand(program: Program) -> None:
    assert program.post("cases", {**WISH, "channel": "hand"})["channel"] == "hand"
    assert program.post("cases", WISH)["channel"] == "email"


def test_a_program_lists_what_waits(program: Program, vaino: Agent) -> None:
    case = a_case()

    listed = program.get("cases", view="queue")

    assert listed["next"] is None
    assert [row["number"] for row in listed["items"]] == [case.number]
    assert listed["items"][0]["promise"]["act"] == "answer"
    assert listed["items"][0]["customer_address"] == "liisa@example.org"


def test_cases_are_found_by_address_number_and_words(program: Program) -> None:
    case = a_case("Paketti", "Missä pakettini on?")
    a_case("Lasku", "Lasku on väärin", sender="Matti <matti@example.org>")

    for query in ({"customer": "LIISA@example.org"}, {"q": str(case.number)}, {"q": "paketti"}):
        assert [row["number"] for row in program.get("cases", **query)["items"]] == [case.number], query
    assert program.get("cases", q="hevonen")["items"] == []


def pages(program: Program, path: str, between: Any = lambda: None, **query: Any) -> list[Any]:
    """Return the items of every page; `between` happens between two."""
    items, cursor = [], ""
    while cursor is not None:
        page = program.get(path, cursor=cursor, **query)
        items += page["items"]
        cursor = page["next"]
        between()
    return items


def test_paging_misses_nothing_and_doubles_nothing_while_cases_come(program: Program) -> None:
    for nth in range(7):
        arrives(mail(f"Asia {nth}", "x", sender=f"a{nth}@example.org"), at=NINE + timedelta(seconds=nth // 2))
    tell()
    there = set(Case.objects.values_list("number", flat=True))

    found = [row["number"] for row in pages(program, "cases", lambda: program.post("cases", WISH), limit=2)]

    assert len(found) == len(set(found))
    assert there <= set(found)


@pytest.mark.parametrize("view", ["next", "queue", "today", "late", "unreadable", "undelivered", "closed", "all"])
def test_every_view_can_be_listed(program: Program, view: str) -> None:
    assert program.get("cases", view=view) == {"items": [], "next": None}


def test_an_agents_own_cases_are_listed_by_owner(program: Program, aino: Agent) -> None:
    case = a_case()
    given = program.ask("PUT", f"cases/{case.number}/owner", {"agent_id": aino.pk}).json()

    assert given["owner"] == {"agent": {"id": aino.pk, "name": "Aino Lehtonen"}, "queue": None}
    assert [row["number"] for row in program.get("cases", owner=aino.pk)["items"]] == [case.number]
    assert program.get("cases", view="mine", owner=aino.pk + 1)["items"] == []


def test_a_case_goes_back_to_its_queue(program: Program, aino: Agent) -> None:
    case = a_case()
    program.ask("PUT", f"cases/{case.number}/owner", {"agent_id": aino.pk})

    back = program.ask("PUT", f"cases/{case.number}/owner", {"queue_id": Queue.objects.get().pk}).json()

    assert back["owner"]["queue"]["name"] == "Kuusi"


def test_a_case_is_closed_and_opened_again(program: Program) -> None:
    number = a_case().number

    closed = program.post(f"cases/{number}/closure", {"outcome": "no_answer_needed"})
    assert (closed["is_open"], closed["outcome"], closed["promise"]) == (False, "no_answer_needed", None)
    assert program.ask("POST", f"cases/{number}/closure", {"outcome": "spam"}).json()["code"] == "case_already_closed"

    opened = program.ask("DELETE", f"cases/{number}/closure").json()
    assert (opened["is_open"], opened["outcome"], opened["closed_at"]) == (True, None, None)
    assert program.ask("DELETE", f"cases/{number}/closure").json()["code"] == "case_not_closed"


def test_a_case_is_not_solved_while_its_customer_waits(program: Program) -> None:
    answer = program.ask("POST", f"cases/{a_case().number}/closure", {"outcome": "solved"})

    assert answer.status_code == 409
    assert answer.json() == {
        "code": "answer_owed",
        "sentence": "The customer was promised something that is not done yet. Do it, or say that no answer is needed.",
    }


REFUSED = [
    ("GET", "cases?view=nonsense", None, 404, "missing"),
    ("GET", "cases?view=mine", None, 409, "owner_needed"),
    ("GET", "cases?q=a&customer=b", None, 409, "one_question"),
    ("GET", "cases?q=a&owner=1", None, 409, "one_question"),
    ("GET", "cases?q=a&view=late", None, 409, "one_question"),
    ("GET", "cases?limit=201", None, 422, "invalid"),
    ("GET", "cases?limit=0", None, 422, "invalid"),
    ("GET", "cases?cursor=nonsense", None, 422, "wrong_cursor"),
    ("GET", "cases/7", None, 404, "missing"),
    ("GET", "cases/99999999999999999999999", None, 404, "missing"),
    ("GET", "nonsense", None, 404, "missing"),
    ("POST", "cases", {**WISH, "text": ""}, 422, "invalid"),
    ("POST", "cases", {**WISH, "text": "  "}, 409, "empty_text"),
    ("POST", "cases", {**WISH, "brand_id": 10**6}, 404, "missing"),
    ("POST", "cases", {**WISH, "colour": "red"}, 422, "invalid"),
    ("POST", "cases", {**WISH, "customer": {"address": "nobody"}}, 422, "invalid"),
    ("POST", "cases", "{", 400, "not_understood"),
    ("PUT", "cases/7/owner", {"agent_id": 1, "queue_id": 1}, 422, "invalid"),
    ("PUT", "cases/7/owner", {}, 422, "invalid"),
    ("POST", "cases/7/closure", {"outcome": "bored"}, 422, "invalid"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "code"), REFUSED)
def test_a_wrong_wish_is_refused_in_a_sentence(
    program: Program, method: str, path: str, body: Any, status: int, code: str
) -> None:
    answer = program.ask(method, path, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content
    assert answer.json()["sentence"].endswith((".", "”."))


def test_a_case_is_given_only_to_whoever_works_here(program: Program, otso: Agent) -> None:
    case = a_case()

    assert program.ask("PUT", f"cases/{case.number}/owner", {"agent_id": otso.pk}).status_code == 404
    theirs = Queue.objects.exclude(organisation=case.organisation).get().pk
    assert program.ask("PUT", f"cases/{case.number}/owner", {"queue_id": theirs}).status_code == 404


def test_no_answer_is_kept_on_its_way(program: Program) -> None:
    assert program.ask("GET", "cases")["Cache-Control"] == "no-store"


def test_a_sentence_comes_in_the_language_asked_for(program: Program) -> None:
    in_english = program.ask("GET", "cases/7").json()["sentence"]

    assert in_english == "There is no such case."


def test_a_search_for_several_words_goes_on_where_it_stopped(program: Program, vaino: Agent) -> None:
    for text in ("Missä sininen paketti on?", "Sininen paketti katosi."):
        a_case(text=text)

    first = program.get("cases", q="sininen%20paketti", limit=1)
    second = program.get("cases", q="sininen%20paketti", limit=1, cursor=first["next"])

    assert {first["items"][0]["number"], second["items"][0]["number"]} == set(
        Case.objects.values_list("number", flat=True)
    )
