"""The next case and the focus, as the desk shows them."""

from aspa.cases.models import Case
from aspa.teamwork.focus import verbs as focus
from aspa.teamwork.models import SavedView
from tests.cast import NINE, a_case

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_one_press_opens_the_next_case_as_its_owner(desk, aino):
    case = a_case()

    answer = desk.post("/next/")

    assert (answer.status_code, answer.url) == (303, f"/cases/{case.number}/?view=mine")
    assert Case.objects.get().owner_agent == aino


def test_when_nothing_waits_it_is_said_where_the_hands_are(desk):
    answer = desk.post("/next/", headers=PART)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#notice")
    assert "Mikään ei odota" in answer.content.decode()
    assert 'id="notice"' in desk.get("/").content.decode()


def test_whoever_focuses_sees_no_counts_and_how_to_end_it(desk, aino):
    a_case()
    assert 'class="count' in desk.get("/").content.decode()

    desk.post("/focus/")

    page = desk.get("/").content.decode()
    assert "data-focus" in page.partition(">")[2].partition(">")[0]
    assert 'class="count' not in page
    assert "Keskityt" in page
    desk.post("/focus/end/")
    assert "data-focus" not in desk.get("/").content.decode()
    assert desk.post("/focus/end/").status_code == 409


def test_a_focus_on_a_view_leads_to_it(desk):
    desk.post("/views/new/", {"name": "Suomi", "shown_to": "me", "order": "due", "language": "fi"})
    view = SavedView.objects.get()

    answer = desk.post("/focus/", {"view": f"saved-{view.pk}"})

    assert answer.url == f"/cases/?view=saved-{view.pk}"
    assert desk.post("/focus/", {"view": "saved-2147483647"}).status_code == 404


def test_a_colleague_who_focuses_is_marked_and_given_nothing(desk, vaino):
    case = a_case()
    focus.begin(vaino, at=NINE)

    owners = desk.get(f"/cases/{case.number}/owners/").content.decode()
    answer = desk.post(f"/cases/{case.number}/owner/", {"owner": f"agent:{vaino.pk}"})

    assert "keskittyy" in owners
    assert answer.status_code == 409
    assert "Väinö Kuusinen keskittyy" in answer.content.decode()
