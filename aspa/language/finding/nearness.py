"""How much two texts share: pieces of words and meanings, each as rare as it is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aspa.language.text import Text
from aspa.language.weighing.features import distinct, meanings, pieces
from aspa.language.weighing.model import Model

NO = "ei"


class Profile(NamedTuple):
    """What a text is compared by: places of its pieces and meanings with their weights, and what these sum to."""

    pieces: dict[int, float]
    meanings: dict[int, float]
    piece_weight: float
    meaning_weight: float
    length: int
    numbers: frozenset[str]
    denies: bool


class Shared(NamedTuple):
    """
    How much two texts share, 0-1 each.

    `alike` is the cosine of both; `within` is how much of the shorter one stands in the longer.
    """

    alike_pieces: float
    alike_meanings: float
    within_pieces: float
    within_meanings: float
    lengths_differ: float
    length: float
    numbers_differ: float
    one_denies: float
    both_alike: float


def profile(text: Text, model: Model) -> Profile:
    """Return what a text is compared by."""
    words = distinct(text.words)
    of_pieces = _weighed((place for word in words for place in pieces(word.form)), model.rarity_of_piece)
    of_meanings = _weighed((place for word in words for place in meanings(word)), model.rarity_of_meaning)
    return Profile(
        of_pieces,
        of_meanings,
        sum(of_pieces.values()),
        sum(of_meanings.values()),
        len(text.words),
        frozenset(word.form for word in words if word.form[:1].isdigit()),
        any(word.bases[0] == NO for word in words),
    )


def shared(one: Profile, other: Profile) -> Shared:
    """Return how much two texts share."""
    pieces, meanings = _common(one.pieces, other.pieces), _common(one.meanings, other.meanings)
    longer, shorter = max(one.length, other.length, 1), min(one.length, other.length)
    alike_pieces = _share(pieces, (one.piece_weight * other.piece_weight) ** 0.5)
    alike_meanings = _share(meanings, (one.meaning_weight * other.meaning_weight) ** 0.5)
    return Shared(
        alike_pieces,
        alike_meanings,
        _share(pieces, min(one.piece_weight, other.piece_weight)),
        _share(meanings, min(one.meaning_weight, other.meaning_weight)),
        (longer - shorter) / longer,
        shorter / 20,
        float(one.numbers != other.numbers),
        float(one.denies != other.denies),
        alike_pieces * alike_meanings,
    )


def _weighed(places: Iterable[int], rarity: Callable[[int], float]) -> dict[int, float]:
    return {place: rarity(place) for place in places}


def _common(one: dict[int, float], other: dict[int, float]) -> float:
    return sum(one[place] for place in one.keys() & other.keys())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
