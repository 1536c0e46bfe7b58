"""Programs merge cases, part them again, and read a case in a few lines."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.channels.email import plus
from aspa.staff.models import Agent
from tests.cast import SUPPORT, a_case, arrives, mail, tell

MATTI = "Matti Meri <matti@example.net>"


def two(sender: str = "") -> tuple[Case, Case]:
    """Two cases of this moment."""
    how, soon = {"sender": sender} if sender else {}, timezone.now() + timedelta(seconds=1)
    return a_case("Paketti", at=soon), a_case("Toinen", at=soon, **how)


def test_a_program_merges_and_parts(kuusi: Brand, program: Program) -> None:
    first, second = two()

    merged = program.post(f"cases/{second.number}/merge", {"into": first.number, "reason": "Sama"})
    emptied = program.get(f"cases/{second.number}")
    parted = program.ask("DELETE", f"cases/{second.number}/merge").json()

    assert (merged["case"], merged["into"], merged["reason"]) == (second.number, first.number, "Sama")
    assert (emptied["outcome"], emptied["merged_into"]) == ("merged", first.number)
    assert (parted["is_open"], parted["merged_into"]) == (True, None)


def test_what_cannot_be_merged_is_refused_by_name(kuusi: Brand, program: Program, outsider: Program) -> None:
    first, second = two(MATTI)
    path = f"cases/{second.number}/merge"

    assert program.ask("POST", path, {"into": first.number}).json()["code"] == "other_customer"
    assert program.ask("POST", path, {"into": second.number}).json()["code"] == "same_case"
    assert program.ask("POST", path, {"into": 999999}).status_code == 404
    assert program.ask("POST", path, {"into": "x"}).status_code == 422
    assert program.ask("DELETE", path).status_code == 404
    assert outsider.ask("POST", path, {"into": first.number}).status_code == 404
    assert program.ask("POST", path, {"into": first.number, "across": True}).status_code == 201
    assert program.ask("POST", path, {"into": first.number}).json()["code"] == "case_merged"
    assert program.ask("POST", f"cases/{second.number}/memos", {"text": "x"}).json()["code"] == "case_merged"


def test_a_program_reads_a_case_in_a_few_lines(kuusi: Brand, program: Program, outsider: Program) -> None:
    first, _second = two()

    told = program.get(f"cases/{first.number}/summary")

    assert told["asked"]["gist"] == "Missä pakettini on?"
    assert [owed["act"] for owed in told["promises"]] == ["answer"]
    assert outsider.ask("GET", f"cases/{first.number}/summary").status_code == 404


def another_matter(case: Case) -> int:
    """Return the id of a second message that came to a case."""
    to, soon = plus.reply_address(SUPPORT, case.pk), timezone.now() + timedelta(seconds=2)
    arrives(mail("Vs:", "Ja lasku on väärin.", to=to, at=soon), to=to, at=soon)
    tell(soon)
    return case.messages.filter(kind="contact").order_by("id").last().pk


def test_a_program_splits_and_undoes(kuusi: Brand, program: Program, aino: Agent) -> None:
    case, _other = two()
    message = another_matter(case)

    body = {"messages": [message], "subject": "Väärä lasku", "reason": "Eri asia", "agent_id": aino.pk}
    done = program.post(f"cases/{case.number}/splits", body)
    made = program.get(f"cases/{done['made']}")
    back = program.ask("DELETE", f"cases/{case.number}/splits/{done['id']}").json()

    assert (done["case"], done["reason"]) == (case.number, "Eri asia")
    assert (made["subject"], made["owner"]["agent"]["id"]) == ("Väärä lasku", aino.pk)
    assert made["promise"]["act"] == "answer"
    assert back["number"] == case.number
    assert program.get(f"cases/{done['made']}")["merged_into"] == case.number


def test_what_cannot_be_split_is_refused_by_name(kuusi: Brand, program: Program, outsider: Program) -> None:
    case, other = two()
    message, path = another_matter(case), f"cases/{case.number}/splits"
    first = case.messages.filter(kind="contact").order_by("id").first().pk

    assert program.ask("POST", path, {"messages": []}).status_code == 422
    assert program.ask("POST", path, {"messages": [message], "agent_id": 1, "queue_id": 1}).status_code == 422
    assert program.ask("POST", path, {"messages": [message], "agent_id": 999999}).status_code == 404
    assert program.ask("POST", path, {"messages": [999999]}).json()["code"] == "message_moved"
    assert program.ask("POST", path, {"messages": [first, message]}).json()["code"] == "nothing_left"
    assert outsider.ask("POST", path, {"messages": [message]}).status_code == 404
    done = program.post(path, {"messages": [message]})
    assert outsider.ask("DELETE", f"{path}/{done['id']}").status_code == 404
    assert program.ask("DELETE", f"cases/{other.number}/splits/{done['id']}").status_code == 404
    assert program.ask("DELETE", f"{path}/{done['id']}").status_code == 200
    assert program.ask("DELETE", f"{path}/{done['id']}").json()["code"] == "undone_already"


@pytest.fixture
def named(kuusi: Brand) -> Case:
    """A stranger's case that names another by its number."""
    home = a_case("Paketti")
    return a_case(f"Re: Paketti [#{home.number}]", sender=MATTI)


def test_a_case_that_names_another_is_joined_to_it(program: Program, outsider: Program, named: Case) -> None:
    path = f"cases/{named.number}/proposals"
    proposed = program.get(path)
    assert outsider.ask("GET", path).status_code == 404

    home = program.post(f"{path}/{proposed[0]['id']}/joining", None)

    assert home["number"] == proposed[0]["number"]
    assert program.get(f"cases/{named.number}")["merged_into"] == home["number"]
    assert program.ask("POST", f"{path}/{proposed[0]['id']}/joining").json()["code"] == "missing"


def test_what_was_named_by_chance_is_dismissed(program: Program, named: Case) -> None:
    path = f"cases/{named.number}/proposals"
    [proposed] = program.get(path)
    other = f"cases/{proposed['number']}/proposals/{proposed['id']}"

    assert program.ask("DELETE", other).json()["code"] == "missing"
    assert program.ask("DELETE", f"{path}/{proposed['id']}").json() == program.get(path) == []
    assert program.get(f"cases/{named.number}")["is_open"]
