"""
The public holidays of Finland.

Written out here, since the package that knows every country's holidays costs 36 MB and half a second in each
process; the tests hold this against that package.
"""

from datetime import date, timedelta
from functools import lru_cache

FIXED = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)]
AFTER_EASTER = [-2, 0, 1, 39, 49]  # Good Friday, Easter, Easter Monday, Ascension, Pentecost
SATURDAY = 5


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which Finland rests, with the eves of Midsummer and Christmas."""
    midsummer = _saturday_from(date(year, 6, 20))
    moving = {easter(year) + timedelta(days) for days in AFTER_EASTER}
    moving |= {midsummer, midsummer - timedelta(1), _saturday_from(date(year, 10, 31))}
    return frozenset(moving | {date(year, month, day) for month, day in FIXED})


def easter(year: int) -> date:
    """Return Easter Sunday by Gauss's rule for the Gregorian calendar, as Meeus and Jones wrote it."""
    century, of_century = divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + timedelta((SATURDAY - day.weekday()) % 7)
