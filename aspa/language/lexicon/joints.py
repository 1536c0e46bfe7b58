"""How often a word opens or ends compounds, counted from a dictionary's own base forms."""

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from aspa.language.lexicon.source import is_common

SHORTEST = 3  # letters of a part
LONG_VOWELS = ("aa", "ää", "ee", "ii", "oo", "uu", "yy", "öö")
VOWELS = "aeiouyäö"


class Words(Protocol):
    """A dictionary, or what was compiled of it."""

    def get(self, form: str, /) -> str | None:
        """Return the likeliest base form of a form, or None."""
        ...

    def is_base(self, word: str, /) -> bool:
        """Tell whether a word is a base form."""
        ...


class Dictionary:
    """Form -> base form, of which some forms are base forms of other words: *työ* is also a dialect's *sinä*."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.get = words.get
        self.bases = set(words.values())

    def is_base(self, word: str) -> bool:
        """Tell whether a word is a base form."""
        return word in self.bases


def finnish_opening(part: str, words: Words) -> str | None:
    """
    Return the base form of what may open a Finnish compound, or None.

    A base form (*verkko*), a genitive (*makkaran*), or the bound stem of a word in -nen (*ihmis*).
    """
    if words.is_base(part):
        return part
    if part.endswith("s") and words.is_base(part[:-1] + "nen"):
        return part[:-1] + "nen"
    base = words.get(part)
    if not base or not base.islower() or not part.endswith("n") or part[:-1].endswith(LONG_VOWELS):
        return None
    is_verb = base.endswith(("da", "dä")) or (base.endswith(("ta", "tä")) and part[-3:-2] in VOWELS)
    return None if is_verb else base


def swedish_opening(part: str, words: Words) -> str | None:
    """
    Return the base form of what may open a Swedish compound, or None.

    A base form (*hus*), one with a joining s (*arbets*), or one without its last vowel (*skol*).
    """
    likely = (part, part.removesuffix("s"), part + "a", part + "e")
    return next((base for base in likely if len(base) >= SHORTEST and words.is_base(base)), None)


def english_opening(part: str, words: Words) -> str | None:
    """Return what may open an English compound written as one word: a base form (*tooth*), or None."""
    return part if words.is_base(part) else None


# Words that are written as endings are: with them *asiakas* would be *asia* + *kas*.
NO_PARTS = {
    "fi": frozenset("kas käs uus lainen läinen mainen mäinen moinen minen sto ton tön nen".split()),
    "sv": frozenset("het are ning ing else lig skap dom era ens ans ism ist ion".split()),
    "en": frozenset(
        "ion ate age able ness less ment ing ally ant ent ism ist ous ish ess let dom hood ward cell "
        "ally per tic ten ting ring king".split()
    ),
}
OPENINGS = {"fi": finnish_opening, "sv": swedish_opening, "en": english_opening}


def joints(language: str, words: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return each part that opens or ends a compound: how many compounds it opens, and how many it ends."""
    opening = OPENINGS[language]
    none = NO_PARTS[language]
    dictionary = Dictionary(words)
    bases = {base for base in dictionary.bases if len(base) >= SHORTEST and is_common(base) and base not in none}
    opens: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for base in bases:
        for at in range(SHORTEST, len(base) - SHORTEST + 1):
            if base[at:] in bases and opening(base[:at], dictionary):
                opens[base[:at]] += 1
                ends[base[at:]] += 1
    return {part: (opens[part], ends[part]) for part in opens.keys() | ends.keys()}
