"""The window a customer is told can be kept, and is easy to say."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from aspa.hours.working_time import MIDNIGHT, WeekHours
from aspa.kit.finland import public_holidays
from aspa.promises.window import QUARTER, answer_window

HELSINKI = ZoneInfo("Europe/Helsinki")
office = WeekHours((((time(8), time(16)),),) * 5 + ((), ()), HELSINKI, {}, public_holidays)
odd = WeekHours((((time(8, 5), time(15, 50)),),) * 7, HELSINKI)
always = WeekHours((((MIDNIGHT, MIDNIGHT),),) * 7, HELSINKI)
hour = timedelta(hours=1)


def here(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=HELSINKI)


def test_a_window_ends_on_a_quarter_of_an_hour() -> None:
    assert answer_window(office, hour, at=here(2026, 11, 23, 9, 7, 3)).due_until == here(2026, 11, 23, 10, 15)
    assert answer_window(office, hour, at=here(2026, 11, 23, 9)).due_until == here(2026, 11, 23, 10)


def test_a_window_never_reaches_past_closing_time() -> None:
    assert answer_window(odd, hour, at=here(2026, 11, 23, 14, 47)).due_until == here(2026, 11, 23, 15, 50)


def test_a_contact_at_night_is_answered_in_the_morning() -> None:
    assert answer_window(office, hour, at=here(2026, 11, 27, 22)).due_until == here(2026, 11, 30, 9)


def test_no_time_at_all_is_promised_as_a_quarter() -> None:
    assert answer_window(always, timedelta(0), at=here(2026, 11, 23, 9)).due_until == here(2026, 11, 23, 9, 15)


moments = st.integers(0, 10**8).map(lambda later: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=later))
durations = st.timedeltas(timedelta(0), timedelta(hours=100))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([office, odd, always]), moments, durations)
def test_a_window_lies_ahead_within_working_time_and_little_past_what_was_asked(
    hours: WeekHours, at: datetime, within: timedelta
) -> None:
    until = answer_window(hours, within, at=at).due_until

    assert until > at
    assert hours.is_open(until - timedelta(microseconds=1))
    assert timedelta(0) <= hours.between(at, until) - max(within, QUARTER) < QUARTER
