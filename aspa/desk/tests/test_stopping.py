"""The stop before a second answer, as the desk shows it."""

from datetime import timedelta

import pytest

from aspa.cases import page
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.channels.models import Delivery
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)
SAID = "Hei Liisa,\n\npaketti on matkalla.\n\nYstävällisin terveisin\nAino Lehtonen"
PART = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "article#case"}


@pytest.fixture
def answered(aino, vaino) -> tuple[Case, int]:
    """A case that Väinö answered after Aino had opened it, and what Aino had seen."""
    case = a_case()
    seen = page.case_page(aino, case.number).seen
    cases.reply(case, text="Se tulee tänään.", by=vaino, at=TEN)
    return case, seen


def answer(desk, case, seen, **more):
    return desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "seen": seen}, **more)


def test_a_stopped_answer_stands_beside_what_is_new(desk, answered):
    case, seen = answered

    stopped = answer(desk, case, seen)

    shown = stopped.content.decode()
    assert stopped.status_code == 409
    assert "Tähän asiaan on vastattu" in shown
    assert "paketti on matkalla." in shown
    assert "Se tulee tänään." in shown.partition('id="stopped"')[2].partition('role="tablist"')[0]
    assert Delivery.objects.filter(purpose="reply").count() == 1


def test_a_part_takes_the_stop_and_leaves_the_form_alone(desk, answered):
    case, seen = answered

    stopped = answer(desk, case, seen, headers=PART)

    assert (stopped.status_code, stopped.headers["HX-Retarget"]) == (409, "#stopped")
    assert stopped.content.decode().startswith('<div id="stopped">')
    assert "<textarea" not in stopped.content.decode()


def test_it_is_sent_anyway_with_what_is_now_seen(desk, answered):
    case, seen = answered
    now_seen = answer(desk, case, seen).content.decode().partition('data-seen="')[2].partition('"')[0]

    sent = desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "seen": [seen, now_seen]})

    assert sent.status_code == 303
    assert Delivery.objects.filter(purpose="reply").count() == 2


def test_the_page_of_a_case_says_what_its_reader_has_seen(desk, answered):
    case, seen = answered
    newest = case.messages.latest("id").pk

    shown = desk.get(f"/cases/{case.number}/").content.decode()

    assert newest > seen
    assert shown.count(f'<input type="hidden" name="seen" value="{newest}">') == 2 + 4  # two letters, four outcomes


def test_closing_is_stopped_in_a_sentence(desk, answered):
    case, seen = answered

    stopped = desk.post(f"/cases/{case.number}/closure/", {"outcome": "solved", "seen": seen})

    assert stopped.status_code == 409
    assert Case.objects.get().is_open


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "١٢"])
def test_nonsense_for_what_was_seen_asks_nothing(desk, answered, seen):
    assert answer(desk, answered[0], seen).status_code == 303
