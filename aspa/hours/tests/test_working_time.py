"""Working time is counted exactly, whatever the calendar does."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aspa.hours.working_time import MIDNIGHT, NoHours, WeekHours
from aspa.kit.finland import public_holidays

HELSINKI = ZoneInfo("Europe/Helsinki")
OFFICE = ((time(8), time(16)),)
LUNCH = ((time(8), time(11)), (time(12), time(16)))
ALWAYS = ((MIDNIGHT, MIDNIGHT),)
office = WeekHours((OFFICE,) * 5 + ((), ()), HELSINKI, {}, public_holidays)
always = WeekHours((ALWAYS,) * 7, HELSINKI)
hour = timedelta(hours=1)


def here(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=HELSINKI)


def test_an_hour_before_closing_reaches_into_the_next_morning() -> None:
    assert office.add(here(2026, 11, 23, 15, 30), hour) == here(2026, 11, 24, 8, 30)


def test_a_whole_day_of_work_ends_at_closing_not_at_the_next_opening() -> None:
    assert office.add(here(2026, 11, 23, 8), 8 * hour) == here(2026, 11, 23, 16)


def test_the_weekend_and_christmas_are_passed_over() -> None:
    assert office.add(here(2026, 12, 23, 15), 2 * hour) == here(2026, 12, 28, 9)


def test_lunch_is_not_working_time() -> None:
    with_lunch = WeekHours((LUNCH,) * 7, HELSINKI)

    assert with_lunch.add(here(2026, 11, 23, 10, 30), hour) == here(2026, 11, 23, 12, 30)
    assert not with_lunch.is_open(here(2026, 11, 23, 11))
    assert with_lunch.is_open(here(2026, 11, 23, 12))


def test_overlapping_slots_count_once() -> None:
    twice = WeekHours((((time(8), time(12)), (time(10), time(14))),) * 7, HELSINKI)

    assert twice.between(here(2026, 11, 23), here(2026, 11, 24)) == 6 * hour


def test_a_special_day_wins_over_a_holiday_and_over_the_week() -> None:
    special = {date(2026, 12, 24): ((time(10), time(12)),), date(2026, 11, 23): ()}
    hours = WeekHours((OFFICE,) * 7, HELSINKI, special, public_holidays)

    assert hours.is_open(here(2026, 12, 24, 11))
    assert hours.add(here(2026, 11, 23, 9), hour) == here(2026, 11, 24, 9)


def test_closing_at_midnight_runs_into_the_next_day() -> None:
    evening = WeekHours((((time(20), MIDNIGHT),),) * 7, HELSINKI)

    assert evening.add(here(2026, 11, 23, 23), hour) == here(2026, 11, 24, 0)
    assert not evening.is_open(here(2026, 11, 24, 0))
    assert evening.is_open(here(2026, 11, 23, 23, 59, 59))
    assert evening.close_of(here(2026, 11, 24, 0)) == here(2026, 11, 24, 0)


@pytest.mark.parametrize(("day", "length"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_days_on_which_the_clock_is_moved_are_as_long_as_they_are(day: date, length: int) -> None:
    start = datetime.combine(day, MIDNIGHT, HELSINKI)
    end = datetime.combine(day + timedelta(1), MIDNIGHT, HELSINKI)

    assert always.between(start, end) == length * hour
    assert always.add(start, length * hour) == end


def test_an_opening_in_the_hour_that_is_left_out_moves_on_with_the_clock_or_is_lost() -> None:
    night = WeekHours((((time(3, 15), time(3, 45)),),) * 7, HELSINKI)
    before_four = WeekHours((((time(3, 30), time(4)),),) * 7, HELSINKI)

    assert night.add(here(2026, 3, 29), hour / 4) == here(2026, 3, 29, 4, 30)
    assert before_four.between(here(2026, 3, 29), here(2026, 3, 30)) == 0 * hour


def test_a_summers_rest_is_waited_out() -> None:
    july = {date(2026, 7, 1) + timedelta(n): () for n in range(31)}

    assert WeekHours((OFFICE,) * 5 + ((), ()), HELSINKI, july).add(here(2026, 7, 1), hour) == here(2026, 8, 3, 9)


def test_hours_that_never_come_are_refused_not_searched_for_ever() -> None:
    never = WeekHours(((),) * 7, HELSINKI)

    with pytest.raises(NoHours):
        never.add(here(2026, 1, 1), hour)
    with pytest.raises(NoHours):
        never.close_of(here(2026, 1, 1))


def test_a_promise_of_a_lifetime_is_refused() -> None:
    with pytest.raises(NoHours):
        office.add(here(2026, 1, 1), timedelta(days=365 * 60))


def test_time_is_only_counted_forward() -> None:
    assert office.between(here(2026, 11, 24), here(2026, 11, 23)) == 0 * hour
    with pytest.raises(ValueError, match="forward"):
        office.add(here(2026, 11, 23), -hour)


moments = st.integers(0, 10**8).map(lambda later: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=later))
durations = st.timedeltas(timedelta(0), timedelta(hours=60))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
slots = st.lists(st.tuples(times, times).filter(lambda s: s[0] < s[1] or s[1] == MIDNIGHT), max_size=3).map(tuple)
zones = st.sampled_from(["Europe/Helsinki", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo"])
weeks = st.tuples(*[slots] * 7).filter(lambda week: sum(bool(day) for day in week) > 1)
hours_of_any_kind = st.builds(lambda week, zone: WeekHours(week, ZoneInfo(zone), {}, public_holidays), weeks, zones)


@settings(max_examples=150, deadline=None)
@given(hours_of_any_kind, moments, durations)
def test_adding_and_counting_agree(hours: WeekHours, at: datetime, duration: timedelta) -> None:
    try:
        end = hours.add(at, duration)
    except NoHours:
        return

    assert hours.between(at, end) == duration
    just_before = end - timedelta(microseconds=1)
    assert not duration or hours.is_open(just_before)
    assert not duration or hours.between(at, just_before) < duration


@settings(max_examples=100, deadline=None)
@given(hours_of_any_kind, moments, moments, durations)
def test_who_asks_later_is_promised_no_earlier(
    hours: WeekHours, one: datetime, other: datetime, duration: timedelta
) -> None:
    early, late = sorted([one, other])
    try:
        assert hours.add(early, duration) <= max(hours.add(late, duration), late)
        assert hours.close_of(early) <= hours.close_of(late)
    except NoHours:
        return
