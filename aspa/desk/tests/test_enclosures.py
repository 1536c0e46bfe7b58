"""An answer takes files along."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aspa.cases.models import Attachment, Message
from aspa.channels import files
from aspa.channels.models import Delivery, Enclosure
from aspa.desk.tests.test_changes import SAID
from tests.cast import a_case

PICTURE = b"\x89PNG\r\n\x1a\n kuva"
CHOOSE_AGAIN = "valitse sen tiedostot uudelleen"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def picture(name: str = "kuva.png", data: bytes = PICTURE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def test_files_leave_with_an_answer_stand_in_the_thread_and_open(desk):
    case = a_case()
    sent = {"text": SAID, "enclosures": [picture(), picture("ohje, vanha.pdf", b"%PDF-1.7")]}

    desk.post(f"/cases/{case.number}/messages/", sent)

    names = list(Enclosure.objects.order_by("id").values_list("name", flat=True))
    assert names == ["kuva.png", "ohje, vanha.pdf"]
    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert all(name in page for name in names)
    attachment = Attachment.objects.get(name="kuva.png")
    assert desk.get(f"/cases/{case.number}/attachments/{attachment.pk}/").content == PICTURE


def test_an_answer_with_a_field_left_empty_has_no_files(desk):
    desk.post(f"/cases/{a_case().number}/messages/", {"text": SAID})

    assert Message.objects.filter(kind="reply").count() == 1
    assert not Attachment.objects.exists()


def test_too_much_is_refused_in_a_sentence_and_the_text_stays(desk, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    case = a_case()

    answer = desk.post(
        f"/cases/{case.number}/messages/", {"text": SAID, "enclosures": [picture(data=b"x" * 1_000_001)]}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tiedostot ovat yhteensä 2 Mt, ja yhteen viestiin mahtuu enintään 1 Mt." in page
    assert "paketti on matkalla." in page
    assert CHOOSE_AGAIN in page
    assert not Delivery.objects.filter(purpose="reply").exists()


def test_another_mistake_says_that_files_must_be_chosen_again(desk):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/messages/", {"text": " ", "enclosures": [picture()]})

    assert answer.status_code == 422
    assert CHOOSE_AGAIN in answer.content.decode()
    assert CHOOSE_AGAIN not in desk.post(f"/cases/{case.number}/messages/", {"text": " "}).content.decode()


def test_too_many_files_are_refused():
    with pytest.raises(files.TooMany):
        files.check([1] * (files.MOST_FILES + 1))
    files.check([files.MOST_BYTES])


def test_the_form_works_without_scripts(desk):
    page = desk.get(f"/cases/{a_case().number}/").content.decode()

    form = page.partition('id="panel-reply"')[2].partition("</form>")[0]
    assert 'enctype="multipart/form-data"' in form
    assert 'type="file" id="reply_files" name="enclosures" multiple' in form
