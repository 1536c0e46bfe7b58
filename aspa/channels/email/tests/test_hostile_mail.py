"""Letters that want to break, tire or trick the reader."""

from time import thread_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aspa.channels.contact import Contact
from aspa.channels.email.parse import read, understood

HEAD = b"From: a@b.fi\r\nTo: c@d.fi\r\nSubject: x\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
MILLION = 1_000_000

names = st.sampled_from(
    b"From To Cc Reply-To Subject Date Message-ID References Content-Type Content-Disposition Content-ID".split()
    + b"Content-Transfer-Encoding Auto-Submitted Return-Path List-Id Content-Language MIME-Version".split()
)
values = st.sampled_from(
    [
        b"multipart/mixed; boundary=x",
        b'multipart/alternative; boundary="y"',
        b"multipart/report; report-type=delivery-status; boundary=x",
        b"message/rfc822",
        b"message/delivery-status",
        b"text/html; charset=utf-16",
        b"text/plain; charset=idna; format=flowed",
        b"text/calendar; method=REPLY",
        b"base64",
        b"quoted-printable",
        b"uuencode",
        b"=?utf-8?q?=C3=28?=",
        b"attachment; filename*0*=utf-8''%FF; filename*1=x",
        b"Mailer <mailer-daemon@x.fi>",
        b"Undelivered Mail Returned to Sender",
    ]
) | st.binary(max_size=60)
lines = st.one_of(
    st.tuples(names, values).map(lambda pair: pair[0] + b": " + pair[1]),
    st.sampled_from([b"", b"", b"--x", b"--y", b"--x--", b"--y--", b" folded", b"begin 644 a", b"Action: failed"]),
    st.binary(max_size=40),
)
mails = st.lists(lines, max_size=30).map(b"\r\n".join) | st.binary(max_size=300)


def texts_of(contact: Contact) -> list[str]:
    """All texts of a contact, wherever they stand."""
    files = [text for file in contact.attachments for text in (file.name, file.content_type, file.content_id)]
    named = [contact.sender, contact.sender_name, contact.subject, contact.text, contact.html, contact.failure]
    ids = [contact.message_id, contact.in_reply_to, contact.failed_message_id, *contact.references]
    people = [*contact.to, *contact.cc, *contact.reply_to, *contact.failed_recipients]
    return [*files, *named, *ids, *people, contact.language, *contact.headers.values()]


@settings(max_examples=300, deadline=None)
@given(mails)
@example(b"Content-Type: application/p\0df\r\nContent-ID: <a\0b>\r\n\r\nhei")
def test_any_bytes_are_read_into_texts_the_database_takes(raw: bytes) -> None:
    contact = understood(raw)

    for text in texts_of(contact):
        assert "\0" not in text
        text.encode()


def nested(depth: int, kind: str = "mixed") -> bytes:
    """A letter as deep as one likes."""
    opening = (f"Content-Type: multipart/{kind}; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return HEAD + "".join(opening).encode() + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


BOMBS = {
    "ten thousand parts": MIXED + b"--x\r\nContent-Type: text/html\r\n\r\n<p>hei\r\n" * 10_000,
    "nested a thousand deep": nested(1_000),
    "alternatives a thousand deep": nested(1_000, "alternative"),
    "fifty megabytes": MIXED
    + b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + b"QUJD\r\n" * 8_500_000,
    "a million dashes": MIXED + b"--\n" * MILLION,
    "missing boundaries": MIXED + b"--x\r\nContent-Type: multipart/mixed; boundary=no\r\n\r\n" * 20_000,
    "a million spaces in a name": b"From: a" + b" " * MILLION + b"<\r\n\r\n",
    "a million open quotes": b"From: " + b'"' * MILLION + b"\r\n\r\n",
    "a million escapes": b"To: " + b'\\"' * MILLION + b"\r\n\r\n",
    "a million half words": b"Subject: " + b"=?a?q?x" * (MILLION // 7) + b"\r\n\r\n",
    "a million parameters": b"From: a@b.fi\r\nContent-Type: text/plain" + b"; a*0*=%41" * (MILLION // 10) + b"\r\n\r\n",
    "a million open tags": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<" * MILLION,
    "elements a hundred thousand deep": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_within_seconds(name: str) -> None:
    began = thread_time()

    understood(BOMBS[name])

    assert thread_time() - began < 3  # CPU: a bound against hanging, five times what the worst takes


def test_the_deepest_text_of_a_deep_letter_is_found() -> None:
    assert understood(nested(400)).text.strip() == "deep"


def test_read_keeps_its_promise_for_anything() -> None:
    for raw in (b"", b"\n" * 1000, b":" * 1000, b"From:" * 1000, b"\xff" * 1000, bytes(range(256)) * 10):
        assert isinstance(read(raw), Contact)
