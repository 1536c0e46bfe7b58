"""A case becomes two on the desk, and one again."""

import re
from datetime import timedelta

import pytest

from aspa.cases import verbs as cases
from aspa.cases.joining.models import Split
from aspa.cases.models import Case
from aspa.cases.tests.test_splitting import MATTI, said_too
from tests.cast import NINE, a_case


def two() -> tuple[Case, int]:
    """A case, and the key of the message in it that is another matter."""
    case = a_case("Paketti")
    return case, said_too(case).pk


def split(desk, case: Case, *messages: int, **filled: object) -> object:
    return desk.post(f"/cases/{case.number}/split/", {"messages": messages, "owner": "queue", **filled})


def test_what_was_said_is_there_to_choose_from(desk, aino):
    case, _second = two()
    cases.memo(case, text="Vain meille", by=aino, at=NINE)

    page = desk.get(f"/cases/{case.number}/split/").content.decode()

    assert page.count('name="messages"') == 2
    assert "Ja lasku on väärin." in page
    assert "Vain meille" not in page
    assert 'name="owes"' not in page
    assert 'name="customer"' not in page


def test_a_split_leads_to_the_new_case_and_both_tell(desk):
    case, second = two()

    answer = split(desk, case, second, subject="Väärä lasku", reason="Eri asia")

    made = Split.objects.get().made
    assert (answer.status_code, answer.url) == (303, f"/cases/{made.number}/")
    new, old = (desk.get(f"/cases/{one.number}/").content.decode() for one in (made, case))
    assert f"Erotettu asiasta #{case.number} Paketti: Eri asia" in new
    assert f"#{made.number} Väärä lasku" in old
    assert "Ja lasku on väärin." not in old.replace(f"#{made.number} Väärä lasku", "")
    for page in (new, old):
        assert f"/splits/{Split.objects.get().pk}/undoing/" in page


@pytest.mark.parametrize("key", ["9" * 5000, "²", "-1", "x", "\x00"])
def test_what_is_no_message_is_refused_and_the_rest_stays_chosen(desk, key):
    case, second = two()

    answer = split(desk, case, second, key)

    assert answer.status_code == 422
    assert re.search(rf'value="{second}"[^>]* checked', answer.content.decode())
    assert not Split.objects.exists()


def test_a_split_is_undone_from_either_side(desk):
    case, second = two()
    split(desk, case, second)
    done = Split.objects.get()

    answer = desk.post(f"/cases/{done.made.number}/splits/{done.pk}/undoing/")

    assert answer.url == f"/cases/{done.made.number}/"
    emptied = desk.get(answer.url).content.decode()
    assert f'href="/cases/{case.number}/"' in emptied
    assert 'id="reply"' not in emptied
    assert "Erottaminen kumottiin" in desk.get(f"/cases/{case.number}/").content.decode()


def test_who_else_wrote_may_be_chosen_and_what_was_answered_may_still_be_owed(desk, aino):
    case = a_case("Paketti")
    theirs = said_too(case, "Minunkin.", sender=MATTI)
    cases.reply(case, text="Tulossa.", by=aino, at=NINE + timedelta(minutes=25))
    page = desk.get(f"/cases/{case.number}/split/").content.decode()
    assert 'name="owes"' in page
    assert "Matti Meri" in page

    split(desk, case, theirs.pk, owes="1", customer=case.customer_id, owner="me")

    made = Split.objects.get().made
    assert (made.customer, made.owner_agent, made.promise.act) == (case.customer, aino, "answer")


def test_wrong_choices_are_refused_beside_what_was_written(desk):
    case, second = two()
    first = case.messages.filter(kind="contact").order_by("id").first().pk

    for chosen in ((), (first, second), (999999,), ("x",)):
        answer = split(desk, case, *chosen, reason="Eri asia")
        assert answer.status_code == 422, chosen
        assert 'value="Eri asia"' in answer.content.decode()
    assert not Split.objects.exists()


def test_nobody_splits_or_undoes_over_the_wall(desk, client, otso):
    case, second = two()
    split(desk, case, second)
    client.force_login(otso)
    done = Split.objects.get()

    assert client.get(f"/cases/{case.number}/split/").status_code == 404
    assert split(client, case, second).status_code == 404
    assert client.post(f"/cases/{case.number}/splits/{done.pk}/undoing/").status_code == 404
    assert client.post(f"/cases/1/splits/{done.pk}/undoing/").status_code == 404


def test_a_case_that_was_split_asks_no_question_more(desk, django_assert_max_num_queries):
    case, second = two()
    split(desk, case, second)

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{case.number}/")
