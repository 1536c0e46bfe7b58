"""Opening hours are understood as people write them."""

from datetime import time

import pytest

from aspa.hours.wording import NotHours, read, written

LUNCH = [(time(8), time(12)), (time(13), time(16))]


@pytest.mark.parametrize(
    "text",
    [
        "8–12, 13–16",
        "8-12,13-16",
        "08.00-12.00 13.00-16.00",
        "8:00 – 12:00; 13:00 – 16:00",
        "klo 8-12 ja 13-16",
        "kl. 8-12 och 13-16",
        "8—12 / 13—16",
        "8am-12pm, 1pm-4pm",
        "0800-1200, 1300-1600",
        " 13-16,  8-12 ",
    ],
)
def test_a_day_with_a_lunch_break_is_written_in_many_ways(text: str) -> None:
    assert read(text) == LUNCH


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "suljettu", "Stängt", "closed", "Kiinni"])
def test_a_closed_day_is_empty(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["0–24", "24h", "24/7", "00:00-24:00", "0-0"])
def test_a_day_can_be_whole(text: str) -> None:
    assert read(text) == [(time(0), time(0))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aamulla", "aamulla"),
        ("8", ".8."),
        ("8-12-16", "8-12-16"),
        ("8–12, ehkä", "ehkä"),
        ("8–25", "25.00"),
        ("8.75–12", "8.75"),
        ("24–8", "24.00"),
        ("16–8", "16–8"),
        ("8–12, 11–16", "8–12, 11–16"),
        ("8–24, 9–10", "8–24, 9–10"),
    ],
)
def test_what_is_no_hours_is_refused_in_its_own_words(text: str, words: str) -> None:
    with pytest.raises(NotHours, match=words.replace("(", r"\(")):
        read(text)


@pytest.mark.parametrize("text", ["8–12, 13–16", "8.30–16.15", "0–24", "18–24", ""])
def test_what_is_shown_is_understood_again(text: str) -> None:
    assert written(read(text)) == text
