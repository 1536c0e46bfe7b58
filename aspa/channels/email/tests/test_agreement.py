"""On ordinary mail this reader, the standard library and a third parser say the same."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import product

import fast_mail_parser
import pytest

from aspa.channels.email.parse import understood

BODIES = ["Missä pakettini on?\nTerveisin Liisa\n", "Hej, var är mitt paket?\n" * 30, "Grüße & <Küsse> 😀\n", "plain\n"]
CHARSETS = ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"]
ENCODINGS = ["quoted-printable", "base64", "8bit"]
SHAPES = ["text", "alternative", "mixed", "related"]
CASES = [
    case
    for case in product(BODIES, CHARSETS, ENCODINGS, SHAPES)
    if case[0].encode(case[1], "ignore").decode(case[1]) == case[0]
]


def letter(body: str, charset: str, encoding: str, shape: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = '"Äijälä, Liisa" <liisa@example.fi>'
    mail["To"] = "Tuki <tuki@kuusi.example>, myynti@kuusi.example"
    mail["Subject"] = "Vs: Päätös tilauksesta 12345, jonka tein jo kaksi viikkoa sitten verkkokaupastanne"
    mail["Date"] = "Mon, 02 Nov 2026 09:15:00 +0200"
    mail.set_content(body, charset=charset, cte=encoding)
    if shape != "text":
        mail.add_alternative(f"<p>{body}</p>", subtype="html", charset=charset, cte=encoding)
    if shape == "related":
        mail.get_payload()[1].add_related(bytes(range(256)), "image", "png", cid="<k@x>", filename="kuva.png")
    if shape == "mixed":
        mail.add_attachment(bytes(range(256)) * 90, maintype="application", subtype="pdf", filename="lasku ä.pdf")
    return mail.as_bytes(policy=policy.SMTP)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join([case[0][:5], *case[1:]]))
def test_three_readers_agree(case: tuple[str, str, str, str]) -> None:
    raw = letter(*case)
    ours = understood(raw)
    theirs = message_from_bytes(raw, policy=policy.default)
    third = fast_mail_parser.parse_email(raw)

    assert ours.subject == theirs["subject"] == third.subject
    assert [ours.sender_name, ours.sender] == [third.from_.display_name, third.from_.address]
    assert list(ours.to) == [mailbox.addr_spec for mailbox in theirs["to"].addresses]
    assert ours.sent_at == theirs["date"].datetime
    assert ours.text == theirs.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = theirs.get_body(("html",))
    assert ours.html == (html.get_content().replace("\r\n", "\n") if html else "")
    files = [part for part in theirs.walk() if part.get_filename()]
    assert [(f.name, f.data) for f in ours.attachments] == [(f.get_filename(), f.get_content()) for f in files]
    assert [(f.name, f.data) for f in ours.attachments] == [(f.filename, f.content) for f in third.attachments]
