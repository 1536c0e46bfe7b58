"""One figure of the evaluation, with what it is compared to."""

from typing import NamedTuple


class Beside(NamedTuple):
    """What somebody could use instead, and its figure in the same run; None where there is nothing to compare with."""

    name: str
    figure: float | None


NOTHING = Beside("–", None)


class Row(NamedTuple):
    """
    A figure.

    Attributes:
        aim: what it should reach; where `fewer` is better, what it should not exceed.
    """

    task: str
    language: str
    measure: str
    ours: float
    beside: Beside
    aim: float
    fewer: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the figure, as it is printed, reaches its aim."""
        ours = round(self.ours, 3)
        return ours <= self.aim if self.fewer else ours >= self.aim


def best(*known: Beside) -> Beside:
    """Return the best of several to compare with."""
    return max(known, key=lambda one: -1.0 if one.figure is None else one.figure)
