"""Programs read what was said, answer and note."""

from datetime import timedelta
from email.message import EmailMessage
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.cases.models import Attachment, Case, Message
from aspa.channels.models import Delivery
from tests.cast import LIISA, NINE, SUPPORT, a_case, arrives, tell

PDF = b"%PDF-1.7 lasku"


def with_invoice() -> Case:
    """Return the case of a mail with a file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = LIISA, SUPPORT, "Lasku"
    message["Message-ID"] = "<lasku@example.org>"
    message.set_content("Tässä lasku.\n\n> Lähetä lasku.\n")
    message.add_attachment(PDF, "application", "pdf", filename="lasku.pdf")
    arrives(message.as_bytes())
    tell()
    return Case.objects.get()


def test_a_message_is_read_with_its_files(program: Program, vaino: Any) -> None:
    case = with_invoice()

    came = program.get(f"cases/{case.number}/messages")["items"][0]

    assert (came["direction"], came["kind"], came["from"], came["from_name"]) == (
        "in",
        "contact",
        "liisa@example.org",
        "Liisa Virtanen",
    )
    assert (came["subject"], came["message_id"], came["delivery"]) == ("Lasku", "lasku@example.org", None)
    assert "> Lähetä lasku." in came["text"]
    assert "Lähetä lasku." not in came["visible_text"]
    file = came["attachments"][0]
    assert (file["name"], file["size"], file["content_type"]) == ("lasku.pdf", len(PDF), "application/pdf")
    assert (file["sha256"], file["inline"]) == (sha256(PDF).hexdigest(), False)


def test_a_file_is_fetched_as_bytes(program: Program, vaino: Any) -> None:
    case = with_invoice()
    file = program.get(f"cases/{case.number}/messages")["items"][0]["attachments"][0]

    answer = program.ask("GET", file["url"].removeprefix("/api/v1/"))

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="lasku.pdf"'
    assert program.ask("GET", "attachments/99999").status_code == 404


def test_a_file_that_is_gone_from_the_store_is_missing(program: Program, vaino: Any) -> None:
    case = a_case()
    said = Message.objects.get(pk=program.post(f"cases/{case.number}/replies", {"text": "x"})["id"])
    facts = {"name": "x", "content_type": "x/y", "size": 1, "sha256": "0" * 64, "position": 0}
    lost = Attachment.objects.create(organisation_id=case.organisation_id, message=said, **facts)

    assert program.ask("GET", f"attachments/{lost.pk}").json()["code"] == "missing"


def test_an_answer_keeps_the_promise_and_waits_to_leave(program: Program, vaino: Any) -> None:
    case = a_case()

    said = program.post(f"cases/{case.number}/replies", {"text": "Se tulee tänään.", "cc": ["Matti@Example.org"]})

    assert (said["direction"], said["kind"], said["from"]) == ("out", "reply", SUPPORT)
    assert said["to"] == ["liisa@example.org", "matti@example.org"]
    assert said["delivery"] == {"state": "waiting", "error": "", "sent_at": None, "failed_at": None}
    assert said["author"].startswith("token:")
    promises = program.get(f"cases/{case.number}/promises")
    assert [promise["outcome"] for promise in promises] == ["kept"]


def test_an_answer_may_promise_the_next_thing_or_close(program: Program, vaino: Any) -> None:
    case, later = a_case(), (timezone.now() + timedelta(days=1600)).isoformat()

    promise = {"act": "call", "due_until": later}
    program.post(f"cases/{case.number}/replies", {"text": "Soitan.", "promise": promise})
    owed = program.get(f"cases/{case.number}")["promise"]
    assert (owed["act"], owed["outcome"], owed["is_broken"]) == ("call", "", False)

    program.post(f"cases/{case.number}/promises/{owed['id']}/fulfilment", None)
    program.post(f"cases/{case.number}/replies", {"text": "Valmis.", "closes": "solved"})
    assert program.get(f"cases/{case.number}")["outcome"] == "solved"


def test_a_memo_stays_in_the_house(program: Program, vaino: Any) -> None:
    case = a_case()
    before = Delivery.objects.count()

    noted = program.post(f"cases/{case.number}/memos", {"text": "Varasto etsii."})

    assert (noted["kind"], noted["direction"], noted["delivery"], noted["to"]) == ("memo", "out", None, [])
    assert Delivery.objects.count() == before


def test_messages_take_replies_and_memos_by_kind(program: Program, vaino: Any) -> None:
    path = f"cases/{a_case().number}/messages"

    assert program.post(path, {"kind": "memo", "text": "x"})["kind"] == "memo"
    assert program.post(path, {"kind": "reply", "text": "x", "subject": "Vastaus"})["subject"] == "Vastaus"
    assert program.ask("POST", path, {"kind": "memo", "text": "x", "closes": "spam"}).status_code == 422


def test_messages_are_followed_page_by_page(program: Program, vaino: Any) -> None:
    path = f"cases/{a_case().number}/messages"
    first = program.get(path, limit=1)
    for nth in range(3):
        program.post(path, {"kind": "memo", "text": f"{nth}"})

    rest = program.get(path, limit=200, cursor=first["next"])["items"]

    assert [message["text"] for message in rest][-3:] == ["0", "1", "2"]
    assert len({message["id"] for message in [*first["items"], *rest]}) == 5


def test_a_line_break_in_a_subject_begins_no_header(program: Program, vaino: Any) -> None:
    said = program.post(f"cases/{a_case().number}/replies", {"text": "x", "subject": "a\r\nBcc: all@example.org"})

    assert said["subject"] == "a Bcc: all@example.org"


BAD = [
    ("replies", {"text": ""}, 422, "invalid"),
    ("replies", {"text": "\u00a0 \n"}, 409, "empty_text"),
    ("replies", {"text": "x", "cc": ["a@b.fi\r\nBcc: c@d.fi"]}, 422, "invalid"),
    (
        "replies",
        {"text": "x", "promise": {"act": "call", "due_until": "2001-01-01T00:00:00Z"}},
        409,
        "promise_too_late",
    ),
    ("replies", {"text": "x", "promise": {"act": "call", "due_until": "2040-01-01T00:00:00"}}, 422, "invalid"),
    ("replies", {"text": "x", "closes": "gone"}, 422, "invalid"),
    ("memos", {"text": " "}, 409, "empty_text"),
    ("messages", {"kind": "shout", "text": "x"}, 422, "invalid"),
    ("promises", {"act": "call", "due_until": "2001-01-01T00:00:00Z"}, 409, "promise_too_late"),
    ("promises", {"act": "sing", "due_until": "2040-01-01T00:00:00Z"}, 422, "invalid"),
    ("promises/9/fulfilment", {}, 404, "missing"),
]


@pytest.mark.parametrize(("path", "body", "status", "code"), BAD)
def test_a_wrong_message_is_refused(program: Program, vaino: Any, path: str, body: Any, status: int, code: str) -> None:
    answer = program.ask("POST", f"cases/{a_case().number}/{path}", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content


def test_another_time_is_promised_with_a_message(program: Program, vaino: Any) -> None:
    case = a_case()
    wish = {"due_from": "2040-01-02T09:00:00+02:00", "due_until": "2040-01-02T10:00:00+02:00", "text": "Vasta silloin."}

    told = program.post(f"cases/{case.number}/renegotiations", wish)

    assert told["text"] == "Vasta silloin.\n\nVastaan sinulle maanantaina 2.1.2040 klo 9.00–10.00."
    promises = {one["outcome"]: one["due_until"] for one in program.get(f"cases/{case.number}/promises")}
    assert set(promises) == {"renegotiated", ""}
    assert promises[""] == "2040-01-02T08:00:00Z"


def test_a_promise_is_given(program: Program, vaino: Any) -> None:
    wish = {"act": "call", "due_until": "2040-01-02T10:00:00+02:00", "text": "Soitamme."}

    given = program.post(f"cases/{a_case().number}/promises", wish)

    assert (given["act"], given["text"], given["outcome"], given["is_broken"]) == ("call", "Soitamme.", "", False)


def test_an_answer_that_has_not_seen_everything_is_refused(program: Program, vaino: Any) -> None:
    case = a_case()
    seen = program.get(f"cases/{case.number}/messages")["items"][-1]["id"]
    program.post(f"cases/{case.number}/replies", {"text": "First.", "seen": seen})

    for path, body in {
        "replies": {"text": "Second."},
        "messages": {"kind": "reply", "text": "Second."},
        "closure": {"outcome": "solved"},
        "promises": {"act": "call", "due_until": "2040-01-02T10:00:00Z"},
        "renegotiations": {"text": "Later.", "due_until": "2040-01-02T10:00:00Z"},
    }.items():
        refused = program.ask("POST", f"cases/{case.number}/{path}", body | {"seen": seen})
        assert (refused.status_code, refused.json()["code"]) == (409, "case_changed"), path


def test_a_reply_with_looks_goes_to_whom_it_names_and_hides_whom_it_hides(program: Program) -> None:
    case = a_case()
    wish = {"text": "Hei.", "html": "<p>Hei <b>nyt</b><script>x</script></p>", "to": "uusi@example.org"}

    said = program.post(f"cases/{case.number}/replies", {**wish, "bcc": ["salaa@example.org"]})

    assert (said["html"], said["text"], said["to"]) == ("<p>Hei <b>nyt</b></p>", "Hei nyt", ["uusi@example.org"])
    assert "salaa" not in str(said)


def test_what_did_not_arrive_is_sent_again(program: Program, outsider: Program) -> None:
    case = a_case()
    sent = program.post(f"cases/{case.number}/replies", {"text": "Tulossa."})
    path = f"cases/{case.number}/messages/{sent['id']}/sending"
    assert program.ask("POST", path).json()["code"] == "delivery_not_failed"
    Delivery.objects.filter(message__pk=sent["id"]).update(failed_at=NINE, error="550 unknown")

    again = program.post(path, None)

    assert (again["id"], again["delivery"]["state"]) == (sent["id"], "waiting")
    assert outsider.ask("POST", path).json()["code"] == "missing"
    assert program.ask("POST", f"cases/{case.number}/messages/{case.messages.first().pk}/sending").status_code == 404
