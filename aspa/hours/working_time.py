"""Working time of a brand: pure counting, exact over summer time, holidays and midnight."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused

Opening = tuple[time, time]  # opens, closes; closes at 00:00 = midnight at the end of the day
Span = tuple[datetime, datetime]  # in UTC, the end exclusive

MIDNIGHT = time(0)
DAY = timedelta(days=1)
LONGEST_CLOSED = 366  # days; a season's rest fits, and a week without slots is found out in a millisecond
FARTHEST = 3660  # days; a promise further off is no promise


class NoHours(Refused):
    """There is no working time near enough to count on."""

    code = "no_hours"


def never(year: int) -> Collection[date]:
    """Return no holidays."""
    return ()


@dataclass(frozen=True)
class WeekHours:
    """
    When a brand serves.

    Args:
        week: the slots of Monday to Sunday; overlapping ones count once.
        zone: where the clock on the wall hangs.
        special_days: dates with slots of their own, empty when closed; they win over holidays.
        holidays: the closed days of a year.
    """

    week: tuple[tuple[Opening, ...], ...]
    zone: ZoneInfo
    special_days: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)
    holidays: Callable[[int], Collection[date]] = never
    _known: dict[date, tuple[Span, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the brand serves at this moment."""
        return any(opens <= at < closes for opens, closes in self._of(self._day(at)))

    def add(self, at: datetime, duration: timedelta) -> datetime:
        """
        Return the first moment by which `duration` of working time has passed since `at`.

        It lies within working time or at its very end; no duration leaves `at` as it is.

        Raises NoHours, and ValueError for a negative duration.
        """
        if duration < timedelta(0):
            raise ValueError("working time is only counted forward")
        if not duration:
            return at
        for opens, closes in self._spans(at):
            start = max(opens, at)
            if duration <= closes - start:
                return start + duration
            duration -= closes - start
        raise _no_hours()

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """Return the working time from `begin` to `end`; nothing when `end` is not later."""
        total = timedelta(0)
        if end <= begin:
            return total
        day, last = self._day(begin) - DAY, self._day(end)
        while day <= last:
            for opens, closes in self._of(day):
                total += max(timedelta(0), min(closes, end) - max(opens, begin))
            day += DAY
        return total

    def close_of(self, at: datetime) -> datetime:
        """
        Return the end of the stretch that `at` lies in or ends; of the next one when closed.

        Raises NoHours.
        """
        for opens, closes in self._of(self._day(at - timedelta.resolution)):  # midnight ends the day before
            if opens < at <= closes:
                return closes
        return next(self._spans(at))[1]

    def _spans(self, at: datetime) -> Iterator[Span]:
        """The stretches of working time that end after `at`, in order; ends by NoHours, never goes on for ever."""
        day = self._day(at)
        closed = 0
        for _step in range(FARTHEST):
            spans = self._of(day)
            for span in spans:
                if span[1] > at:
                    yield span
            closed = 0 if spans else closed + 1
            if closed > LONGEST_CLOSED:
                break
            day += DAY
        raise _no_hours()

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _of(self, day: date) -> tuple[Span, ...]:
        """The working time of one date, remembered: reception asks for the same few days all day long."""
        spans = self._known.get(day)
        if spans is None:
            spans = self._known[day] = tuple(_merged(self._span(day, slot) for slot in self._slots(day)))
        return spans

    def _slots(self, day: date) -> tuple[Opening, ...]:
        if day in self.special_days:
            return self.special_days[day]
        return () if day in self.holidays(day.year) else self.week[day.weekday()]

    def _span(self, day: date, slot: Opening) -> Span:
        opens, closes = slot
        ends_on = day + DAY if closes == MIDNIGHT else day
        return self._moment(day, opens), self._moment(ends_on, closes)

    def _moment(self, day: date, on_the_wall: time) -> datetime:
        return datetime.combine(day, on_the_wall, self.zone).astimezone(UTC)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Slots may overlap, and where the clock is moved forward an opening may fall after its closing."""
    current: Span | None = None
    for opens, closes in sorted(span for span in spans if span[0] < span[1]):
        if current and opens <= current[1]:
            current = (current[0], max(current[1], closes))
            continue
        if current:
            yield current
        current = (opens, closes)
    if current:
        yield current


def _no_hours() -> NoHours:
    return NoHours(_("There is no working time to promise; check the opening hours."))
