"""
Which language a message is written in, also where it is three words long.

Scores of letter sequences (ELD, github.com/nitotm/efficient-language-detector) restricted to the languages that
customers here write, with the commonest words and the letters that only one language has on top: in a fragment of
two to four words these decide.
"""

import re
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import eldc

from aspa.language.detecting.common import COMMON, LANGUAGES

ENOUGH = 300  # characters; a longer text says nothing more about its language
UNKNOWN = "und"
SURE = 0.5  # of certainty 0-1
NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*\d\S*|[^\w\s'’]|_")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PER_WORD = 0.1  # what a text of nothing but common words is worth, against scores of 0-1
FEW, ALONE = 1, 0.6  # a word that stands alone is a greeting more often than not: *moi* is no French here
PER_LETTER = 0.3  # what a letter of its own is worth to a language
HOME = {"fi": 0.03, "sv": 0.02, "en": 0.01}  # where nothing else decides
MOST_SCORES = 5
OWN_LETTERS = {
    "uk": "іїєґ",
    "ru": "ыэъё",
    "et": "õ",
    "de": "ß",
    "pl": "łżźśćńęą",
    "es": "ñ¿¡",
    "fr": "êèçœùâîô",
    "sv": "å",
}
MARKS = {letter: language for language, letters in OWN_LETTERS.items() for letter in letters}
SOMALI = re.compile(r"[a-z]*(?:x[aeiou]|q[aeio]|[aeiou]c[aeiou]|dh[aeiou]|aan|[aeiou]y[ao])[a-z]*")
SOMALI_WORDS = 0.45  # share of words that must look Somali; ELD does not know it
ARABIC = re.compile(r"[\u0600-\u06ff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class Detection(NamedTuple):
    """A language by ISO 639-1, or `und`; `certainty` 0-1 is how far it stands above the next."""

    language: str
    certainty: float

    @property
    def is_sure(self) -> bool:
        """Whether to go by this even where the customer has spoken another language so far."""
        return self.certainty >= SURE


NOTHING = Detection(UNKNOWN, 0.0)
_one_at_a_time = Lock()  # the detector keeps its workings in one place


@cache
def _eld() -> Any:
    eldc.init()
    detector = eldc.instance()
    detector.set_languages([language for language in LANGUAGES if language != "so"])
    detector.set_scores(MOST_SCORES)
    return detector


def detect(text: str, default: str = UNKNOWN) -> str:
    """
    Return the language of a text by ISO 639-1, or `default` where nothing tells.

    Knows fi, sv, en, et, ru, uk, ar, so, de, fr, es and pl.
    """
    found = detection(text).language
    return default if found == UNKNOWN else found


def detection(text: str) -> Detection:
    """Return the language of a text with how certain that is."""
    plain = NO_WORDS.sub(" ", text[: ENOUGH * 2])[:ENOUGH].lower()
    words = WORD.findall(plain)
    if not words:
        return NOTHING
    scores = _scores(plain, words)
    if not scores:
        return NOTHING
    best = max(scores, key=scores.__getitem__)
    next_best = max((score for language, score in scores.items() if language != best), default=0.0)
    return Detection(best, min(1.0, (scores[best] - next_best) * (1 + len(words) / 4)))


def _scores(plain: str, words: list[str]) -> dict[str, float]:
    """How much speaks for each language."""
    if len(ARABIC.findall(plain)) * 2 > len(plain):
        return {"ar": 1.0}
    with _one_at_a_time:
        scores = dict(_eld().detect_details(plain).scores)
    common = {language: sum(map(known.__contains__, words)) for language, known in COMMON.items()}
    for language, count in common.items():
        if count:
            worth = PER_WORD * count / len(words) if len(words) > FEW else ALONE
            scores[language] = scores.get(language, 0.0) + worth
    for letter in MARKS.keys() & set(plain):
        scores[MARKS[letter]] = scores.get(MARKS[letter], 0.0) + PER_LETTER
    looks = sum(1 for word in words if word in COMMON["so"] or SOMALI.fullmatch(word))
    if common["so"] and looks >= SOMALI_WORDS * len(words) and common["so"] >= max(common.values()):
        scores["so"] = scores.get("so", 0.0) + 0.6
    for language, worth in HOME.items():
        if language in scores:
            scores[language] += worth
    return scores
