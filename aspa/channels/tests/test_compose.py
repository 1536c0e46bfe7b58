"""A delivery becomes an e-mail that every program reads and nobody can forge a header into."""

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aspa.channels.email import plus
from aspa.channels.email.compose import File, compose
from aspa.channels.email.parse import read
from aspa.channels.models import Delivery

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)


def delivery(**special: object) -> Delivery:
    usual = {
        "id": 5,
        "purpose": "reply",
        "sender": "tuki@kuusi.fi",
        "sender_name": "Kuusi",
        "reply_to": plus.reply_address("tuki@kuusi.fi", 7),
        "recipients": ["liisa@example.fi"],
        "subject": "Re: Missä pakettini on?",
        "text": "Hei Liisa,\n\npakettisi saapuu huomenna.",
        "message_id": "7.abc.def@kuusi.fi",
        "in_reply_to": "kysymys@example.fi",
        "references": "alku@example.fi kysymys@example.fi",
        "language": "fi",
        "written_at": NINE,
    }
    return Delivery(**{**usual, **special})


def parsed(letter: bytes) -> EmailMessage:
    assert max(map(len, letter.split(b"\r\n"))) <= 998
    assert b"\n" not in letter.replace(b"\r\n", b"")
    assert b"\r" not in letter.replace(b"\r\n", b"")
    return message_from_bytes(letter, policy=policy.default)


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_carries_all_that_threads_and_addresses_it() -> None:
    letter = parsed(compose(delivery(recipients=["liisa@example.fi", "pekka@example.fi", "outi@example.fi"])))

    assert letter["From"] == "Kuusi <tuki@kuusi.fi>"
    assert (letter["To"], letter["Cc"]) == ("liisa@example.fi", "pekka@example.fi, outi@example.fi")
    assert plus.case_of(letter["Reply-To"]) == 7
    assert letter["Subject"] == "Re: Missä pakettini on?"
    assert (letter["Message-ID"], letter["In-Reply-To"]) == ("<7.abc.def@kuusi.fi>", "<kysymys@example.fi>")
    assert letter["References"].split() == ["<alku@example.fi>", "<kysymys@example.fi>"]
    assert letter["Date"].datetime == NINE
    assert letter["X-Aspa-Instance"]
    assert letter["Auto-Submitted"] is None
    assert {name: len(letter.get_all(name)) for name in letter} == dict.fromkeys(letter.keys(), 1)


def test_an_acknowledgement_says_that_a_machine_wrote_it() -> None:
    letter = compose(delivery(purpose="acknowledgement"))

    assert parsed(letter)["Auto-Submitted"] == "auto-replied"
    assert parsed(letter)["X-Auto-Response-Suppress"] == "All"
    assert read(letter).kind != "contact"


def test_the_same_delivery_is_the_same_letter_twice() -> None:
    files = [File("lasku.pdf", "application/pdf", b"%PDF")]

    assert compose(delivery(), files) == compose(delivery(), files)


def test_text_and_html_say_the_same() -> None:
    letter = parsed(compose(delivery(text="Katso https://kuusi.fi/a?b=1&c=2.\n<script>\n\nÄäni: مرحبا 🎁")))

    assert letter.get_content_type() == "multipart/alternative"
    assert text_of(letter) == "Katso https://kuusi.fi/a?b=1&c=2.\n<script>\n\nÄäni: مرحبا 🎁\n"
    html = letter.get_body(("html",)).get_content().replace("\r\n", "\n")
    assert '<a href="https://kuusi.fi/a?b=1&amp;c=2">https://kuusi.fi/a?b=1&amp;c=2</a>.<br>\n&lt;script&gt;' in html
    assert '<p dir="auto">Ääni: مرحبا 🎁</p>' in html


def test_files_come_through_whole_under_their_own_names() -> None:
    files = [
        File("Lasku – marraskuu åäö.pdf", "application/pdf", bytes(range(256)) * 400),
        File("a\r\nBcc: otso@muu.fi", "text/html", b"<b>"),
        File("viesti.eml", "message/rfc822", b"Subject: x\r\n\r\ny"),
        File("x" * 250, "evil\r\ntype", b""),
        File("muistio.txt", "text/plain", "ääni\n".encode()),
    ]

    letter = parsed(compose(delivery(), files))

    got = [(part.get_filename(), part.get_payload(decode=True)) for part in letter.iter_attachments()]
    assert got[0] == (files[0].name, files[0].data)
    assert got[1] == ("a Bcc: otso@muu.fi", b"<b>")
    assert [data for _name, data in got] == [file.data for file in files]
    assert letter["Bcc"] is None
    assert letter.get_body(("plain",)).get_content().startswith("Hei Liisa")


def test_long_threads_keep_their_first_and_newest_ids() -> None:
    references = " ".join(f"{nth}@example.fi" for nth in range(500))

    kept = parsed(compose(delivery(references=references)))["References"].split()

    assert (len(kept), kept[0], kept[-1]) == (15, "<0@example.fi>", "<499@example.fi>")


HOSTILE = "x\r\nBcc: otso@muu.fi\r\n\r\nruumis\x00\u2028\x85\ny"


@pytest.mark.parametrize(
    "field", ["subject", "sender_name", "sender", "reply_to", "message_id", "in_reply_to", "references", "language"]
)
def test_no_field_breaks_out_of_its_header(field: str) -> None:
    letter = parsed(compose(delivery(**{field: HOSTILE})))

    assert letter["Bcc"] is None
    assert set(letter.keys()) <= set(parsed(compose(delivery())).keys())
    assert letter.get_body(("plain",)).get_content().startswith("Hei Liisa")


def test_no_recipient_breaks_out_of_its_header() -> None:
    assert parsed(compose(delivery(recipients=[HOSTILE, HOSTILE])))["Bcc"] is None


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300)


@settings(max_examples=150, deadline=None)
@given(texts, texts.map(lambda name: name[:200]))
@example("ä" * 2000, "ä" * 200)
@example("a" * 2000, "a" * 200)
@example("🎁" * 500, '"Liisa", <x@y> (z)')
@example("=?utf-8?q?huijaus?=", "=?utf-8?q?huijaus?=")
@example("مرحبا بالعالم" * 40, "שלום")
def test_subjects_and_names_come_through_as_written(subject: str, name: str) -> None:
    raw = compose(delivery(subject=subject, sender_name=name))
    contact, letter = read(raw), message_from_bytes(raw)

    assert set(parsed(raw).keys()) <= set(parsed(compose(delivery())).keys())
    assert contact.sender == "tuki@kuusi.fi"
    assert spaced(decoded(letter["Subject"] or "")) == spaced(subject)
    assert spaced(decoded(parseaddr(letter["From"])[0])) == spaced(name)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
@example("." * 5 + "\n.\n..\nFrom x\n" + "a" * 5000)
def test_texts_come_through_as_written(text: str) -> None:
    said = text_of(parsed(compose(delivery(text=text))))

    assert said.strip("\n") == text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def test_an_answer_is_read_back_as_it_was_written(writes: Callable[..., Delivery]) -> None:
    contact = read(compose(writes()))

    assert (contact.subject, contact.in_reply_to) == ("Re: Missä pakettini on?", "kysymys@example.fi")
    assert "pakettisi saapuu huomenna" in contact.text
