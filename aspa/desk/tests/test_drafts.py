"""Drafts as an open window keeps them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aspa.cases.models import Attachment
from aspa.desk.tests.test_changes import SAID
from tests.cast import a_case

HALF = "Hei Liisa,\n\npaketti on"
PICTURE = b"\x89PNG\r\n\x1a\n kuva"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def kept(desk, case, text=HALF, version=0, kind="reply", **more):
    return desk.post(f"/cases/{case.number}/drafts/{kind}/", {"text": text, "version": version, **more})


def enclosed(desk, case, letter=0, **more):
    file = SimpleUploadedFile("kuva.png", PICTURE, "image/png")
    return desk.post(f"/cases/{case.number}/drafts/reply/files/", {"file": file, "letter": letter, **more})


def test_a_draft_is_there_when_the_page_is_loaded_again(desk):
    case = a_case()

    answer = kept(desk, case, act="call", day="2030-11-20", time="16:00")

    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert answer.json()["version"] == 1
    assert f"{HALF}</textarea>" in page
    assert '<option value="call" selected>' in page
    assert 'data-version="1"' in page


def test_a_second_window_is_told_what_the_first_one_wrote(desk):
    case = a_case()
    kept(desk, case)

    answer = kept(desk, case, "toinen")

    assert (answer.status_code, answer.json()["code"]) == (409, "draft_changed")
    assert (answer.json()["text"], answer.json()["version"]) == (HALF, 1)
    assert desk.get(f"/cases/{case.number}/drafts/reply/").json()["text"] == HALF


def test_a_draft_is_its_writers_own(desk, vaino):
    case, other = a_case(), Client()
    other.force_login(vaino)
    kept(desk, case)

    assert other.get(f"/cases/{case.number}/drafts/reply/").json()["text"] == ""
    assert HALF not in other.get(f"/cases/{case.number}/").content.decode()


def test_nobody_keeps_a_draft_in_anothers_house(desk, otso):
    case, other = a_case(), Client()
    other.force_login(otso)

    assert kept(other, case).status_code == 404
    assert enclosed(other, case).status_code == 404


@pytest.mark.parametrize("sent", [{"version": "x"}, {"version": -1}, {"text": "x" * 200_001}, {"version": 2**40}])
def test_a_draft_that_makes_no_sense_is_refused(desk, sent):
    answer = desk.post(f"/cases/{a_case().number}/drafts/reply/", {"text": "", "version": 0, **sent})

    assert answer.status_code == 400


def test_an_unknown_kind_of_draft_is_not_there(desk):
    assert kept(desk, a_case(), kind="poem").status_code == 404


def test_a_file_waits_with_its_draft_and_goes_with_the_answer(desk):
    case = a_case()

    file = enclosed(desk, case).json()

    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert f'<input type="hidden" name="kept" value="{file["id"]}">' in page
    assert desk.get(file["url"]).content == PICTURE
    desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "kept": [file["id"], "x", "-1"]})
    assert Attachment.objects.get().name == "kuva.png"


def test_a_file_that_was_left_out_stays_behind(desk):
    case = a_case()
    file = enclosed(desk, case).json()

    answer = desk.post(f"/cases/{case.number}/drafts/files/{file['id']}/removal/")

    assert answer.status_code == 204
    assert desk.get(file["url"]).status_code == 404


def test_a_file_for_a_letter_that_was_sent_is_refused(desk):
    case = a_case()
    desk.post(f"/cases/{case.number}/messages/", {"text": SAID})

    answer = enclosed(desk, case)

    assert (answer.status_code, answer.json()["code"]) == (409, "draft_changed")


def test_too_large_a_file_is_refused_in_a_sentence(desk, monkeypatch):
    monkeypatch.setattr("aspa.channels.files.MOST_BYTES", 5)

    answer = enclosed(desk, a_case())

    assert answer.status_code == 409
    assert "enintään" in answer.json()["sentence"]


def test_an_expired_sign_in_keeps_nothing_and_says_so(desk):
    case = a_case()
    desk.logout()

    answer = desk.post(
        f"/cases/{case.number}/drafts/reply/", {"text": HALF, "version": 0}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 401
