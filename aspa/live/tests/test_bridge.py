"""The bridge from the server to Django's threads: what goes in comes in whole, what comes out goes out whole."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig

from aspa import asgi
from aspa.asgi import AT_ONCE, Pages

SCOPE = {
    "type": "http",
    "method": "POST",
    "scheme": "http",
    "http_version": "1.1",
    "path": "/päivä/",
    "query_string": b"sana=%C3%A4",
    "headers": [(b"host", b"aspa.example")],
    "server": ("127.0.0.1", 8000),
    "client": ("127.0.0.1", 50_000),
}
Event = dict[str, Any]


def body(*parts: bytes) -> list[Event]:
    """Return a request's body as it comes from the server."""
    last = len(parts) - 1
    return [{"type": "http.request", "body": part, "more_body": nth < last} for nth, part in enumerate(parts)]


def pass_through(application: Any, events: Iterable[Event], **scope: Any) -> list[Event]:
    """Return what is sent when a request comes to a page."""
    coming, sent = iter(events), []

    async def receive() -> Event:
        return next(coming)

    async def send(event: Event) -> None:
        sent.append(event)

    async def run() -> None:
        pages = Pages(application)
        await pages({**SCOPE, **scope}, receive, send)
        await pages.stop()

    asyncio.run(run())
    return sent


class Echo:
    """A page that answers with what it was told."""

    def __init__(self, *answer: bytes) -> None:
        self.answer = answer
        self.about: dict[str, Any] = {}
        self.is_closed = False

    def __call__(self, about: dict[str, Any], start: Any) -> "Echo":
        self.about = {**about, "body": about["wsgi.input"].read(int(about["CONTENT_LENGTH"]))}
        start("201 Created", [("Content-Type", "text/plain")])
        return self

    def __iter__(self) -> Any:
        yield from self.answer

    def close(self) -> None:
        self.is_closed = True


def test_a_small_answer_is_sent_in_one_go() -> None:
    page = Echo(b"Kiitos", b"!")

    start, end = pass_through(page, body(b"Hei ", b"vaan"))

    assert start == {"type": "http.response.start", "status": 201, "headers": [(b"content-type", b"text/plain")]}
    assert end == {"type": "http.response.body", "body": b"Kiitos!", "more_body": False}
    assert page.about["body"] == b"Hei vaan"
    assert page.is_closed


def test_a_large_answer_is_sent_in_parts() -> None:
    page = Echo(*[b"x" * 100_000] * 30)

    _, *parts = pass_through(page, body(b""))

    assert sum(len(part["body"]) for part in parts) == 3_000_000
    assert max(len(part["body"]) for part in parts) < 2 * AT_ONCE
    assert [part["more_body"] for part in parts] == [True] * (len(parts) - 1) + [False]
    assert page.is_closed


def test_an_upload_that_breaks_off_is_not_begun() -> None:
    page = Echo()
    broken = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]

    assert pass_through(page, broken) == []
    assert page.about == {}


def test_an_upload_that_is_too_long_is_heard_to_its_end_and_refused_by_whoever_reads_it(monkeypatch) -> None:
    monkeypatch.setattr(asgi, "LARGEST", 9)
    coming = iter(body(b"Hei ", b"vaan", b"!!"))

    with pytest.raises(RequestDataTooBig):
        pass_through(Echo(), coming)

    assert next(coming, None) is None


def test_the_address_is_passed_on_as_wsgi_says_it() -> None:
    page = Echo()

    pass_through(page, body(b""))

    assert page.about["PATH_INFO"].encode("latin-1").decode() == "/päivä/"
    assert page.about["QUERY_STRING"] == "sana=%C3%A4"
    assert page.about["HTTP_HOST"] == "aspa.example"


def test_no_header_passes_for_another() -> None:
    page = Echo()
    headers = [
        (b"x_forwarded_proto", b"https"),
        (b"x-forwarded-for", b"1.1.1.1"),
        (b"x-forwarded-for", b"2.2.2.2"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"content-length", b"999"),
    ]

    pass_through(page, body(b"four"), headers=headers)

    assert "HTTP_X_FORWARDED_PROTO" not in page.about
    assert page.about["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert page.about["HTTP_COOKIE"] == "a=1; b=2"
    assert page.about["CONTENT_LENGTH"] == "4"
