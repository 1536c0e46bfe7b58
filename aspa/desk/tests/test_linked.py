"""Addresses of pages in a message are links; nothing else is, and nothing gets out of its text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.design.linked import linked

LINK = re.compile(r'<a href="([^"<>]*)" target="_blank" rel="noopener noreferrer nofollow">\1</a>')


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Katso https://posti.fi/seuranta?id=1&lang=fi.", "https://posti.fi/seuranta?id=1&lang=fi"),
        ("(ks. http://kuusi.fi/ohje)", "http://kuusi.fi/ohje"),
        ("https://fi.wikipedia.org/wiki/Kello_(esine)", "https://fi.wikipedia.org/wiki/Kello_(esine)"),
        ("<https://kuusi.fi/äänet>", "https://kuusi.fi/äänet"),
        ("”https://kuusi.fi”, sanoitte", "https://kuusi.fi"),
        ("HTTPS://KUUSI.FI/A!", "HTTPS://KUUSI.FI/A"),
    ],
)
def test_a_written_address_leads_where_it_says(text, address):
    made = str(linked(text))

    assert [unescape(found) for found in LINK.findall(made)] == [address]
    assert unescape(LINK.sub(r"\1", made)) == text


@pytest.mark.parametrize(
    "text",
    ["javascript://kuusi.fi/%0aalert(1)", "kuusi.fi", "https://", "x" * 10 + "data:text/html,<b>", "ftp://kuusi.fi/a"],
)
def test_what_is_no_page_stays_text(text):
    assert "<" not in linked(text)


@pytest.mark.parametrize("end", [")" * 60_000, ")." * 30_000, "(" * 30_000 + ")" * 30_000])
def test_what_is_longer_than_any_address_stays_text(end):
    text = f"Katso https://a{end}"

    assert str(linked(text)) == text


@given(st.integers(0, 900))
def test_a_long_address_ends_before_the_brackets_that_were_opened_before_it(length):
    made = str(linked(f"(ks. https://kuusi.fi/{'[' * length}{']' * length}).)"))

    assert made.endswith("</a>).)")


@given(st.lists(st.sampled_from(["https://", "http://a", "<b>", '"', "'", "&amp;", ")", "(", ".", " ", "ä", "\n"])))
def test_nothing_is_lost_and_nothing_gets_out(parts):
    text = "".join(parts)

    made = str(linked(text))

    plain = LINK.sub(r"\1", made)
    assert "<" not in plain
    assert unescape(plain) == text
