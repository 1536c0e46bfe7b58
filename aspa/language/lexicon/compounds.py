"""A compound taken apart: *asiakaspalvelutilanne* is *asiakas* + *palvelu* + *tilanne*."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from aspa.language.lexicon.joints import SHORTEST
from aspa.language.lexicon.lexicon import Lexicon

JOINT = 3.0  # what one more joint costs: few parts are likelier than many
DEAREST_PART = 10.5  # what a part may cost on the average in a word that is known as a whole; tuned on a treebank
MOST_OPENINGS = 3  # parts before the last; longer compounds are made of these
PLURAL = "t"  # of Finnish words that are base forms in the plural: *toimituskulut*
LONGEST = 60  # letters


class Cover(NamedTuple):
    """A word covered by parts: those that open it as they stand, the last one's base form, and what it costs."""

    openings: tuple[str, ...]
    last: str
    cost: float


Ending = Callable[[str], str | None]  # the base form of what may stand last


def cover(word: str, lexicon: Lexicon, ending: Ending, *, seen: bool, most: int = MOST_OPENINGS) -> Cover | None:
    """
    Return the cheapest way to see a word as a compound, or None.

    Args:
        ending: gives the base form of a last part, or None.
        seen: only parts that open compounds which are known.
    """
    found = (
        Cover((part, *rest.openings), rest.last, cost + JOINT + rest.cost)
        for part, cost in lexicon.openings(word[:LONGEST], seen=seen)
        for rest in _rests(word[len(part) :], lexicon, ending, seen=seen, most=most - 1)
    )
    return min(found, key=lambda one: one.cost, default=None)


def _rests(rest: str, lexicon: Lexicon, ending: Ending, *, seen: bool, most: int) -> Iterator[Cover]:
    """What may follow a part: the last one, or a compound again."""
    if base := ending(rest):
        yield Cover((), base, lexicon.end_cost(base))
    if most and len(rest) >= 2 * SHORTEST and (more := cover(rest, lexicon, ending, seen=seen, most=most)):
        yield more


def parts(base: str, lexicon: Lexicon) -> Iterator[str]:
    """Give what a base form that is a compound can be found by beside its whole; nothing of one that is none."""
    if found := _known(base, lexicon):
        yield from parts_of(found, lexicon)


def parts_of(found: Cover, lexicon: Lexicon) -> Iterator[str]:
    """Give the parts of a compound, as they stand and as base forms, and neighbours joined: *voimalaitos*."""
    atoms = [atom for part in (*found.openings, found.last) for atom in _atoms(part, lexicon)]
    for first, part in enumerate(atoms):
        yield part
        yield from _bases(part, lexicon)
        for last in range(first + 1, len(atoms) if first else len(atoms) - 1):
            before = "".join(atoms[first:last])
            yield from (before + base for base in _bases(atoms[last], lexicon))


def _known(base: str, lexicon: Lexicon) -> Cover | None:
    """How a base form is a compound, if it is one beyond doubt."""

    def ending(rest: str) -> str | None:
        return next((one for one in (rest, rest.removesuffix(PLURAL)) if lexicon.is_base(one)), None)

    found = cover(base, lexicon, ending, seen=True)
    return found if found and found.cost / (len(found.openings) + 1) <= DEAREST_PART else None


def _atoms(part: str, lexicon: Lexicon) -> list[str]:
    """The parts of a part that is a compound itself; else it alone."""
    base = lexicon.opening(part) or part
    if found := _known(base, lexicon):
        return [atom for one in (*found.openings, found.last) for atom in _atoms(one, lexicon)]
    return [part]


def _bases(part: str, lexicon: Lexicon) -> Iterator[str]:
    base = lexicon.opening(part) or part
    yield base
    if base.endswith(PLURAL) and lexicon.is_base(base.removesuffix(PLURAL)):
        yield base.removesuffix(PLURAL)
