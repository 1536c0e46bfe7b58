"""Folding: what was written now stays, what was there before is folded, and nothing is ever lost."""

from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aspa.channels.email.quotes import fold
from aspa.channels.email.reading.html_text import text_of

REPLIES = Path(__file__).parent.parent / "fixtures" / "replies"
PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
CUT = "=== folded ===\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in REPLIES.glob("*.txt")))
def test_a_reply_in_text_is_folded_where_its_history_begins(name: str) -> None:
    now, _, before = (REPLIES / f"{name}.txt").read_text("utf-8").partition(CUT)

    folded = fold(now + before)

    assert (folded.visible.strip(), folded.hidden.strip()) == (now.strip(), before.strip())


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_reply_in_html_is_folded_where_its_history_begins(name: str) -> None:
    now, _, before = (PAGES / f"{name}.html").read_text("utf-8").partition("<!-- folded -->")

    folded = fold(text_of(now + before), now + before)

    assert folded.visible.strip() == text_of(now).strip()
    assert bool(folded.hidden) == bool(before)


def test_html_shows_where_text_alone_would_not() -> None:
    text = "Kiitos!\n\nKuusi Oy vastasi ystävällisesti:\nPakettinne on matkalla.\n"
    html = '<p>Kiitos!</p><div class="gmail_quote">Kuusi Oy vastasi ystävällisesti:<br>Pakettinne on matkalla.</div>'

    assert fold(text).hidden == ""
    assert fold(text, html).visible == "Kiitos!"


def test_without_text_the_page_is_read() -> None:
    assert fold("", "<p>Hei</p>").visible == "Hei"


@pytest.mark.parametrize(
    "line",
    [
        "Lähetetty iPhonesta",
        "Lähetetty Samsung Galaxy -älypuhelimesta.",
        "Lähetetty puhelimestani",
        "Hanki Outlook for Android<https://aka.ms/AAb9ysg>",
        "Skickat från min iPhone",
        "Sent from my iPhone",
        "Sent from Mail for Windows",
        "Get Outlook for iOS",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPad",
        "Отправлено с iPhone",
        "Wysłane z iPhone'a",
        "Puhelimesta lähetetty",
        "Lähetetty Windowsin Sähköpostista",
        "Sent from my cell, please excuse any typos.",
        "Sent with Airmail",
        "iPhoneから送信",
    ],
)
def test_what_a_phone_writes_is_folded(line: str) -> None:
    assert fold(f"Hei, ei tullut.\n\n{line}\n").visible == "Hei, ei tullut."


@pytest.mark.parametrize(
    "line",
    ["Lähetetty Tampereelta eilen.", "Sent via Posti on Monday.", "Sent from Helsinki, not arrived.", "Skickat i går."],
)
def test_where_a_parcel_was_sent_from_is_not(line: str) -> None:
    assert fold(f"Hei, ei tullut.\n\n{line}\n").hidden == ""


def test_nothing_at_all_is_nothing_at_all() -> None:
    assert (fold("", "").visible, fold("", "").hidden) == ("", "")


MARKS = """\
On 2.11.2026 klo 9.15 Kuusi <a@b.fi> kirjoitti:
> lainaus
>> syvempi
--\x20
Lähetetty iPhonesta
From: a@b.fi
Sent: now
Lähettäjä: x
Lähetetty: ma
Aihe: y
-----Original Message-----
---------- Forwarded message ---------
____________
Hei

terveisin
wrote:
:
-----Alkuperäinen viesti-----"""
words = st.sampled_from(MARKS.split("\n")) | st.text(max_size=40)
pieces = st.sampled_from(
    [
        '<div class="gmail_quote">',
        "</div>",
        '<blockquote type="cite">',
        "</blockquote>",
        "<p>hei",
        '<hr id="zwchr">',
        "<br>",
    ]
) | st.text(max_size=20)


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=25).map("\n".join), st.lists(pieces, max_size=12).map("".join))
def test_no_line_is_ever_lost(text: str, html: str) -> None:
    folded = fold(text, html)

    shown = {line.strip() for line in f"{folded.visible}\n{folded.hidden}".split("\n")}
    assert all(line.strip() in shown for line in text.split("\n") if line.strip())
    assert folded.visible.strip() or not (text.strip() or folded.hidden)


HOSTILE = {
    "a": "a" * 1_000_000,
    "spaces": " " * 1_000_000,
    "marks": ">" * 1_000_000,
    "marked lines": ">\n" * 500_000,
    "dashes": "-" * 1_000_000,
    "strokes": "_____\n" * 100_000,
    "colons": ":\n" * 300_000,
    "wrote": "wrote:\n" * 100_000,
    "dates": "1.1." * 250_000 + ":",
    "mailboxes": "a@" * 500_000 + ">:",
    "headers": "From: a\n" * 100_000,
    "attributions": "ma 1.1.2026 klo 9.15 X <a@b.fi> kirjoitti:\n> x\ny\n" * 20_000,
    "phones": "Lähetetty iPhonesta\n" * 50_000,
    "signatures": "-- \n" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_folded_quickly(name: str) -> None:
    began = thread_time()

    fold(HOSTILE[name])

    assert thread_time() - began < 2  # CPU: a bound against hanging, six times what the worst takes


@pytest.mark.parametrize(
    "head",
    [
        "Lainaus Tuki <tuki@kuusi.example>:",
        "Quoting Tuki <tuki@kuusi.example>:",
        "Zitat von Tuki <tuki@kuusi.example>:",
        "Den fre 28 feb. 2025 10:15Tuki <tuki@kuusi.example> skrev:",
        "2026. jan. 5., h 14:32 időpontban Tuki <tuki@kuusi.example> ezt írta:",
        "Dne po 15. led. 2025 17:03 Tuki <tuki@kuusi.example>\nnapsal(a):",
        "Tuki <tuki@kuusi.example> 在 2026年2月28日 周六 19:47 写道：",
    ],
)
def test_the_line_above_the_quote_is_folded_with_it(head: str) -> None:
    assert fold(f"Sopii hyvin.\n\n{head}\n\n> Sopiiko?\n").visible == "Sopii hyvin."


@pytest.mark.parametrize(
    "line",
    ["##- Please type your reply above this line -##", "--- Kirjoita vastauksesi tämän rivin yläpuolelle ---"],
)
def test_below_the_line_that_asks_to_answer_above_it_is_history(line: str) -> None:
    assert fold(f"Sopii hyvin.\n\n{line}\n\nOlemme saaneet viestinne.\n").visible == "Sopii hyvin."


def test_words_on_the_line_where_the_history_begins_stay_visible() -> None:
    folded = fold("Hei\nsopii meille. On Wed, Feb 4, 2026 at 9:15 AM, Tuki <tuki@kuusi.example> wrote:\n> Sopiiko?\n")

    assert folded.visible.startswith("Hei\nsopii meille.")
    assert folded.hidden == "> Sopiiko?"
    assert fold("Hei. On Wed, Feb 4, 2026 at 9:15 AM, Tuki <tuki@kuusi.example> wrote:\n", "<p>Hei</p>").hidden == ""


def test_a_quoted_address_torn_in_two_is_no_answer() -> None:
    quote = "Tuki kirjoitti 1.2.2026 klo 9:00:\n\n> Katso https://kuusi.example/seuranta?tunnus=\nJJFI123\n> kiitos\n"

    assert fold(f"Kiitos!\n\n{quote}").visible == "Kiitos!"
