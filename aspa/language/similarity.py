"""
How near two messages are in what they say (R29): the words they share in all their forms, pieces of words, and, where
the extra `aspa[semantic]` is installed, how near they are in meaning.

Numbers that both name decide first: an order is nobody else's. What the rest is worth was fitted on pairs of sentences
that people judged (docs/language/similarity.md); the fit is ten numbers and holds none of the sentences.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp

from aspa.language.entities import found
from aspa.language.finding.meaning import nearness_in_meaning
from aspa.language.finding.nearness import Profile, Shared, profile, shared
from aspa.language.text import Text
from aspa.language.weighing.model import model

NAMING = frozenset({"order", "tracking", "reference"})  # what two matters do not share
NAMED = 4.0  # what a number named by both is worth, in logarithms of odds
KEPT = 2_000  # texts whose profile is remembered: one is compared with many
WORTH = Shared(0.01, -1.77, 4.08, 3.58, 0.88, -0.50, -1.33, -0.31, -0.30)
BIAS = -3.20
WORTH_BESIDE_MEANING = Shared(-1.80, -2.21, 4.01, 3.71, 1.21, -0.73, -1.25, -0.04, -0.53)
BIAS_BESIDE_MEANING, MEANING = -4.23, 3.86


def similarity(a: str, b: str) -> float:
    """Return how likely two messages say the same, 0-1."""
    one, other = _read(a), _read(b)
    in_common = shared(one[0], other[0])
    meaning = nearness_in_meaning(a, b)
    if meaning is None:
        score = BIAS + _weighed(in_common, WORTH)
    else:
        score = BIAS_BESIDE_MEANING + _weighed(in_common, WORTH_BESIDE_MEANING) + MEANING * meaning
    if one[1] & other[1]:
        score += NAMED
    return 1 / (1 + exp(-score))


def similarity_pairs(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how likely each pair of messages says the same, 0-1."""
    return [similarity(a, b) for a, b in pairs]


def _weighed(in_common: Shared, worth: Shared) -> float:
    return sum(weight * value for weight, value in zip(worth, in_common, strict=True))


@lru_cache(KEPT)
def _read(text: str) -> tuple[Profile, frozenset[str]]:
    """What a text is compared by, and the numbers it names."""
    named = frozenset(one.value for one in found(text) if one.type in NAMING)
    return profile(Text.of(text), model()), named
