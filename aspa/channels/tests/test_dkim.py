"""What leaves is signed so that somebody else's verifier finds it right, and wrong when it was touched."""

from functools import cache

import dkim as judge
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aspa.channels.email.senders import dkim

LETTER = (
    b"From: Kuusi <tuki@kuusi.example>\r\nTo: liisa@asiakas.example\r\nSubject: =?utf-8?q?P=C3=A4iv=C3=A4=C3=A4?=\r\n"
    b"References: <a@kuusi.example>\r\n <b@kuusi.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
    b"Hei Liisa,  paketti  \r\nl\xc3\xa4hti.\r\n\r\n\r\n"
)


@cache
def key() -> dkim.Key:
    return dkim.key_of(dkim.new_key())


def signed(letter: bytes) -> bytes:
    return dkim.signed(letter, key=key(), domain="kuusi.example", selector="aspa1")


def is_right(letter: bytes) -> bool:
    """What dkimpy finds, asking for the record that we would publish."""
    asked = []

    def look_up(name: bytes, timeout: float = 5) -> bytes:
        asked.append(name)
        return dkim.record_of(key()).encode()

    found = judge.verify(letter, dnsfunc=look_up)
    assert asked == [b"aspa1._domainkey.kuusi.example."]
    return found


def test_a_signed_letter_is_found_right():
    assert is_right(signed(LETTER))


@given(st.lists(st.binary().map(lambda some: some.replace(b"\r", b"").replace(b"\n", b"")), max_size=8))
@example([b" "])
@example([b"a", b"\t "])
def test_whatever_the_body_holds_it_is_found_right(lines):
    head = LETTER.partition(b"\r\n\r\n")[0]

    assert is_right(signed(head + b"\r\n\r\n" + b"\r\n".join(lines)))


def test_relaying_that_folds_and_pads_leaves_it_right():
    folded = (
        signed(LETTER).replace(b"Subject: ", b"Subject:\r\n   ").replace(b"Hei Liisa,  paketti", b"Hei Liisa, paketti")
    )

    assert is_right(folded)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"paketti", b"palkinto"),
        (b"To: liisa", b"To: kalle"),
        (b"Subject: ", b"Subject: Re: "),
        (b"From: Kuusi", b"From: Konna <konna@paha.example>\r\nFrom: Kuusi"),
        (b"Subject: ", b"Subject: Voitit!\r\nSubject: "),
    ],
)
def test_a_letter_that_was_touched_is_found_wrong(before, after):
    letter = signed(LETTER)
    top, _line, rest = letter.partition(b"From: ")

    touched = top + (b"From: " + rest).replace(before, after, 1)

    assert touched != letter
    assert not is_right(touched)


def test_the_same_letter_is_signed_alike_each_time():
    assert signed(LETTER) == signed(LETTER)
