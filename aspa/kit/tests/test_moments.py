"""Times are written the way each language does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aspa.kit import moments

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 6, 9, 30, tzinfo=HELSINKI)


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HELSINKI)


def test_today_is_only_the_clock():
    assert moments.moment(at(6, 14), NOW, "fi") == "klo 14.00"
    assert moments.moment(at(6, 14), NOW, "sv") == "kl. 14.00"
    assert moments.moment(at(6, 14), NOW, "en") == "14:00"


def test_tomorrow_and_yesterday_have_words():
    assert moments.moment(at(7, 10), NOW, "fi") == "huomenna klo 10.00"
    assert moments.moment(at(5, 8, 5), NOW, "sv") == "i går kl. 8.05"


def test_a_day_of_this_half_year_has_its_weekday():
    assert moments.moment(at(9, 14), NOW, "fi") == "ma 9.11. klo 14.00"
    assert moments.moment(at(9, 14), NOW, "en") == "Mon 9 Nov 14:00"


def test_a_far_day_has_its_year_and_no_clock():
    assert moments.moment(at(3, 8, month=1, year=2024), NOW, "fi") == "3.1.2024"


def test_the_clock_is_local():
    assert moments.clock(datetime(2026, 7, 1, 11, 0, tzinfo=ZoneInfo("UTC")), "fi") == "klo 14.00"


def test_a_narrow_row_says_only_what_matters():
    assert moments.brief(None, at(6, 14), NOW, "fi") == "klo 14.00"
    assert moments.brief(None, at(7, 14), NOW, "fi") == "huomenna 14.00"
    assert moments.brief(None, at(2, 14), NOW, "fi") == "ma 2.11."


def test_a_window_says_both_ends():
    assert moments.window(at(9, 9), at(9, 10, 30), NOW, "fi") == "ma 9.11. klo 9.00–10.30"
    assert moments.window(None, at(6, 14), NOW, "fi") == "klo 14.00"
    assert moments.window(at(6, 15), at(9, 9), NOW, "en") == "15:00 – Mon 9 Nov 9:00"


def test_a_letter_names_the_day_so_that_it_is_true_whenever_it_is_read():
    tomorrow = at(7, 16)

    assert moments.told(None, tomorrow, NOW, "fi") == "lauantaina 7.11. klo 16.00"
    assert moments.told(None, tomorrow, NOW, "sv") == "lördag 7.11 kl. 16.00"
    assert moments.told(None, tomorrow, NOW, "en") == "Saturday 7 November, 16:00"


def test_a_letter_says_both_ends_of_a_window():
    assert moments.told(at(9, 9), at(9, 10, 30), NOW, "fi") == "maanantaina 9.11. klo 9.00–10.30"
    assert moments.told(at(6, 15), at(9, 9), NOW, "en") == "Friday 6 November, 15:00 – Monday 9 November, 9:00"


def test_a_letter_names_the_year_of_a_far_day():
    far = at(2, 10, month=1, year=2040)

    assert moments.told(None, far, NOW, "fi") == "maanantaina 2.1.2040 klo 10.00"
    assert moments.told(None, far, NOW, "sv") == "måndag 2.1.2040 kl. 10.00"
    assert moments.told(None, far, NOW, "en") == "Monday 2 January 2040, 10:00"
