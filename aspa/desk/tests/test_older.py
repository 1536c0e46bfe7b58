"""A case with more messages than a page shows."""

import re
from datetime import timedelta

import pytest

from aspa.cases import page as pages
from aspa.cases import verbs as cases
from tests.cast import NINE, a_case

MESSAGE = re.compile(r'id="message-(\d+)"')


@pytest.fixture
def long_case(aino, monkeypatch):
    """Seven messages, three on a page: a contact with its acknowledgement, and five memos."""
    monkeypatch.setattr(pages, "MESSAGES", 3)
    case = a_case()
    for nth in range(5):
        cases.memo(case, text=f"Muistio {nth}", by=aino, at=NINE + timedelta(minutes=nth + 1))
    return case


def test_every_message_is_on_one_page_and_every_happening_too(desk, part, long_case):
    seen, address, happened = [], f"/cases/{long_case.number}/", 0
    answer = desk.get(address).content.decode()
    while True:
        seen = MESSAGE.findall(answer) + seen
        thread = answer.partition('id="thread"')[2].partition('id="reply"')[0] or answer
        happened += thread.count("Vastaus luvattu")
        older = re.search(r'hx-get="([^"]*before=(\d+))"', answer)
        if not older:
            break
        answer = part(older[1].replace("&amp;", "&"), f"older-{older[2]}")
        assert "<html" not in answer

    assert seen == [str(key) for key in long_case.messages.order_by("at", "id").values_list("id", flat=True)]
    assert happened == 1


def test_older_messages_are_a_page_too(desk, long_case):
    newest = desk.get(f"/cases/{long_case.number}/").content.decode()
    link = re.search(r'href="([^"]*before=\d+)"', newest)[1].replace("&amp;", "&")

    older = desk.get(link).content.decode()

    assert "Näytä uusimmat viestit" in older
    assert not set(MESSAGE.findall(newest)) & set(MESSAGE.findall(older))


def test_nonsense_to_go_back_from_shows_the_newest(desk, long_case):
    assert "Muistio 4" in desk.get(f"/cases/{long_case.number}/?before=x").content.decode()


def test_older_messages_ask_few_questions(desk, long_case, django_assert_max_num_queries):
    first = long_case.messages.order_by("-at").first().pk

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{long_case.number}/?before={first}")
