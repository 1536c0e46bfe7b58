"""A compiled lexicon: which words a form belongs to, and how likely a word opens or ends a compound."""

from collections.abc import Iterator
from math import log
from pathlib import Path

import marisa_trie

from aspa.language.lexicon.compile import COUNTS, FORMS, PARTS
from aspa.language.lexicon.inflection import undone
from aspa.language.lexicon.joints import OPENINGS, SHORTEST

UNSEEN = 0.05  # times that a part counts which no known compound has
ALL = log(20_000)  # about how many parts there are; costs are logarithms of how rare a part is
DEAREST = ALL - log(UNSEEN)


class Lexicon:
    """Base forms and compound parts of one language, read from files mapped into memory."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._opening = OPENINGS[language]
        self._forms = marisa_trie.BytesTrie().mmap(str(folder / FORMS))
        self._parts = marisa_trie.RecordTrie(COUNTS).mmap(str(folder / PARTS))

    def readings(self, form: str) -> tuple[str, ...]:
        """Return the base forms of a form written so, the likeliest first; empty where it is not known."""
        found = self._forms.get(form)
        return tuple(undone(form, reading[1:]) for reading in sorted(found)) if found else ()

    def bases(self, word: str) -> tuple[str, ...]:
        """Return the base forms of a word in small letters; names are known by their capital, others also under it."""
        small = word.lower()
        for written in dict.fromkeys((word, small, small.capitalize())):
            if found := self.readings(written):
                return tuple(dict.fromkeys(base.lower() for base in found))
        return ()

    def get(self, form: str) -> str | None:
        """Return the likeliest base form of a form as it is written, or None."""
        return next(iter(self.readings(form)), None)

    def is_base(self, word: str) -> bool:
        """Tell whether a word in small letters is a base form."""
        return word in self.readings(word)

    def opening(self, part: str) -> str | None:
        """Return the base form of what may open a compound as it stands, or None."""
        return self._opening(part, self)

    def openings(self, word: str, *, seen: bool) -> Iterator[tuple[str, float]]:
        """
        Give each beginning of a word that may open a compound, and its cost.

        Args:
            seen: only what opens a compound that is known.
        """
        known = set()
        for part in self._parts.prefixes(word):
            opens = self._parts[part][0][0]
            if opens and len(word) - len(part) >= SHORTEST:
                known.add(part)
                yield part, ALL - log(opens + UNSEEN)
        for part in () if seen else self._forms.prefixes(word):
            if part not in known and len(word) - SHORTEST >= len(part) >= SHORTEST and self.opening(part):
                yield part, DEAREST

    def end_cost(self, base: str) -> float:
        """Return how unlikely a base form ends a compound."""
        found = self._parts.get(base)
        return ALL - log((found[0][1] if found else 0) + UNSEEN)
