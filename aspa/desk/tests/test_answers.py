"""How the desk says no."""

import pytest
from django.test import Client
from django.utils.functional import SimpleLazyObject

from aspa.cases import lists
from aspa.desk.answers import broken


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


def test_a_form_from_a_page_that_was_open_too_long_is_refused(aino):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(aino)

    answer = strict.post("/profile/", {"name": "Aino", "language": "fi"})

    assert answer.status_code == 403
    assert "Sivu on ollut auki liian kauan." in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/cases/new/", "/settings/", "/mailboxes/", "/profile/", "/sign-in/"])
def test_every_page_is_private_and_strict(desk, client, path):
    answer = (client if path == "/sign-in/" else desk).get(path)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page
