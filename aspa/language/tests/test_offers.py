"""What a draft promises in its own words."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.kit.moments import HELSINKI
from aspa.language.advising.offers import offered

MONDAY = datetime(2026, 11, 23, 10, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("draft", "lang", "act", "until"),
    [
        ("Hei!\n\nSoitamme sinulle huomenna klo 14 mennessä.", "fi", "call", "24.11. 14:00"),
        ("Selvitän asiaa. Palaan siihen perjantaina.", "fi", "follow_up", "28.11. 00:00"),
        ("Vastaan sinulle viimeistään keskiviikkona klo 12.", "fi", "answer", "25.11. 12:00"),
        ("Vastaamme huomenna.", "fi", "answer", "25.11. 00:00"),
        ("Jag återkommer i morgon förmiddag.", "sv", "follow_up", "24.11. 12:00"),
        ("Vi ringer dig på onsdag före klockan 15.", "sv", "call", "25.11. 15:00"),
        ("We will call you tomorrow by 2 pm.", "en", "call", "24.11. 14:00"),
        ("I'll let you know by Friday.", "en", "answer", "28.11. 00:00"),
    ],
)
def test_what_we_do_at_a_time_is_a_promise(draft: str, lang: str, act: str, until: str) -> None:
    found = offered(draft, lang, MONDAY)

    assert found is not None
    assert (found.act, f"{found.until.day}.{found.until.month}. {found.until:%H:%M}") == (act, until)


@pytest.mark.parametrize(
    ("draft", "lang"),
    [
        ("Paketti saapuu perjantaina.", "fi"),
        ("Kuluttajalle toimitetaan uusi kenkä ensi viikolla.", "fi"),
        ("Olemme auki huomenna klo 9–17.", "fi"),
        ("Soitin sinulle eilen klo 14.", "fi"),
        ("Jos paketti ei tule huomenna, lähetämme uuden.", "fi"),
        ("Ilmoitan heti kun tiedän.", "fi"),
        ("Sopiiko, jos soitan huomenna?", "fi"),
        ("Selvitän asiaa.", "fi"),
        ("Ditt paket kommer i morgon.", "sv"),
        ("Your parcel arrives tomorrow.", "en"),
        ("Soitamme huomenna.", "et"),
        ("", "fi"),
    ],
)
def test_what_comes_by_itself_or_hangs_on_something_is_none(draft: str, lang: str) -> None:
    assert offered(draft, lang, MONDAY) is None


@given(st.text(max_size=300), st.sampled_from(["fi", "sv", "en"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    found = offered(text, lang, MONDAY)
    assert found is None or found.until > MONDAY
