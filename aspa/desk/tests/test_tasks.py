"""Tasks on the desk: beside a case, on a page of their own, before closing, and check-lists in the settings."""

import re
from datetime import timedelta

import pytest

from aspa.sorting import verbs as sorting
from aspa.sorting.models import Reason
from aspa.staff import verbs as staff
from aspa.tasks import verbs
from aspa.tasks.lists import verbs as keeping
from aspa.tasks.models import CheckList, Task
from tests.cast import NINE, PASSWORD, a_case

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "details#side-tasks"}


@pytest.fixture
def settings(client, vaino):
    """The settings, as Väinö sees them."""
    client.force_login(vaino)
    return client


def test_a_task_is_added_done_and_undone_beside_its_case(desk, kuusi, aino):
    case = a_case()
    bare = desk.get(f"/cases/{case.number}/").content.decode()
    desk.post(f"/cases/{case.number}/tasks/", {"text": "Soita", "who": "me", "day": "2030-11-19", "time": "12:30"})
    task = Task.objects.get()
    page = desk.get(f"/cases/{case.number}/").content.decode()
    desk.post(f"/cases/{case.number}/tasks/{task.pk}/doing/")

    assert re.search(r'side bare" id="side-tasks"', bare)
    assert "Soita" in page
    assert (task.agent, task.due_at) == (aino, NINE + timedelta(days=1, hours=3, minutes=30))
    assert "1 tehty" in desk.get(f"/cases/{case.number}/").content.decode()
    assert desk.post(f"/cases/{case.number}/tasks/{task.pk}/undoing/").status_code == 303
    assert Task.objects.get().done_at is None


