"""
What a linear model looks at in a text: pieces of its words, their base forms, and neighbours.

Features have no names but places in a table: a checksum of what they are. Two that share a place share a weight, which
costs a little accuracy and makes a table of any vocabulary one small file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from aspa.language.word import Word

BITS = 16
PLACES = 1 << BITS
SHORTEST, LONGEST = 2, 5  # letters of a piece of a word
LONGEST_WORD = 30  # letters that are looked at
SEPARATOR = "\x1f"
NOT = "\x1e"
NEGATIONS = frozenset(
    "ei ilman ikinä koskaan inte ingen inget inga aldrig utan not no never without hardly n't".split()
)
REACH = 4  # words after a negation that it turns


def place(feature: str) -> int:
    """Return the place of a feature in a table."""
    return crc32(feature.encode("utf-8", "surrogatepass")) & (PLACES - 1)


def pieces(form: str) -> Iterator[int]:
    """Give the places of all pieces of a word of two to five letters, its borders taken for letters."""
    framed = f" {form[:LONGEST_WORD]} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(framed) - length + 1):
            yield place(framed[start : start + length])


def meanings(word: Word) -> Iterator[int]:
    """Give the places of what a word means: its base forms, and the parts it has."""
    for base in word.bases:
        yield place(SEPARATOR + base)
    for part in word.found_by:
        if part != word.form and part not in word.bases:
            yield place(SEPARATOR + SEPARATOR + part)


def neighbours(words: Sequence[Word]) -> set[int]:
    """Return the places of pairs of words that stand beside each other, and of words that are negated."""
    bases = [word.bases[0] for word in words]
    pairs = {place(first + SEPARATOR + second) for first, second in pairwise(bases)}
    denied = {at for at, base in enumerate(bases) if base in NEGATIONS}
    reached = {at + step for at in denied for step in range(1, REACH + 1) if at + step < len(bases)}
    return pairs | {place(NOT + bases[at]) for at in reached}


def distinct(words: Iterable[Word]) -> list[Word]:
    """Return each different word once."""
    return list({word.form: word for word in words}.values())
