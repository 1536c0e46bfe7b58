"""The same request with the same key has its effect once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.api.models import KeptAnswer
from aspa.api.tests.conftest import Program
from aspa.api.tests.test_cases import WISH
from aspa.cases.models import Case, Message
from aspa.staff.models import Agent
from tests.cast import a_case
from tests.parts.together import at_once


def test_the_same_key_gives_the_same_answer(program: Program) -> None:
    first = program.ask("POST", "cases", WISH, Idempotency_Key="tilaus-7")
    again = program.ask("POST", "cases", WISH, Idempotency_Key="tilaus-7")

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert (first.get("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (None, "true")
    assert again["Content-Type"] == first["Content-Type"]
    assert Case.objects.count() == 1


def test_another_key_is_another_wish(program: Program) -> None:
    program.post("cases", WISH, Idempotency_Key="a")
    program.post("cases", WISH, Idempotency_Key="b")
    program.post("cases", WISH)

    assert Case.objects.count() == 3


def test_one_key_cannot_stand_for_two_wishes(program: Program) -> None:
    number = program.post("cases", WISH, Idempotency_Key="a")["number"]

    for path, body in (("cases", {**WISH, "text": "Muu"}), (f"cases/{number}/memos", {"text": "x"})):
        answer = program.ask("POST", path, body, Idempotency_Key="a")
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_used")


def test_a_refused_request_may_be_tried_again_with_its_key(program: Program, vaino: Agent) -> None:
    number = a_case().number
    close = {"outcome": "solved"}
    assert program.ask("POST", f"cases/{number}/closure", close, Idempotency_Key="a").status_code == 409
    assert KeptAnswer.objects.count() == 0

    program.post(f"cases/{number}/replies", {"text": "Löytyi."})

    program.post(f"cases/{number}/closure", close, Idempotency_Key="a")


def test_two_programs_may_use_the_same_key(program: Program, outsider: Program) -> None:
    program.post("cases", WISH, Idempotency_Key="a")
    outsider.post("cases", WISH, Idempotency_Key="a")

    assert Case.objects.count() == 2


def test_a_key_is_forgotten_after_a_day(program: Program) -> None:
    program.post("cases", WISH, Idempotency_Key="a")
    KeptAnswer.objects.update(kept_at=timezone.now() - timedelta(hours=25))

    program.post("cases", WISH, Idempotency_Key="a")

    assert (Case.objects.count(), KeptAnswer.objects.count()) == (2, 1)


@pytest.mark.parametrize("key", ["", " ", "a b", "ä", "x" * 201])
def test_a_key_that_is_none_is_refused(program: Program, key: str) -> None:
    answer = program.ask("POST", "cases", WISH, Idempotency_Key=key)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_idempotency_key")


def test_a_key_without_a_token_opens_nothing(program: Program) -> None:
    assert program.ask("POST", "cases", WISH, Idempotency_Key="a", Authorization="").status_code == 401


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_moment_has_one_effect(program: Program) -> None:
    number = program.post("cases", WISH)["number"]

    answers = set()

    def note() -> None:
        answer = program.ask("POST", f"cases/{number}/memos", {"text": "kerran"}, Idempotency_Key="a")
        answers.add(bytes(answer.content))

    at_once(*[note] * 12)

    assert len(answers) == 1
    assert Message.objects.filter(kind="memo").count() == 1