def test_the_section_alone_comes_where_the_page_is_open(desk, kuusi):
    case = a_case()

    response = desk.post(f"/cases/{case.number}/tasks/", {"text": "Tarkista varasto"}, headers=HTMX)

    assert response.status_code == 200
    assert response.content.decode().strip().startswith('<details class="side" id="side-tasks"')


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"text": ""}, "Tämä kenttä vaaditaan"),
        ({"text": "x" * 301}, "300"),
        ({"text": "Soita", "day": "eilen"}, "päivämäärä"),
        ({"text": "Soita", "who": "999999"}, "Sellaista asiakaspalvelijaa ei ole."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_filled_in_wrongly_is_said_and_stays(desk, kuusi, filled, said, headers):
    case = a_case()

    response = desk.post(f"/cases/{case.number}/tasks/", filled, headers=headers)

    assert response.status_code == 422
    page = response.content.decode()
    assert (said in page, f'value="{filled["text"]}"' in page) == (True, True)


def test_a_task_is_changed_and_removed_in_a_step(desk, kuusi, aino, vaino):
    case = a_case()
    task = verbs.add(case, text="Soita", agent=aino, due_at=NINE, by=aino, at=NINE)
    path = f"/cases/{case.number}/tasks/{task.pk}/"
    page = desk.get(path).content.decode()
    wrong = desk.post(path, {"text": " "})
    desk.post(path, {"text": "Soita heti", "who": str(vaino.pk)})

    assert ('value="2030-11-18"' in page, 'value="09:00"' in page, wrong.status_code) == (True, True, 422)
    assert list(Task.objects.values_list("text", "agent", "due_at")) == [("Soita heti", vaino.pk, None)]
    desk.post(f"{path}removal/")
    assert Task.objects.count() == 0
    assert desk.get(path).status_code == 404


def test_what_was_filled_in_beside_what_is_wrong_stays_too(desk, kuusi, aino):
    filled = {"text": "", "who": "me", "day": "2030-11-19", "time": "12:30"}

    page = desk.post(f"/cases/{a_case().number}/tasks/", filled).content.decode().partition('id="side-tasks"')[2]

    for drawn in ('value="me" selected', 'name="day" value="2030-11-19"', 'value="12:30" selected'):
        assert drawn in page, drawn


def test_a_task_stays_with_whoever_has_left_until_somebody_else_is_chosen(desk, kuusi, aino):
    case = a_case()
    who = {"email": "sofia@kuusi.fi", "name": "Sofia Mäki", "password": PASSWORD, "language": "fi"}
    sofia = staff.hire(kuusi.organisation, **who, is_administrator=False, at=NINE)
    task = verbs.add(case, text="Soita", agent=sofia, by=aino, at=NINE)
    staff.deactivate(sofia, by="aspa", at=NINE)
    path = f"/cases/{case.number}/tasks/{task.pk}/"

    page = desk.get(path).content.decode()
    desk.post(path, {"text": "Soita heti", "who": str(sofia.pk)})

    assert f'<option value="{sofia.pk}" selected>Sofia Mäki</option>' in page
    assert list(Task.objects.values_list("text", "agent")) == [("Soita heti", sofia.pk)]


@pytest.mark.parametrize("target", ["main#case", "div#step"])
def test_what_is_wrong_with_a_task_is_said_in_its_step(desk, kuusi, aino, target):
    case = a_case()
    task = verbs.add(case, text="Soita", agent=aino, by=aino, at=NINE)

    wrong = {"text": "x" * 301, "day": "2030-11-19"}
    answer = desk.post(f"/cases/{case.number}/tasks/{task.pk}/", wrong, headers=HTMX | {"HX-Target": target})

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (422, "#step", "innerHTML")
    part = answer.content.decode()
    assert part.strip().startswith('<section aria-labelledby="step-title"')
    assert ("<html" in part, 'value="2030-11-19"' in part, "300" in part) == (False, True, True)


def test_whoever_closes_is_asked_once(desk, kuusi, aino):
    case = a_case()
    verbs.add(case, text="Tarkista varasto", agent=aino, by=aino, at=NINE)
    path = f"/cases/{case.number}/closure/"

    asked = desk.post(path, {"outcome": "no_answer_needed", "seen": str(case.messages.latest("pk").pk)})
    part = desk.post(path, {"outcome": "no_answer_needed"}, headers=HTMX)
    page = asked.content.decode()

    assert (asked.status_code, part.status_code, part.headers["HX-Retarget"]) == (409, 409, "#step")
    assert "Tarkista varasto" in page
    assert 'name="anyway" value="tasks_open"' in page
    assert desk.post(path, {"outcome": "no_answer_needed", "anyway": "tasks_open"}).status_code == 303
    case.refresh_from_db()
    assert not case.is_open


def test_an_answer_that_closes_says_what_is_not_done(desk, kuusi, aino):
    case = a_case()
    verbs.add(case, text="Tarkista varasto", by=aino, at=NINE)

    response = desk.post(f"/cases/{case.number}/messages/", {"text": "Hei! Valmista.", "closing": "1"})

    assert response.status_code == 409
    assert "Vielä tekemättä: Tarkista varasto. Tee se ensin tai sulje asia silti." in response.content.decode()
    assert case.messages.filter(kind="reply").count() == 0


def test_ones_tasks_stand_on_a_page_of_their_own(desk, kuusi, aino):
    case = a_case()
    late = verbs.add(case, text="Myöhässä", agent=aino, due_at=NINE - timedelta(days=3000), by=aino, at=NINE)
    verbs.add(case, text="Joskus", agent=aino, by=aino, at=NINE)
    page = desk.get("/tasks/").content.decode()
    part = desk.post(f"/cases/{case.number}/tasks/{late.pk}/doing/", {"mine": "1"}, headers=HTMX).content.decode()
    left = desk.get("/cases/?view=queue").content.decode()

    assert page.index("Myöhässä") < page.index("Joskus")
    assert 'data-urgency="late"' in page
    assert part.strip().startswith('<div id="my-tasks"')
    assert "Äskettäin tehdyt" in part
    assert re.search(r'Tehtävät</span><span class="count">1<', left)
    assert desk.post(f"/cases/{case.number}/tasks/{late.pk}/undoing/", {"mine": "1"}).headers["Location"] == "/tasks/"


def test_pages_ask_little_for_it(desk, kuusi, aino, django_assert_max_num_queries):
    case = a_case()
    for nth in range(20):
        verbs.add(case, text=f"Tehtävä {nth}", agent=aino, by=aino, at=NINE)

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{case.number}/")
    with django_assert_max_num_queries(8):
        desk.get("/cases/?view=queue")
    with django_assert_max_num_queries(9):
        desk.get("/tasks/")


def test_a_check_list_is_proposed_and_added_with_one_press(desk, kuusi, aino, vaino):
    case, reason = a_case(), Reason.objects.get(brand=kuusi, key="returns")
    kept = keeping.keep(kuusi, name="Palautus", lines=["Kirjaa", "Hyvitä"], reason=reason, by=vaino, at=NINE)
    offered = desk.get(f"/cases/{case.number}/").content.decode()
    sorting.give_reason(case, reason, by=aino, at=NINE)
    proposed = desk.get(f"/cases/{case.number}/").content.decode()
    desk.post(f"/cases/{case.number}/check-list/", {"check_list": kept.pk})

    assert ('class="proposed"' in offered, 'class="proposed"' in proposed) == (False, True)
    assert "Palautus (2)" in offered
    assert list(Task.objects.order_by("id").values_list("text", flat=True)) == ["Kirjaa", "Hyvitä"]
    assert desk.post(f"/cases/{case.number}/check-list/", {"check_list": "x"}).status_code == 400


def test_an_administrator_keeps_check_lists(settings, kuusi):
    path, reason = f"/settings/brands/{kuusi.pk}/check-lists/", Reason.objects.get(brand=kuusi, key="returns")
    wrong = settings.post(path, {"name": "", "lines": "Kirjaa"})
    settings.post(path, {"name": "Palautus", "lines": "Kirjaa\nHyvitä", "reason": reason.pk})
    kept = CheckList.objects.get()
    bad = settings.post(f"{path}{kept.pk}/", {"name": "Palautus", "lines": " \n"})
    settings.post(f"{path}{kept.pk}/", {"name": "Palautukset", "lines": "Kirjaa", "reason": ""})

    assert (wrong.status_code, bad.status_code) == (422, 422)
    assert list(CheckList.objects.values_list("name", "lines", "reason")) == [("Palautukset", ["Kirjaa"], None)]
    assert "Palautukset" in settings.get(path).content.decode()
    settings.post(f"{path}{kept.pk}/removal/")
    assert CheckList.objects.count() == 0


def test_tasks_and_lists_are_for_their_own(desk, client, kuusi, otso, aino, vaino):
    case = a_case()
    task = verbs.add(case, text="Soita", by=aino, at=NINE)
    kept = keeping.keep(kuusi, name="Palautus", lines=["Kirjaa"], by=vaino, at=NINE)
    lists = f"/settings/brands/{kuusi.pk}/check-lists/"
    assert desk.get(lists).status_code == 403

    client.force_login(otso)
    for path in (f"{task.pk}/", f"{task.pk}/doing/", f"{task.pk}/removal/", ""):
        assert client.post(f"/cases/{case.number}/tasks/{path}", {"text": "x"}).status_code == 404
    for path in (lists, f"{lists}{kept.pk}/", f"{lists}{kept.pk}/removal/"):
        assert client.post(path, {"name": "x", "lines": "x"}).status_code in {403, 404}
    assert (Task.objects.get().done_at, CheckList.objects.count()) == (None, 1)
