"""What changed between two versions of a text, word by word. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

PIECE = re.compile(r"\s+|\w+|[^\w\s]")
MOST = 3000  # pieces that are compared by the word; what is longer is compared by the line


class Piece(NamedTuple):
    """A piece of text: `kept`, `out` or `new`."""

    how: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in their order."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    if max(len(old), len(new)) > MOST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for act, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Piece("kept", "".join(old[old_from:old_to])))
            continue
        found += [Piece("out", "".join(old[old_from:old_to]))] if old_to > old_from else []
        found += [Piece("new", "".join(new[new_from:new_to]))] if new_to > new_from else []
    return found
