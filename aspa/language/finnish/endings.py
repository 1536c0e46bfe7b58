"""What hangs at the end of Finnish words: clitics (*-ko*, *-kin*) and possessive suffixes (*-ni*, *-nsa*)."""

import re
from collections.abc import Iterator

CLITIC = re.compile(r"(.{2,}?)(k[oö]h[aä]n|k[oö]s|k[oö]|kin|kaan|kään|h[aä]n|p[aä]s|p[aä])")
POSSESSIVE = re.compile(r"(.{2,}?)(ni|si|ns[aä]|mme|nne|(?<=a)an|(?<=ä)än|(?<=e)en)")
TRANSLATIVE = "kse"  # *-ksi* before a possessive


def without_clitic(word: str) -> str | None:
    """Return a word without its clitic, or None where it has none."""
    found = CLITIC.fullmatch(word)
    return found[1] if found else None


def without_possessive(word: str) -> Iterator[str]:
    """
    Give what a word may be without its possessive suffix.

    The suffix hides the n of a genitive or illative and the t of a plural: *tilaukseni* is *tilauksen* + *ni*.
    """
    if found := POSSESSIVE.fullmatch(word):
        stem = found[1]
        yield from (stem, stem + "n", stem + "t")
        if stem.endswith(TRANSLATIVE):
            yield stem[:-1] + "i"
