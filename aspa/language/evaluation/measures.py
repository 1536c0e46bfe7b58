"""How well answers meet what is right: the usual measures, of a few hundred answers, without a library for numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence


def share(hits: Iterable[bool]) -> float:
    """Return which share of answers is right."""
    known = list(hits)
    return sum(known) / len(known) if known else 0.0


def f1(right: int, given: int, wanted: int) -> float:
    """Return F1, from how many answers were right, how many were given and how many were wanted."""
    return 2 * right / (given + wanted) if given + wanted else 0.0


def macro_f1(wanted: Sequence[str], given: Sequence[str], classes: Sequence[str]) -> float:
    """Return the mean F1 of classes, each counting the same however rare it is."""
    each = (
        f1(
            sum(a == b == one for a, b in zip(wanted, given, strict=True)),
            given.count(one),
            wanted.count(one),
        )
        for one in classes
    )
    return sum(each) / len(classes)


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Return how often one that should score higher does, among all pairs with one that should not; a tie is half."""
    if not higher or not lower:
        return 0.0
    known = sorted(lower)
    below = sum(bisect_left(known, score) + bisect_right(known, score) for score in higher)
    return below / 2 / len(higher) / len(lower)


def reciprocal_rank(found: Sequence[int], wanted: int) -> float:
    """Return 1 for what was found first, 1/2 for the second, and so on; 0 for what was not found."""
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0
