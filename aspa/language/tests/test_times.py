"""Times as people say them, resolved to windows."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.times import NoTime, business_day, resolve, window

REF = "2026-11-18T10:30:00"  # a Wednesday
MOMENTS = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-01-01"))


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("ensi viikolla", "2026-11-23T00:00", "2026-11-30T00:00"),
        ("vk 48", "2026-11-23T00:00", "2026-11-30T00:00"),
        ("viikoilla 48–49", "2026-11-23T00:00", "2026-12-07T00:00"),
        ("klo 14 mennessä", "2026-11-18T10:30", "2026-11-18T14:00"),
        ("huomenna aamupäivällä", "2026-11-19T08:00", "2026-11-19T12:00"),
        ("huomenna klo 9-10", "2026-11-19T09:00", "2026-11-19T10:00"),
        ("perjantaihin mennessä", "2026-11-18T10:30", "2026-11-21T00:00"),
        ("keskiviikkoiltana", "2026-11-25T17:00", "2026-11-25T21:00"),
        ("ensi maanantaina", "2026-11-23T00:00", "2026-11-24T00:00"),
        ("viime tiistaina", "2026-11-17T00:00", "2026-11-18T00:00"),
        ("3 arkipäivän kuluessa", "2026-11-18T10:30", "2026-11-24T00:00"),
        ("kahdessa tunnissa", "2026-11-18T10:30", "2026-11-18T12:30"),
        ("kahden viikon päästä", "2026-12-02T00:00", "2026-12-03T00:00"),
        ("12.12. klo 9", "2026-12-12T09:00", "2026-12-12T10:00"),
        ("12.–14.12.", "2026-12-12T00:00", "2026-12-15T00:00"),
        ("5.1.", "2027-01-05T00:00", "2027-01-06T00:00"),
        ("joulukuun alussa", "2026-12-01T00:00", "2026-12-11T00:00"),
        ("itsenäisyyspäivänä", "2026-12-06T00:00", "2026-12-07T00:00"),
        ("puoli kolmelta eli puoli kolme", "2026-11-18T14:30", "2026-11-18T15:30"),
        ("klo 9", "2026-11-19T09:00", "2026-11-19T10:00"),
        ("heti", "2026-11-18T10:30", "2026-11-19T00:00"),
        ("i morgon förmiddag", "2026-11-19T08:00", "2026-11-19T12:00"),
        ("inom tre arbetsdagar", "2026-11-18T10:30", "2026-11-24T00:00"),
        ("senast på fredag", "2026-11-18T10:30", "2026-11-21T00:00"),
        ("between 2 and 4 pm tomorrow", "2026-11-19T14:00", "2026-11-19T16:00"),
        ("by Friday", "2026-11-18T10:30", "2026-11-21T00:00"),
        ("in two weeks", "2026-12-02T00:00", "2026-12-03T00:00"),
    ],
)
def test_what_people_say_is_a_window(said: str, start: str, end: str) -> None:
    assert resolve(said, REF) == (f"{start}:00", f"{end}:00")


@pytest.mark.parametrize("said", ["", "joskus", "31.2.", "vk 77", "klo 99", "asia on hoidossa"])
def test_what_names_no_time_is_refused(said: str) -> None:
    with pytest.raises(NoTime):
        resolve(said, REF)


def test_the_zone_of_the_moment_is_that_of_the_answer() -> None:
    found = window("huomenna", datetime(2026, 11, 18, 10, 30, tzinfo=UTC))

    assert found is not None
    assert found[0] == datetime(2026, 11, 19, tzinfo=UTC)


def test_holidays_are_no_business_days() -> None:
    assert business_day(datetime(2026, 12, 23, tzinfo=UTC).date(), 1).isoformat() == "2026-12-28"


@given(st.text(max_size=120), MOMENTS)
def test_any_text_is_a_window_or_none(text: str, ref: datetime) -> None:
    found = window(text, ref)

    assert found is None or found[0] < found[1] or found[0] == ref


@given(
    st.lists(
        st.sampled_from("klo 14 huomenna 31.12. vk 53 ensi viime perjantaina mennessä 3 arkipäivän kuluessa".split())
    ),
    MOMENTS,
)
def test_words_of_time_in_any_order_break_nothing(words: list[str], ref: datetime) -> None:
    window(" ".join(words), ref)
