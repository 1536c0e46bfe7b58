"""How the desk says no."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils.functional import SimpleLazyObject

from aspa.cases import lists
from aspa.desk.answers import broken
from tests.cast import a_case

INSIDE = ["/", "/cases/new/", "/settings/", "/mailboxes/", "/profile/", "/profile/password/", "/sign-out/"]
FINNISH = {"Accept-Language": "fi"}
OUTSIDE = ["/sign-in/", "/sign-in/forgotten/", "/sign-in/forgotten/sent/", "/sign-in/new-password/1-a/"]


def test_an_address_that_leads_nowhere_is_said(desk):
    answer = desk.get("/norsu/")

    assert answer.status_code == 404
    assert "Sellaista sivua ei ole." in answer.content.decode()


def test_a_bug_has_a_reference_to_read_aloud(desk, monkeypatch):
    monkeypatch.setattr(lists, "case_list", lambda *asked, **how: 1 / 0)
    desk.raise_request_exception = False

    answer = desk.get("/")

    reference = answer.content.decode().partition('<strong id="reference">')[2].partition("<")[0]
    assert answer.status_code == 500
    assert len(reference) == 6


def test_a_page_is_answered_even_when_the_database_is_gone(rf):
    request = rf.get("/")
    request.user = SimpleLazyObject(lambda: 1 / 0)  # whoever asks who is signed in asks the database
    request.reference = "K7M3PX"

    answer = broken(request)

    assert (answer.status_code, "K7M3PX" in answer.content.decode()) == (500, True)


def test_a_database_that_is_gone_before_anybody_is_known_has_a_reference_too(desk):
    def gone(*asked):
        raise OperationalError

    desk.raise_request_exception = False
    with connection.execute_wrapper(gone):
        answer = desk.get("/")

    reference = answer.content.decode().partition('<strong id="reference">')[2].partition("<")[0]
    assert (answer.status_code, len(reference)) == (500, 6)


def test_an_address_at_which_something_is_only_done_says_that_it_shows_nothing(desk):
    case = a_case()

    answer = desk.get(f"/cases/{case.number}/messages/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Sellaista sivua ei ole." in answer.content.decode()


def test_what_is_too_large_to_be_looked_at_is_refused_in_a_sentence(desk, settings):
    case = a_case()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = desk.post(f"/cases/{case.number}/memos/", {"text": "x" * 2000})

    assert answer.status_code == 413
    assert "Lähetys oli liian suuri." in answer.content.decode()


def test_a_form_from_a_page_that_was_open_too_long_is_refused(aino):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(aino)

    answer = strict.post("/profile/", {"name": "Aino", "language": "fi"})

    assert answer.status_code == 403
    assert "Sivu on ollut auki liian kauan." in answer.content.decode()


@pytest.mark.parametrize("path", [*INSIDE, *OUTSIDE])
def test_every_page_is_private_and_strict(desk, client, path):
    answer = (client if path in OUTSIDE else desk).get(path)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page


def test_whatever_is_answered_bears_the_mark_of_the_house(desk):
    desk.raise_request_exception = False
    case = a_case()

    answers = [desk.get(path, headers={"HX-Request": "true"}) for path in (f"/cases/{case.number}/", "/norsu/")]

    assert [len(answer.headers["Aspa"]) for answer in answers] == [6, 6]


def test_a_part_asked_after_the_session_ended_leads_to_sign_in(client, db):
    answer = client.get("/cases/7/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/7/"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fcases%2F7%2F&ended=1"
    assert "Olet kirjautunut ulos" in client.get(answer.headers["HX-Redirect"], headers=FINNISH).content.decode()


@pytest.mark.parametrize(
    ("referer", "next"),
    [
        ("http://testserver/settings/?a=b", "%2Fsettings%2F%3Fa%3Db"),
        ("http://other.example/settings/", "%2F"),
        ("http://[", "%2F"),
        ("", "%2F"),
    ],
)
def test_what_was_sent_after_the_session_ended_leads_back_to_its_page(client, db, referer, next):
    answer = client.post("/settings/teams/", {"name": "Yö"}, headers={"Referer": referer})

    assert answer.url == f"/sign-in/?next={next}&ended=1"


@pytest.mark.parametrize("url", ["http://[", "//testserver\\", "x" * 9000, "http://testserver"])
def test_an_odd_address_of_the_open_page_breaks_nothing(desk, client, aino, url):
    headers = {"HX-Request": "true", "HX-Current-URL": url}

    assert desk.get("/cases/", headers=headers).status_code == 200
    assert client.get("/cases/", headers=headers).status_code in (200, 401)
    assert desk.post("/next/", headers=headers).status_code in (204, 409)


@pytest.mark.parametrize("beside", ["view=all", "q=kahvi"])
def test_what_is_done_in_a_case_leaves_one_beside_the_list_one_came_from(desk, aino, beside):
    case, home = a_case(), a_case("Paketti taas")
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/cases/{case.number}/?{beside}"}

    answer = desk.post(f"/cases/{case.number}/merge/", {"chosen": home.number, "reason": "Sama"}, headers=headers)

    assert answer.headers["HX-Redirect"] == f"/cases/{home.number}/?{beside}"
