"""Pages travel packed, and how long they are tells nobody what stands in them."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import RequestFactory

from aspa.kit.packing import Packed, packed

PAGE = "<p>Missä pakettini on?</p>" * 100
UNDERSTANDS = {"Accept-Encoding": "br, gzip"}


def answered(response, headers=UNDERSTANDS):
    """The answer as it leaves."""
    return Packed(lambda _request: response)(RequestFactory().get("/", headers=headers))


@pytest.mark.parametrize("response", [HttpResponse(PAGE), JsonResponse({"text": PAGE})], ids=["page", "json"])
def test_words_travel_packed(response):
    whole = response.content

    sent = answered(response)

    assert sent.headers["Content-Encoding"] == "gzip"
    assert sent.headers["Content-Length"] == str(len(sent.content))
    assert "Accept-Encoding" in sent.headers["Vary"]
    assert len(sent.content) < len(whole) / 5
    assert gzip.decompress(sent.content) == whole


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0, br"}])
def test_who_does_not_understand_gets_the_words(headers):
    sent = answered(HttpResponse(PAGE), headers=headers)

    assert sent.content.decode() == PAGE
    assert "Content-Encoding" not in sent.headers
    assert "Accept-Encoding" in sent.headers["Vary"]


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<p>Hei</p>"),
        HttpResponse(PAGE, content_type="image/png"),
        HttpResponse(PAGE, headers={"Content-Encoding": "zstd"}),
        StreamingHttpResponse([PAGE]),
        FileResponse([PAGE.encode()]),
    ],
    ids=["short", "picture", "packed already", "stream", "file"],
)
def test_what_gains_nothing_goes_as_it_is(response):
    before = response.headers.get("Content-Encoding")

    assert answered(response).headers.get("Content-Encoding") == before


def test_the_length_of_a_page_is_different_each_time():
    assert len({len(packed(PAGE.encode())) for _nth in range(50)}) > 10
