"""Base forms of Finnish words that no lexicon knows, names above all: *Ovidiuksen* may be of *Ovidius*."""

import re
from collections.abc import Iterator

CASE = re.compile(
    r"(.{2,}?)(i?)(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|n|hin|t|[aä]|t[aä]|iin|een|oon|aan|ään|uun|yyn|öön)"
)
STEMS = (("kse", "s"), ("se", "nen"))  # how stems before an ending stand alone


def guesses(word: str) -> Iterator[str]:
    """Give what the base form of an inflected word may be."""
    if found := CASE.fullmatch(word):
        stem, plural = found[1], found[2]
        yield stem
        if stem.endswith("e"):
            yield stem[:-1] + "i"
        if plural:
            yield stem + "i"
        yield from (stem.removesuffix(before) + alone for before, alone in STEMS if stem[2:].endswith(before))
