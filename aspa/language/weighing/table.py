"""
Weights of a linear model, added up without a library for numbers.

A place of a table holds one whole number in which every column has its own five bytes. Adding such numbers adds all
columns at once, and Python adds long numbers as fast as short ones: a word of thirty pieces costs ten microseconds,
and nothing when it comes again. The middle of its range stands for no weight, so that sums stay above zero.
"""

from collections.abc import Iterable
from typing import NamedTuple

FIELD = 5  # bytes of a column in a sum
WIDTH = 2  # bytes of a weight
MIDDLE = 1 << 15


class Sum(NamedTuple):
    """The weights of some places added up as one number, and how many places these are."""

    total: int
    places: int


def together(sums: Iterable[Sum]) -> Sum:
    """Return sums added up."""
    known = list(sums)
    return Sum(sum(one.total for one in known), sum(one.places for one in known))


class Table:
    """Weights by place and column, two bytes each, the lower first."""

    def __init__(self, columns: int, weights: bytes) -> None:
        self.columns = columns
        self._weights = weights
        self._rows: dict[int, int] = {}

    def add(self, places: Iterable[int]) -> Sum:
        """Return the weights at some places added up; a place may come more than once."""
        rows = list(map(self._row, places))
        return Sum(sum(rows), len(rows))

    def columns_of(self, added: Sum) -> list[int]:
        """Return a sum column by column."""
        wide = added.total.to_bytes(self.columns * FIELD, "little")
        starts = range(0, self.columns * FIELD, FIELD)
        return [int.from_bytes(wide[at : at + FIELD], "little") - MIDDLE * added.places for at in starts]

    def _row(self, place: int) -> int:
        if (row := self._rows.get(place)) is None:
            start = place * self.columns * WIDTH
            weights = self._weights[start : start + self.columns * WIDTH]
            padding = bytes(FIELD - WIDTH)
            wide = b"".join(weights[at : at + WIDTH] + padding for at in range(0, len(weights), WIDTH))
            row = self._rows[place] = int.from_bytes(wide, "little")
        return row

    def first(self, place: int) -> int:
        """Return the weight in the first column of a place."""
        start = place * self.columns * WIDTH
        return int.from_bytes(self._weights[start : start + WIDTH], "little") - MIDDLE
