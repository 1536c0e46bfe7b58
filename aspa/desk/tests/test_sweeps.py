"""Many cases at once, on the desk."""

import pytest

from aspa.cases.models import Case
from aspa.tasks import verbs as tasks
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import verbs as sweeping
from tests.cast import NINE, a_case

PART = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#swept"}


def test_chosen_cases_are_closed_and_put_back(desk):
    numbers = [a_case("Paketti").number, a_case("Koko").number]

    answer = desk.post("/sweeps/", {"number": numbers, "what": "close:spam"}, headers=PART)

    shown = answer.content.decode()
    assert shown.startswith('<div class="swept" id="swept"')
    assert "2 asiaa." in shown
    assert Case.objects.open().count() == 0
    undone = desk.post(f"/sweeps/{Sweep.objects.get().pk}/undoing/", headers=PART).content.decode()
    assert "2 asiaa palautettiin." in undone
    assert Case.objects.open().count() == 2


def test_what_stood_in_the_way_is_passed_over_with_one_press(desk, aino):
    chosen = [a_case("Paketti"), a_case("Koko")]
    for case in chosen:
        tasks.add(case, text="Soita", by=aino, at=NINE)
    numbers = [case.number for case in chosen]
    desk.post("/sweeps/", {"number": numbers, "what": "close:no_answer_needed"}, headers=PART)
    made = Sweep.objects.get()
    sweeping.run(made, at=NINE, within=60)

    shown = desk.get(f"/sweeps/{made.pk}/", headers=PART).content.decode()
    answer = desk.post(f"/sweeps/{made.pk}/insistence/", headers=PART)
    sweeping.run(made, at=NINE, within=60)

    assert "<b>2</b> Vielä tekemättä: Soita." in shown
    assert "Sulje 2 silti" in shown
    assert (answer.status_code, Case.objects.open().count()) == (200, 0)
    assert desk.post(f"/sweeps/{made.pk}/insistence/", headers=PART).status_code == 409


def test_nobody_insists_on_what_another_did(desk, vaino):
    made = sweeping.sweep([a_case().number], act="close", facts={"outcome": "solved"}, by=vaino, at=NINE)

    assert desk.post(f"/sweeps/{made.pk}/insistence/", headers=PART).status_code == 404


def test_the_whole_view_is_more_than_its_first_page(desk, aino):
    for nth in range(51):
        a_case(f"Paketti {nth}")

    desk.post("/sweeps/", {"what": f"agent:{aino.pk}", "view": "queue", "all": "1"}, headers=PART)

    while sweeping.turn() == 0:
        pass  # the worker does what the page left over
    assert Case.objects.filter(owner_agent=aino).count() == 51


def test_without_scripts_one_sees_what_was_done_lately(desk):
    case = a_case()

    answer = desk.post("/sweeps/", {"number": [case.number], "what": "close:solved"}, follow=True)

    page = answer.content.decode()
    assert "ei onnistunut" in page  # an answer is owed sooner
    assert f"#{case.number}" in page


NONSENSE = ["", "close:nonsense", "close:merged", "agent:x", "drop:1", "snooze:999", "merge:", "tag:1"]


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_is_not_understood(desk, what):
    assert desk.post("/sweeps/", {"number": ["1"], "what": what}).status_code == 400


def test_nothing_chosen_is_said_and_numbers_that_are_none_are_left_out(desk):
    answer = desk.post("/sweeps/", {"number": ["x", "9" * 30, "-1"], "what": "close:spam"})

    assert answer.status_code == 409
    assert "Valitse ensin" in answer.content.decode()


def test_what_can_be_done_is_offered(desk, vaino):
    offered = desk.get("/sweeps/choices/").content.decode()

    assert "Väinö Kuusinen" in offered
    assert "Ratkaistu" in offered


def test_a_sweep_of_somebody_else_is_not_shown(client, desk, vaino):
    desk.post("/sweeps/", {"number": [a_case().number], "what": "close:spam"})
    client.force_login(vaino)
    key = Sweep.objects.get().pk

    assert client.get(f"/sweeps/{key}/").status_code == 404
    assert client.post(f"/sweeps/{key}/undoing/").status_code == 404


def test_chosen_cases_are_tagged_and_what_had_the_tag_is_told(desk):
    numbers = [a_case("Paketti").number, a_case("Koko").number]
    desk.post(f"/cases/{numbers[0]}/tags/", {"name": "vip"})

    shown = desk.post("/sweeps/", {"number": numbers, "what": "tag:", "tag": "VIP"}, headers=PART).content.decode()

    assert "Tunniste lisätty:" in shown
    assert "1 asia." in shown
    assert f"#{numbers[0]}</a> Sillä oli jo tämä tunniste." in shown


def test_a_tag_without_a_name_and_one_that_there_is_not_are_refused_with_why(desk):
    number = a_case("Paketti").number

    nameless = desk.post("/sweeps/", {"number": [number], "what": "tag:", "tag": ""})
    unknown = desk.post("/sweeps/", {"number": [number], "what": "untag:", "tag": "outo"})

    assert (nameless.status_code, unknown.status_code) == (409, 404)
    assert "Tunnistetta outo ei ole." in unknown.content.decode()


def test_chosen_cases_become_one_to_which_the_answer_leads(desk):
    first, second = a_case("Paketti").number, a_case("Koko").number

    answer = desk.post("/sweeps/", {"number": [first, second], "what": "merge:oldest"}, follow=True)

    assert f'<a href="/cases/{first}/">#{first}</a>' in answer.content.decode()
    assert Case.objects.get(number=second).joined_to.number == first
    desk.post(f"/sweeps/{Sweep.objects.get().pk}/undoing/")
    assert Case.objects.open().count() == 2
