"""What a letter says of the lines that were prepared for it. Pure."""

import re
from collections.abc import Iterable

SPACES = re.compile(r"\s+")


def standing(lines: Iterable[str], letter: str) -> set[str]:
    """
    Return which of the lines a letter says, however it breaks them.

    Where a line is a part of another, the letter says the shorter one only if it says it by itself.
    """
    lines = set(lines)
    left, said = plain(letter), set()
    for line in sorted({plain(one) for one in lines}, key=len, reverse=True):
        without = re.sub(rf"(?<!\w){re.escape(line)}(?!\w)", "\n", left)
        if without != left:
            said.add(line)
            left = without
    return {one for one in lines if plain(one) in said}


def plain(text: str) -> str:
    """Return a text as it is compared."""
    return SPACES.sub(" ", text).strip().casefold()
