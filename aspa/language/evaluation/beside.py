"""What somebody could use instead, measured in the same run: the libraries we know of, and simple ways of one's own."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import eldc
import phonenumbers
import simplemma
import Stemmer
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from aspa.language.detecting.common import LANGUAGES
from aspa.language.evaluation.held_out import Example
from aspa.language.search import ranked
from aspa.language.text import Text
from aspa.language.weighing.tones import sound
from aspa.language.words import tokens

SNOWBALL = {"fi": "finnish", "sv": "swedish", "en": "english"}
ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
LETTERS = re.compile(r"\w+")
LONG = 6  # letters, beyond which LIX counts a word as long


def lemmas(text: str, language: str) -> list[str]:
    """Return the base form of each word by simplemma."""
    return [simplemma.lemmatize(token, lang=language).lower() for token in tokens(text)]


def lemmas_and_forms(text: str, language: str) -> list[str]:
    """Return the base form of each word by simplemma, and each word as it stands."""
    return [*lemmas(text, language), *_forms(text)]


def stems(text: str, language: str) -> list[str]:
    """Return the stem of each word by Snowball."""
    found: list[str] = _stemmer(language).stemWords([token.lower() for token in tokens(text)])
    return found


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(SNOWBALL[language])


def language_of(text: str) -> str:
    """Return the language of a text by ELD alone, restricted to the same languages as Aspa."""
    found: str = _eld().detect(text)
    return found


@cache
def _eld() -> Any:
    eldc.init()
    detector = eldc.instance()
    detector.set_languages([language for language in LANGUAGES if language != "so"])  # ELD knows no Somali
    return detector


def marked_questions(text: str) -> list[str]:
    """Return the sentences that end in a question mark."""
    return [sentence for sentence in ENDS.split(text) if sentence.endswith("?")]


def tone(text: str, language: str) -> float:
    """Return how good a text sounds by AFINN alone: its words by their base forms, negations turned."""
    heard = sound(Text.of(text, language).words, language)
    return heard.good - heard.bad


def mood_by_tone(text: str, language: str) -> str:
    """Return the mood that a word list can tell: it knows no anger from disappointment, which is the commoner."""
    heard = tone(text, language)
    if heard == 0:
        return "neutral"
    return "pleased" if heard > 0 else "disappointed"


class NearestExample:
    """Reasons by the examples that share most words with a message (BM25)."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.reasons = [example.reason for example in examples]
        self.words = [_forms(example.text) for example in examples]

    def reasons_of(self, text: str) -> list[str]:
        """Return the reasons of the nearest examples, the nearest first, each once; empty where no word is shared."""
        scores = ranked(_forms(text), self.words)
        nearest = sorted(scores, key=lambda at: (-scores[at], at))
        return list(dict.fromkeys(self.reasons[at] for at in nearest))


def phones(text: str) -> set[str]:
    """Return the phone numbers of a text as phonenumbers finds them, in E.164."""
    return {
        phonenumbers.format_number(found.number, PhoneNumberFormat.E164) for found in PhoneNumberMatcher(text, "FI")
    }


def alike(a: str, b: str) -> float:
    """Return the cosine of the sets of words of two texts, as they stand."""
    one, other = set(_forms(a)), set(_forms(b))
    return len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else 0.0


def lix(sentences: Sequence[str]) -> float:
    """Return how hard sentences are by LIX (Björnsson 1968): words of a sentence, and the percentage of long ones."""
    words = [word for sentence in sentences for word in LETTERS.findall(sentence)]
    if not words:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG for word in words) / len(words)


def commonest(labels: Sequence[str]) -> str:
    """Return the label that is right most often: the best answer that never changes."""
    return Counter(labels).most_common(1)[0][0]


def _forms(text: str) -> list[str]:
    return [token.lower() for token in tokens(text)]
