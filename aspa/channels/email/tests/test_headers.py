"""Header values as people read them."""

import pytest

from aspa.channels.email.reading.headers import headers_at, parameters, words


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("=?utf-8?Q?P=C3=A4iv=C3=A4=C3=A4?=", "Päivää"),
        ("=?UTF-8?B?w4TDpA==?=", "Ää"),
        ("=?iso-8859-1?q?H=E4t=E4?= nyt", "Hätä nyt"),
        ("=?utf-8?q?yksi?= =?utf-8?q?_kaksi?=", "yksi kaksi"),
        ("=?utf-8?b?w4TDpMO2w6XDpMO2w6U=?= =?utf-8?b?w6Q=?=", "Ääöåäöåä"),
        ("=?utf-8?q?puolikas_=C3?= =?utf-8?q?=A4_kirjain?=", "puolikas ä kirjain"),
        ("=?utf-8?b?w4Q?= =?utf-8?b?w6Q?=", "Ää"),
        ('"=?utf-8?q?lainattu=C3=A4?="', '"lainattuä"'),
        ("=?utf-8*fi?q?kieli?=", "kieli"),
        ("=?x-unknown?q?H=E4?=", "Hä"),
        ("=?utf-8?q?v=E4=E4rin?=", "väärin"),
        ("=?iso-8859-1?q?=C3=A4?=", "ä"),
        ("=?utf-8?q?katkennut", "=?utf-8?q?katkennut"),
        ("=?utf-8?q?rivi=0D=0ABcc:_joku?=", "rivi Bcc: joku"),
        ("=?utf-8?q?nolla=00?=", "nolla"),
        ("=?utf-8?q?mit=C3=A4?_t=C3=A4m=C3=A4_on?=", "mitä? tämä on"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("a =? b ?= c", "a =? b ?= c"),
    ],
)
def test_encoded_words_are_read(raw: str, read: str) -> None:
    assert words(raw) == read


def test_raw_letters_are_guessed() -> None:
    headers, _ = headers_at("Subject: Hätä".encode() + b"\nFrom: P\xe4ivi <a@b.fi>\n\n", 0)

    assert headers.text("subject") == "Hätä"
    assert headers.text("from") == "Päivi <a@b.fi>"


def test_folded_lines_are_joined() -> None:
    headers, body = headers_at(b"Subject: eka\r\n\ttoka\r\n kolmas\r\n\r\nleip\xc3\xa4", 0)

    assert headers.text("subject") == "eka toka kolmas"
    assert body == len(b"Subject: eka\r\n\ttoka\r\n kolmas\r\n\r\n")


def test_a_stray_line_among_the_headers_hides_none_of_them() -> None:
    headers, _ = headers_at(b"From x@y Mon Nov  2 09:15:00 2026\nFrom: a@b.fi\nroskaa\nSubject: hei\n\n", 0)

    assert list(headers.names()) == ["from", "subject"]


def test_a_forgotten_empty_line_does_not_swallow_the_body() -> None:
    headers, body = headers_at(b"Subject: hei\nTerve vaan\nja hyvin jatkoa\n", 0)

    assert headers.text("subject") == "hei"
    assert body == len(b"Subject: hei\n")


@pytest.mark.parametrize(
    ("raw", "name", "value"),
    [
        ('attachment; filename="lasku.pdf"', "filename", "lasku.pdf"),
        ("attachment; filename=lasku maaliskuu.pdf", "filename", "lasku maaliskuu.pdf"),
        ("attachment; filename*=utf-8''l%C3%A4hetys.pdf", "filename", "lähetys.pdf"),
        ("attachment; filename*0=pitka; filename*1=nimi.pdf", "filename", "pitkanimi.pdf"),
        ("attachment; filename*0*=utf-8''%C3%A4; filename*1=b; filename*2*=%C3%B6", "filename", "äbö"),
        ("attachment; filename*1*=%B6.pdf; filename*0*=utf-8''%C3", "filename", "ö.pdf"),
        ('attachment; filename="=?utf-8?q?l=C3=A4hetys.pdf?="', "filename", "lähetys.pdf"),
        ('attachment; filename="katkennut.pdf', "filename", "katkennut.pdf"),
        ('attachment; filename="a\\"b.pdf"', "filename", 'a"b.pdf'),
        ("attachment; FILENAME = iso.pdf ; size=1", "filename", "iso.pdf"),
        ('text/plain; charset="iso-8859-1"; name="a;b.txt"', "name", "a;b.txt"),
    ],
)
def test_parameters_are_read(raw: str, name: str, value: str) -> None:
    assert parameters(raw)[1][name] == value
