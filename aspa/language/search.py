"""
Ranking of texts by a question in everyday words, in memory: what the product's own ranking is measured by.

BM25 (Robertson & Zaragoza 2009) twice over: over base forms, parts of compounds and roots, on both sides; and over
pieces of words, for what is derived otherwise or spelt wrongly. Words that say nothing count for nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import log

from aspa.language.emptiness import EMPTY
from aspa.language.words import DEFAULT, UNDERSTANDING, tokens, word

SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25
PIECE = 4  # letters
MOST_WORDS = 5_000  # of a text

Terms = Callable[[str, str], list[str]]


def search(query: str, docs: Sequence[str], lang: str = DEFAULT) -> list[int]:
    """
    Return the places of the texts that a query finds, the best first; of equals the earlier.

    Args:
        lang: `fi`, `sv` or `en`; any other is taken for Finnish.
    """
    lang = lang if lang in UNDERSTANDING else DEFAULT
    scores: dict[int, float] = defaultdict(float)
    for terms in (meant, spelt):
        found = ranked(terms(query, lang), [terms(doc, lang) for doc in docs])
        best = max(found.values(), default=0.0)
        for at, score in found.items():
            scores[at] += score / best
    return sorted(scores, key=lambda at: (-scores[at], at))


def meant(text: str, lang: str) -> list[str]:
    """Return the base forms, parts and roots of the words of a text, those that say nothing left out."""
    return [term for known in _words(text, lang) for term in dict.fromkeys(known) if term not in EMPTY]


def spelt(text: str, lang: str) -> list[str]:
    """Return the pieces of the words of a text, borders taken for letters."""
    framed = (f" {token.lower()} " for token in _tokens(text) if word(token, lang).bases[0] not in EMPTY)
    return [one[at : at + PIECE] for one in framed for at in range(max(1, len(one) - PIECE + 1))]


def ranked(query: Iterable[str], docs: Sequence[Sequence[str]]) -> dict[int, float]:
    """Return the score by BM25 of each text that holds a term of the query."""
    counts = [Counter(doc) for doc in docs]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, count in enumerate(counts):
        for term in count:
            holding[term].append(at)
    usual = sum(map(len, docs)) / len(docs) if docs else 1.0
    scores: dict[int, float] = defaultdict(float)
    for term, weight in Counter(query).items():
        there = holding.get(term, [])
        rarity = log(1 + (len(docs) - len(there) + 0.5) / (len(there) + 0.5))
        for at in there:
            often = counts[at][term]
            long = SATURATION * (1 - LENGTH + LENGTH * len(docs[at]) / usual)
            scores[at] += weight * rarity * often * (SATURATION + 1) / (often + long)
    return scores


def _tokens(text: str) -> list[str]:
    return tokens(text)[:MOST_WORDS]


def _words(text: str, lang: str) -> Iterable[tuple[str, ...]]:
    for token in _tokens(text):
        known = word(token, lang)
        yield (*known.bases, *(term for term in known.found_by if term != known.form))
