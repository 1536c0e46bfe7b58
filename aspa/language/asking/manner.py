"""How a language asks: what questions.py wants to know of each."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Token(NamedTuple):
    """A word of a sentence in small letters, and where it stands."""

    word: str
    start: int
    end: int


WORD = re.compile(r"[^\W_]+(?:['’:-][^\W_]+)*")


def tokens_of(sentence: str) -> list[Token]:
    """Return the words of a sentence."""
    return [Token(found[0].lower(), found.start(), found.end()) for found in WORD.finditer(sentence)]


class Manner(Protocol):
    """How a language asks."""

    openers: frozenset[str]  # words that may stand before a question in its clause
    joiners: frozenset[str]  # words that join a further question

    def begins(self, words: Sequence[str], *, marked: bool) -> bool:
        """Tell whether a clause that begins with these words asks; `marked` where a question mark follows."""
        ...

    def marks(self, words: Sequence[str]) -> bool:
        """Tell whether the first of these words shows, wherever it stands, that its clause asks."""
        ...

    def names(self, words: Sequence[str]) -> bool:
        """Tell whether the first of these words is a question word or begins an indirect question."""
        ...

    def exclaims(self, words: Sequence[str]) -> bool:
        """Tell whether a whole sentence without a question mark exclaims, though it begins like a question."""
        ...

    def wonders(self, before: str) -> bool:
        """Tell whether a text in small letters ends in, or holds, a wish to know."""
        ...

    def requests(self, sentence: str) -> bool:
        """Tell whether a sentence in small letters asks for something to be told or done."""
        ...
