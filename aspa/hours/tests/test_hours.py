"""A brand says when it serves."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.hours import verbs
from aspa.hours.models import SpecialDay
from aspa.hours.queries import hours_of
from aspa.hours.working_time import MIDNIGHT

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
CHRISTMAS_NOON = datetime(2026, 12, 25, 10, tzinfo=UTC)


def test_a_new_brand_serves_in_office_hours(kuusi: Brand) -> None:
    verbs.set_default_hours(kuusi, at=NINE)

    assert hours_of(kuusi.id).is_open(NINE)
    assert not hours_of(kuusi.id).is_open(datetime(2026, 11, 23, 14, tzinfo=UTC))
    assert not hours_of(kuusi.id).is_open(CHRISTMAS_NOON)


def test_new_hours_are_heard_at_once_where_they_were_set(kuusi: Brand) -> None:
    verbs.set_default_hours(kuusi, at=NINE)
    assert hours_of(kuusi.id).is_open(NINE)

    verbs.set_hours(kuusi, [[(time(12), time(14))]] * 7, by="agent:1", at=NINE)

    assert not hours_of(kuusi.id).is_open(NINE)
    assert Event.objects.filter(name="hours.set", actor="agent:1", subject_id=kuusi.id).exists()


def test_who_serves_day_and_night_serves_at_christmas_too(kuusi: Brand) -> None:
    verbs.set_hours(kuusi, [[(MIDNIGHT, MIDNIGHT)]] * 7, by="aspa", at=NINE)

    assert hours_of(kuusi.id).is_open(CHRISTMAS_NOON)


def test_a_special_day_can_be_set_changed_and_dropped(kuusi: Brand) -> None:
    verbs.set_default_hours(kuusi, at=NINE)
    verbs.set_special_day(kuusi, on=date(2026, 12, 25), opening=(time(10), time(14)), by="aspa", at=NINE)
    assert hours_of(kuusi.id).is_open(CHRISTMAS_NOON)

    verbs.set_special_day(kuusi, on=date(2026, 12, 25), opening=None, by="aspa", at=NINE)
    assert not hours_of(kuusi.id).is_open(CHRISTMAS_NOON)

    verbs.drop_special_day(kuusi, on=date(2026, 12, 25), by="aspa", at=NINE)
    verbs.drop_special_day(kuusi, on=date(2026, 12, 25), by="aspa", at=NINE)
    assert not hours_of(kuusi.id).is_open(CHRISTMAS_NOON)
    assert Event.objects.filter(name="hours.special_day_dropped").count() == 1


def test_service_that_ends_before_it_begins_is_refused(kuusi: Brand) -> None:
    with pytest.raises(verbs.ClosesBeforeOpening):
        verbs.set_hours(kuusi, [[(time(16), time(8))], *[[]] * 6], by="aspa", at=NINE)
    with pytest.raises(verbs.ClosesBeforeOpening):
        verbs.set_special_day(kuusi, on=date(2026, 12, 25), opening=(time(8), time(8)), by="aspa", at=NINE)


@pytest.mark.parametrize("half", [{"opens": time(8)}, {"closes": time(16)}])
def test_a_special_day_is_never_half_open(kuusi: Brand, half: dict[str, time]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialDay.objects.create(organisation=kuusi.organisation, brand=kuusi, on=date(2026, 12, 25), **half)


def test_a_week_without_service_is_refused(kuusi: Brand) -> None:
    with pytest.raises(verbs.NeverOpen):
        verbs.set_hours(kuusi, [[]] * 7, by="aspa", at=NINE)


def test_who_never_said_when_serves_by_the_clock(kuusi: Brand) -> None:
    assert hours_of(kuusi.id).is_open(CHRISTMAS_NOON)


def test_hours_are_asked_from_the_database_once_a_minute(kuusi: Brand, django_assert_num_queries) -> None:
    verbs.set_default_hours(kuusi, at=NINE)

    with django_assert_num_queries(3):
        hours_of(kuusi.id)
    with django_assert_num_queries(0):
        hours_of(kuusi.id)


def test_a_day_that_has_passed_where_the_brand_serves_is_refused(kuusi: Brand) -> None:
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)  # already Tuesday in Helsinki
    verbs.set_special_day(kuusi, on=date(2026, 11, 24), opening=None, by="aspa", at=late)

    with pytest.raises(verbs.DayGone, match=r"."):
        verbs.set_special_day(kuusi, on=date(2026, 11, 23), opening=None, by="aspa", at=late)

    assert SpecialDay.objects.get().on == date(2026, 11, 24)
