"""What stands against closing a case is asked, each question by itself, and each can be answered."""

import pytest

from aspa.cases.models import Case
from aspa.cases.tests.test_splitting import said_too
from aspa.desk.cases import closing
from aspa.drafting.leaving import verbs as leaving
from aspa.drafting.models import Held
from aspa.relating import verbs as relating
from aspa.tasks import verbs as tasks
from tests.cast import NINE, a_case

PART = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "article#case"}
ANSWER = {"text": "Hei! Valmista tuli.", "closing": "1", "outcome": "solved"}


@pytest.fixture
def busy(kuusi, aino) -> Case:
    """A case in which something is not done, over one that is open."""
    case, under = a_case("Katko", "Sivut eivät aukea."), a_case("Ei aukea", "Ei aukea.")
    relating.put_under(under, parent=case, by=aino, at=NINE)
    tasks.add(case, text="Tarkista varasto", by=aino, at=NINE)
    return case


def is_open(case: Case) -> bool:
    return Case.objects.get(pk=case.pk).is_open


def test_each_question_is_asked_by_itself(desk, busy):
    path, filled = f"/cases/{busy.number}/closure/", {"outcome": "no_answer_needed"}

    pages = [
        desk.post(path, {**filled, "anyway": said}).content.decode() for said in ([], ["tasks_open"], ["children_open"])
    ]
    asked = [("Tarkista varasto</li>" in page, "1 tämän alla oleva asia on auki." in page) for page in pages]

    assert sum(asked[0]) == 1
    assert asked[1:] == [(False, True), (True, False)]
    assert is_open(busy)
    assert desk.post(path, {**filled, "anyway": ["tasks_open", "children_open"]}).status_code == 303
    assert not is_open(busy)


def test_what_was_answered_goes_along_with_the_next_question(desk, busy):
    path, filled = f"/cases/{busy.number}/closure/", {"outcome": "no_answer_needed", "anyway": "tasks_open"}

    response = desk.post(path, filled, headers=PART)
    page = response.content.decode()

    assert (response.status_code, response.headers["HX-Retarget"]) == (409, "#step")
    for code in ("tasks_open", "children_open"):
        assert f'name="anyway" value="{code}"' in page
    assert ("Sulje vain tämä" in page, f"/cases/{busy.number}/children/answers/" in page) == (True, True)


def test_what_is_no_question_is_not_answered_by_saying_so(desk, kuusi):
    case = a_case()

    refused = desk.post(f"/cases/{case.number}/closure/", {"outcome": "solved", "anyway": ["answer_owed", "x" * 9999]})

    assert (refused.status_code, is_open(case)) == (409, True)


def test_an_answer_that_closes_is_asked_beside_what_was_written(desk, busy):
    path = f"/cases/{busy.number}/messages/"

    page = desk.post(path, ANSWER).content.decode()
    part = desk.post(path, ANSWER, headers=PART)

    assert ("Valmista tuli." in page, 'name="anyway"' in page) == (True, True)
    assert (part.status_code, part.headers["HX-Retarget"]) == (409, "#stopped")
    assert "<textarea" not in part.content.decode()
    assert busy.messages.filter(kind="reply").count() == 0
    assert desk.post(path, {**ANSWER, "anyway": ["tasks_open", "children_open"]}).status_code == 303
    assert (busy.messages.filter(kind="reply").count(), is_open(busy)) == (1, False)


def test_a_question_passes_over_nothing_that_came_while_it_was_drawn(desk, busy, monkeypatch):
    path, seen, drawn = f"/cases/{busy.number}/messages/", busy.messages.latest("pk").pk, closing.everything_of
    monkeypatch.setattr(closing, "everything_of", lambda *about, **how: (said_too(busy), drawn(*about, **how))[1])

    part = desk.post(path, {**ANSWER, "seen": seen}, headers=PART).content.decode()

    assert f'data-seen="{seen}"' in part
    answers = {"anyway": ["tasks_open", "children_open"], "seen": seen}
    assert desk.post(path, {**ANSWER, **answers}).status_code == 409
    assert busy.messages.filter(kind="reply").count() == 0


def test_a_reply_that_leaves_later_keeps_what_was_answered(desk, busy, aino):
    leaving.settle(aino, undo_for=10, is_plain=True)

    answers = {"anyway": ["tasks_open", "children_open"]}
    assert desk.post(f"/cases/{busy.number}/messages/", {**ANSWER, **answers}).status_code == 303
    held = Held.objects.get()
    leaving.leave_next(at=held.leaves_at)

    held.refresh_from_db()
    assert (held.stopped_at, is_open(busy)) == (None, False)
