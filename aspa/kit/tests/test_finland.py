"""The holidays written out are the ones the world's calendar package knows."""

from datetime import date

import pytest
from holidays.countries.finland import Finland

from aspa.kit.finland import public_holidays


@pytest.mark.parametrize("year", range(1991, 2101))
def test_every_year_agrees_with_the_package_of_all_countries(year: int) -> None:
    assert public_holidays(year) == frozenset(Finland(years=year))


def test_midsummer_eve_is_a_day_of_rest() -> None:
    assert date(2026, 6, 19) in public_holidays(2026)
