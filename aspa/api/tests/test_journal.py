"""Programs see every contact as it arrived, and what became of it."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.journal.models import Entry
from aspa.staff.models import Agent
from tests.cast import NINE, arrives, mail, tell

RAW = mail("Paketti", "Missä pakettini on?")


@pytest.fixture(autouse=True)
def _house(vaino: Agent) -> None:
    """Kuusi Oy hears mail."""


def test_an_entry_waits_and_is_told(program: Program) -> None:
    key = arrives(RAW)
    waiting = program.get(f"journal/{key}")
    assert (waiting["state"], waiting["case_number"], waiting["kind"], waiting["error"]) == ("waiting", None, None, "")

    tell()
    told = program.get(f"journal/{key}")

    assert (told["state"], told["kind"], told["channel"]) == ("told", "contact", "email")
    assert (told["size"], told["sha256"]) == (len(RAW), sha256(RAW).hexdigest())
    assert told["envelope_to"] == "tuki@kuusi.fi"
    assert program.get("cases")["items"][0]["number"] == told["case_number"]


def test_a_failed_entry_says_why(program: Program) -> None:
    key = arrives(RAW)
    Entry.objects.filter(pk=key).update(error="ValueError: odd")

    assert [(one["id"], one["error"]) for one in program.get("journal", state="failed")["items"]] == [
        (key, "ValueError: odd")
    ]
    assert program.get("journal", state="waiting")["items"] == []
    assert program.get("journal/summary") | {"oldest_waiting_at": ""} == {
        "waiting": 0,
        "failed": 1,
        "told": 0,
        "total": 1,
        "oldest_waiting_at": "",
    }


def test_the_summary_counts(program: Program) -> None:
    empty = {"waiting": 0, "failed": 0, "told": 0, "total": 0, "oldest_waiting_at": None}
    assert program.get("journal/summary") == empty

    arrives(RAW)
    tell()
    arrives(mail("Toinen", "x"), at=NINE)

    now = program.get("journal/summary")
    assert (now["waiting"], now["told"], now["total"]) == (1, 1, 2)
    assert now["oldest_waiting_at"] == "2030-11-18T07:00:00Z"


def test_the_bytes_come_back_as_they_arrived(program: Program) -> None:
    key = arrives(RAW)

    answer = program.ask("GET", f"journal/{key}/raw")

    assert (answer.content, answer["Content-Type"]) == (RAW, "message/rfc822")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_journal_is_paged_both_ways(program: Program, order: str) -> None:
    keys = [arrives(mail(f"Asia {nth}", "x"), at=NINE + timedelta(seconds=nth)) for nth in range(5)]
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = program.get("journal", order=order, limit=2, cursor=cursor)
        found += [entry["id"] for entry in page["items"]]
        cursor = page["next"]
        arrives(mail(f"Uusi {len(found)}", "x"))

    assert found[:5] == (keys if order == "oldest" else keys[::-1])
    assert len(found) == len(set(found))


@pytest.mark.parametrize("path", ["journal/7", "journal/7/raw", "journal/99999999999999999999"])
def test_an_entry_that_is_not_there_is_missing(program: Program, path: str) -> None:
    assert program.ask("GET", path).status_code == 404


def test_a_cursor_of_one_list_opens_no_other(program: Program) -> None:
    for nth in range(2):
        arrives(mail(f"Asia {nth}", "x"))
    cursor = program.get("journal", limit=1)["next"]

    assert program.ask("GET", f"journal?order=oldest&cursor={cursor}").json()["code"] == "wrong_cursor"
    assert program.ask("GET", f"cases?cursor={cursor}").json()["code"] == "wrong_cursor"
