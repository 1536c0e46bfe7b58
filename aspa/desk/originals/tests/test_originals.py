"""What a stranger sent is shown to the agent it was sent to, and can do nothing."""

from base64 import b64decode
from email.message import EmailMessage

import pytest
from django.test import Client

from aspa.cases.models import Attachment, Message
from aspa.channels.email.tests.hostile_html import PIXEL
from aspa.desk.originals import sheet
from aspa.desk.originals.views import file_name
from aspa.staff.models import Agent
from tests.cast import LIISA, NINE, SUPPORT, arrives, tell

GIF = b64decode(PIXEL.partition(",")[2])
LETTER = """<h1>Hei!</h1><script>alert(1)</script><img src="cid:kuva@x"><img src="https://x.example/a.png">
<a href="http://testserver/sign-out/">ulos</a>"""


def letter(html: str) -> bytes:
    """Return a mail with this HTML, an inline picture and two files."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = LIISA, SUPPORT, "Kuva"
    message["Message-ID"] = "<kuva@example.org>"
    message.set_content("Hei!")
    message.add_alternative(html, subtype="html")
    message.get_payload()[1].add_related(GIF, "image", "gif", cid="<kuva@x>")
    message.add_attachment(b"<script>alert(1)</script>", "text", "html", filename="lasku\u202efdp.html")
    message.add_attachment(b"%PDF-1.7 ...", "application", "pdf", filename="kuitti 7.pdf")
    return message.as_bytes()


@pytest.fixture
def message(vaino: Agent) -> Message:
    """A letter from Liisa, as a message of its case."""
    arrives(letter(LETTER))
    tell(NINE)
    return Message.objects.select_related("case").get(kind="contact")


@pytest.fixture
def desk(client: Client, aino: Agent) -> Client:
    """Aino at her desk."""
    client.force_login(aino)
    return client


def address(message: Message) -> str:
    return f"/cases/{message.case.number}/messages/{message.pk}/original/"


def file(message: Message, name: str) -> str:
    found = Attachment.objects.get(message=message, name__startswith=name)
    return f"/cases/{message.case.number}/attachments/{found.pk}/"


def test_a_letter_is_shown_with_its_own_pictures_and_nothing_else(desk: Client, message: Message) -> None:
    shown = desk.get(address(message)).content.decode()

    assert "<h1>Hei!</h1>" in shown
    assert PIXEL in shown
    assert "script" not in shown
    assert "x.example" not in shown
    assert "sign-out" not in shown
    assert '<p role="note">' in shown  # one picture lies elsewhere


def test_a_letter_comes_with_a_policy_that_lets_nothing_run_or_load(desk: Client, message: Message) -> None:
    answer = desk.get(address(message))

    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    assert policy["form-action"] == "'none'"
    assert policy["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert (answer["X-Frame-Options"], answer["X-DNS-Prefetch-Control"]) == ("SAMEORIGIN", "off")
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")


def test_pictures_from_elsewhere_are_shown_on_the_agents_click(
    desk: Client, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "fetch_all", lambda addresses: dict.fromkeys(addresses, PIXEL + "AAAA"))

    shown = desk.get(address(message), {"pictures": "1"}).content.decode()

    assert PIXEL + "AAAA" in shown
    assert '<p role="note">' not in shown


def test_another_site_cannot_ask_for_pictures(desk: Client, message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "fetch_all", lambda addresses: pytest.fail("asked"))

    for site in ("cross-site", "same-site"):
        assert desk.get(address(message), {"pictures": "1"}, headers={"Sec-Fetch-Site": site}).status_code == 200


def test_a_file_is_saved_and_never_run(desk: Client, message: Message) -> None:
    answer = desk.get(file(message, "lasku") + "lasku.html")

    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="laskufdp.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("sandbox")


def test_a_receipt_is_saved_as_what_it_is(desk: Client, message: Message) -> None:
    answer = desk.get(file(message, "kuitti"), {"show": "1"})

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="kuitti 7.pdf"'


def test_a_picture_may_be_shown(desk: Client, message: Message) -> None:
    found = Attachment.objects.get(message=message, content_id="kuva@x")
    link = f"/cases/{message.case.number}/attachments/{found.pk}/"

    assert desk.get(link, {"show": "1"})["Content-Disposition"].startswith("inline")
    assert desk.get(link)["Content-Disposition"].startswith("attachment")
    assert desk.get(link)["Content-Type"] == "image/gif"


def test_an_outsider_sees_neither_letter_nor_file(client: Client, message: Message, otso: Agent) -> None:
    client.force_login(otso)

    assert client.get(address(message)).status_code == 404
    assert client.get(file(message, "kuitti")).status_code == 404


def test_whoever_has_not_signed_in_is_sent_to_sign_in(client: Client, message: Message) -> None:
    assert client.get(address(message)).headers["Location"].startswith("/sign-in/")
    assert client.get(file(message, "kuitti")).headers["Location"].startswith("/sign-in/")


def test_a_letter_is_found_only_in_its_own_case(desk: Client, message: Message) -> None:
    wrong = message.case.number + 1

    assert desk.get(address(message).replace(f"/{message.case.number}/", f"/{wrong}/")).status_code == 404
    assert desk.get(file(message, "kuitti").replace(f"/{message.case.number}/", f"/{wrong}/")).status_code == 404


def test_what_was_written_here_has_no_original(desk: Client, message: Message) -> None:
    own = Message.objects.filter(case=message.case, is_inbound=False).first()

    assert desk.get(f"/cases/{message.case.number}/messages/{own.pk}/original/").status_code == 404


def test_a_letter_without_html_is_shown_as_its_text(desk: Client, vaino: Agent) -> None:
    arrives(letter("x").replace(b"text/html", b"text/x-unknown"))
    tell(NINE)
    shown = desk.get(address(Message.objects.select_related("case").get(kind="contact"))).content.decode()

    assert "<pre>Hei!" in shown


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\r\nX: 1", "aX_ 1"),
        ("", "file"),
        ("...", "file"),
        ("ä ö.png", "ä ö.png"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, saved: str) -> None:
    assert file_name(name) == saved
