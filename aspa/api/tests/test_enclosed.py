"""Programs send files along."""

import base64
from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.channels import files
from aspa.channels.models import Delivery, Enclosure
from tests.cast import a_case

RECEIPT = b"%PDF-1.7 kuitti"


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def file(data: bytes = RECEIPT) -> dict[str, str]:
    """Return a file as a program sends it."""
    encoded = base64.encodebytes(data).decode()
    return {"name": "kuitti.pdf", "content_type": "application/pdf", "data": encoded}


def test_a_file_leaves_with_an_answer_and_is_read_again(program: Program, vaino: Any) -> None:
    case = a_case()

    said = program.post(f"cases/{case.number}/replies", {"text": "Tässä.", "attachments": [file()]})

    shown = said["attachments"][0]
    assert (shown["name"], shown["content_type"], shown["size"]) == ("kuitti.pdf", "application/pdf", len(RECEIPT))
    assert program.ask("GET", shown["url"].removeprefix("/api/v1/")).content == RECEIPT
    assert Enclosure.objects.get().name == "kuitti.pdf"


@pytest.mark.parametrize(
    "odd", [{"data": "ei tämä"}, {"data": "abc"}, {"name": ""}, {"data": "QQ==", "path": "/etc/passwd"}]
)
def test_what_is_no_file_is_refused(program: Program, vaino: Any, odd: dict[str, str]) -> None:
    case = a_case()

    answer = program.ask("POST", f"cases/{case.number}/replies", {"text": "x", "attachments": [file() | odd]})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_as_much_as_the_desk_takes_is_taken_and_no_more(program: Program, vaino: Any) -> None:
    path = f"cases/{a_case().number}/replies"

    program.post(path, {"text": "x", "attachments": [file(b"x" * files.MOST_BYTES)]})
    answer = program.ask("POST", path, {"text": "x", "attachments": [file(b"x" * files.MOST_BYTES), file()]})

    assert (answer.status_code, answer.json()["code"]) == (413, "files_too_large")
    assert Delivery.objects.filter(purpose="reply").count() == 1


@pytest.mark.parametrize("headers", [{}, {"Idempotency_Key": "a"}])
def test_a_body_beyond_all_measure_is_refused(program: Program, vaino: Any, headers: dict[str, str]) -> None:
    path = f"cases/{a_case().number}/replies"

    answer = program.ask("POST", path, {"text": "x", "attachments": [file(b"x" * 22_000_000)]}, **headers)

    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_memo_has_no_files(program: Program, vaino: Any) -> None:
    memo = {"kind": "memo", "text": "x", "attachments": [file()]}

    assert program.ask("POST", f"cases/{a_case().number}/messages", memo).status_code == 422
