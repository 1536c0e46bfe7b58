"""Bytes into text, whatever the label says."""

import pytest

from aspa.channels.email.reading.charsets import clean, codec_of, decode, decode_html


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        ("päivä".encode(), "utf-8", "päivä"),
        ("päivä".encode("cp1252"), "iso-8859-1", "päivä"),
        ("hinta 5 €".encode("cp1252"), "iso-8859-1", "hinta 5 €"),
        ("hinta 5 €".encode("iso8859-15"), "iso-8859-15", "hinta 5 €"),
        ("päivä".encode(), "us-ascii", "päivä"),
        ("päivä".encode(), "iso-8859-1", "päivä"),
        ("päivä".encode("cp1252"), "utf-8", "päivä"),
        ("päivä".encode("cp1252"), "", "päivä"),
        ("päivä".encode(), "keksitty-9", "päivä"),
        ("päivä ".encode() + "ja yö ".encode("cp1252") + "hyvää".encode(), "utf-8", "päivä ja yö hyvää"),
        (b"\x1b$B-!\x1b(B maali", "iso-2022-jp", "① maali"),
        ("päivä ja yö".encode()[:-1], "utf-8", "päivä ja y\ufffd"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("你好".encode("gb18030"), "gb2312", "你好"),
        ("こんにちは".encode("iso2022_jp"), "iso-2022-jp", "こんにちは"),
        ("päivä".encode("utf-7"), "utf-7", "päivä"),
        ("päivä".encode("utf-16"), "utf-16", "päivä"),
        (b"\xef\xbb\xbfhei", "utf-8", "hei"),
        (b"hei", "rot13", "hei"),
        (b"\xff" * 5, "unicode_escape", "ÿÿÿÿÿ"),
    ],
)
def test_text_is_read(data: bytes, label: str, text: str) -> None:
    assert decode(data, label) == text


def test_a_page_may_name_its_own_alphabet() -> None:
    page = b'<meta charset="koi8-r"><p>' + "Привет".encode("koi8-r")

    assert decode_html(page, "").endswith("Привет")


def test_codecs_that_are_no_alphabets_are_not_used() -> None:
    assert [codec_of(name) for name in ("hex", "zlib", "idna", "punycode", "base64", "\0")] == [""] * 6


def test_text_is_clean_for_the_database() -> None:
    assert clean("a\0b\ud83d") == "ab\ufffd"
    assert clean("\ud83d\ude00") == "😀"
    assert clean("a\u0308") == "ä"
