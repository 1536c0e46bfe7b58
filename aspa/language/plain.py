"""
How plain a text is (R40), and what would make it plainer: hints for whoever writes, never a bar.

A text is hard by long words, long sentences, passives, nouns made of verbs, and few words that people speak with.
Weights were fitted on laws, parliament and finance against blogs and fiction (docs/language/plain.md).
"""

from math import log
from typing import NamedTuple

from aspa.language.detect import detect
from aspa.language.finnish.passive import is_passive
from aspa.language.sentences import sentences
from aspa.language.words import DEFAULT, UNDERSTANDING, tokens, word

LONG_SENTENCE = 20  # words
MOST_WORDS = 3000


class Manner(NamedTuple):
    """What is usual in a language: means, spreads and weights of the six measures, and words that people speak with."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    longest: int  # letters, from which on a word is long
    made: tuple[str, ...]  # ends of nouns made of verbs
    spoken: frozenset[str]


SPREADS = (0.97, 0.40, 0.018, 0.038, 0.058, 0.058)
WEIGHTS = (0.69, 0.44, 0.39, 0.24, -0.71, 0.48)
MANNERS = {
    "fi": Manner(
        (7.15, 2.42, 0.011, 0.042, 0.066, 0.080),
        SPREADS,
        WEIGHTS,
        13,
        ("minen", "us", "ys", "nti"),
        frozenset("minä sinä me te hän ei jo nyt sitten niin kai vaan kyllä ihan aika tosi hyvin kun jos".split()),
    ),
    "sv": Manner(
        (5.00, 2.75, 0.010, 0.060, 0.130, 0.060),
        SPREADS,
        WEIGHTS,
        11,
        ("ing", "het", "tion", "else", "ande", "ende"),
        frozenset("jag du vi ni han hon inte nu då så ju väl bra lite gärna kan ska om när men".split()),
    ),
    "en": Manner(
        (4.60, 2.85, 0.012, 0.040, 0.110, 0.050),
        SPREADS,
        WEIGHTS,
        10,
        ("tion", "ment", "ness", "ity", "ance", "ence"),
        frozenset("i you we he she not now then so just get can will if when but go".split()),
    ),
}
SWEDISH_PASSIVES = ("as", "ades", "ats", "des", "ts")
ENGLISH_BE = frozenset("is are was were be been being".split())
ENGLISH_PARTICIPLES = ("ed", "en")
SWEDISH_SHORTEST, ENGLISH_SHORTEST = 6, 5  # letters of what may be a passive


class Measured(NamedTuple):
    """A text measured; shares are of its words."""

    word_length: float
    sentence_length: float  # its natural logarithm
    passives: float
    made_nouns: float
    spoken: float
    long_words: float


def difficulty(text: str, lang: str = "") -> float:
    """Return how hard a text is to read: about 0 for news, above it for laws, below it for what people write."""
    lang = _spoken(text, lang)
    manner, measured = MANNERS[lang], measure(text, lang)
    if measured is None:
        return 0.0
    rows = zip(measured, manner.means, manner.spreads, manner.weights, strict=True)
    return sum(weight * (value - mean) / spread for value, mean, spread, weight in rows)


def measure(text: str, lang: str) -> Measured | None:
    """Return a text measured, or None where it has no words."""
    manner = MANNERS[lang]
    said = [found for sentence in sentences(text) if (found := [one for one in tokens(sentence) if one[0].isalpha()])]
    written = [one for sentence in said for one in sentence][:MOST_WORDS]
    if not written:
        return None
    count = len(written)
    bases = [word(one, lang).bases[0] for one in written]
    return Measured(
        sum(map(len, written)) / count,
        log(max(1.0, count / len(said))),
        len(_passives(written, lang)) / count,
        sum(base.endswith(manner.made) for base in bases) / count,
        sum(base in manner.spoken for base in bases) / count,
        sum(len(one) >= manner.longest for one in written) / count,
    )


def passives(text: str, lang: str = "") -> list[str]:
    """Return the verbs of a text that hide who does what, as they stand, each time they come."""
    return _passives([one for sentence in sentences(text) for one in tokens(sentence)], _spoken(text, lang))


def _spoken(text: str, lang: str) -> str:
    lang = lang or detect(text, DEFAULT)
    return lang if lang in UNDERSTANDING else DEFAULT


def _passives(written: list[str], lang: str) -> list[str]:
    if lang == "fi":
        return [one for one in written if is_passive(one.lower())]
    if lang == "sv":
        return [one for one in written if _is_swedish_passive(one.lower())]
    pairs = zip(["", *written], written, strict=False)
    return [one for before, one in pairs if before.lower() in ENGLISH_BE and _is_participle(one.lower())]


def _is_swedish_passive(form: str) -> bool:
    """*Skickas*, *beställdes*: a verb with -s; without the s it is a form of a verb."""
    if len(form) < SWEDISH_SHORTEST or not form.endswith(SWEDISH_PASSIVES):
        return False
    return any(base.endswith("a") and base != form for base in word(form, "sv").bases)


def _is_participle(form: str) -> bool:
    return len(form) >= ENGLISH_SHORTEST and form.endswith(ENGLISH_PARTICIPLES) and form not in word(form, "en").bases
