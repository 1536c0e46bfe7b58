"""The moments that are offered for waking."""

from datetime import datetime, timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.cases.resting.wakings import opening, wakings
from aspa.hours import verbs as hours_verbs
from aspa.hours.queries import hours_of
from aspa.hours.working_time import MIDNIGHT
from aspa.promises.models import Promise
from tests.cast import HELSINKI, NINE, a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's in which nothing is owed."""
    case = a_case()
    case.promise = None
    return case


def offered(case: Case, now: datetime) -> list[tuple[str, str]]:
    found = wakings(case, hours_of(case.brand_id), now=now)
    return [(one.name, f"{one.at.astimezone(HELSINKI):%a %H:%M}") for one in found]


def test_this_afternoon_next_morning_and_monday_are_offered(case: Case) -> None:
    assert offered(case, NINE) == [("afternoon", "Mon 13:00"), ("tomorrow", "Tue 08:00"), ("week", "Mon 08:00")]


def test_the_morning_after_friday_is_monday_and_offered_once(case: Case) -> None:
    friday_evening = NINE + timedelta(days=4, hours=6)

    assert offered(case, friday_evening) == [("tomorrow", "Mon 08:00")]


def test_a_holiday_is_no_morning(case: Case) -> None:
    before_independence_day = datetime(2030, 12, 5, 14, tzinfo=HELSINKI)  # a Thursday; Friday the 6th is closed

    assert offered(case, before_independence_day) == [("tomorrow", "Mon 08:00")]


def test_what_is_promised_is_woken_for_before_and_never_slept_through(case: Case) -> None:
    case.promise = Promise(due_until=NINE + timedelta(hours=5))

    assert offered(case, NINE) == [("afternoon", "Mon 13:00"), ("promise", "Mon 13:30")]


def test_a_brand_that_never_closes_begins_its_day_at_eight(case: Case) -> None:
    hours_verbs.set_hours(case.brand, [[(MIDNIGHT, MIDNIGHT)]] * 7, by="aspa", at=NINE)

    assert opening(hours_of(case.brand_id), NINE.date()).astimezone(HELSINKI).hour == 8
