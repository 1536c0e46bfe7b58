"""A whole letter read: every field, and the promise never to raise."""

from datetime import UTC, datetime

import pytest

from aspa.channels.email import parse
from aspa.channels.email.parse import read

LETTER = """\
Return-Path: <liisa@example.fi>
Received: from mx.example.fi by mx.kuusi.example; Mon, 2 Nov 2026 07:15:01 +0000
From: =?utf-8?q?Liisa_=C3=84ij=C3=A4l=C3=A4?= <Liisa@Example.FI>
To: Tuki <tuki@kuusi.example>, myynti@kuusi.example
Cc: "Virtanen, Otso" <otso@example.fi>
Reply-To: koti@example.fi
Subject: Vs: =?iso-8859-1?q?P=E4=E4t=F6s?=
Date: Mon, 2 Nov 2026 09:15:00 +0200
Message-ID: <abc.123@example.fi>
In-Reply-To: <first@kuusi.example>
References: <first@kuusi.example>
 <second@kuusi.example>
Content-Language: fi-FI
X-Mailer: Posti 1.0
Content-Type: text/plain; charset=utf-8

Kiitos!
"""


def test_every_field_of_a_letter_is_read() -> None:
    contact = read(LETTER.encode())

    assert (contact.sender, contact.sender_name) == ("liisa@example.fi", "Liisa Äijälä")
    assert contact.to == ("tuki@kuusi.example", "myynti@kuusi.example")
    assert (contact.cc, contact.reply_to) == (("otso@example.fi",), ("koti@example.fi",))
    assert (contact.subject, contact.text, contact.html) == ("Vs: Päätös", "Kiitos!\n", "")
    assert (contact.message_id, contact.in_reply_to) == ("abc.123@example.fi", "first@kuusi.example")
    assert contact.references == ("first@kuusi.example", "second@kuusi.example")
    assert contact.sent_at == datetime(2026, 11, 2, 7, 15, tzinfo=UTC)
    assert (contact.language, contact.kind, contact.rule) == ("fi", "contact", "person")
    assert contact.headers["x-mailer"] == "Posti 1.0"
    assert contact.readable


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\r\r\n"])
def test_line_endings_make_no_difference(ending: str) -> None:
    contact = read(LETTER.replace("\n", ending).encode())

    assert (contact.sender, contact.subject, contact.text.strip()) == ("liisa@example.fi", "Vs: Päätös", "Kiitos!")


@pytest.mark.parametrize("raw", [b"", b"\0\0\0", b"\xff\xfe\xfd", b"text without headers"])
def test_what_is_no_letter_is_told_so(raw: bytes) -> None:
    contact = read(raw)

    assert not contact.readable
    assert "\0" not in contact.text


def test_a_letter_without_from_is_its_senders() -> None:
    assert read(b"Sender: Otso <otso@example.fi>\nSubject: hei\n\n").sender == "otso@example.fi"
    assert read(b"Return-Path: <otso@example.fi>\nSubject: hei\n\n").sender == "otso@example.fi"
    assert read(b"Subject: hei\n\nhei").sender == ""


def test_the_first_sender_with_a_mailbox_counts() -> None:
    assert read(b"From: joku\nFrom: a@b.fi, c@d.fi\n\n").sender == "a@b.fi"


def test_message_ids_lose_their_brackets_and_their_noise() -> None:
    ids = b"Message-ID:  < x@y >\nIn-Reply-To: Your message of Monday <z@y>\nReferences: a@b c@d\n"
    contact = read(b"From: a@b.fi\n" + ids + b"\n")

    assert (contact.message_id, contact.in_reply_to, contact.references) == ("x@y", "z@y", ("a@b", "c@d"))


def test_no_header_smuggles_in_another() -> None:
    contact = read(b"From: a@b.fi\nSubject: =?utf-8?q?hei=0ABcc:_x@y.fi?=\n\n")

    assert contact.subject == "hei Bcc: x@y.fi"


def test_a_fault_of_ours_still_leaves_something_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "understood", lambda raw: 1 / 0)

    contact = read(b"From: a@b.fi\n\nHei")

    assert (contact.readable, contact.rule, contact.text) == (False, "unreadable", "From: a@b.fi\n\nHei")
