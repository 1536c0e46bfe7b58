"""Words that sound good or bad, with how much, from -5 to 5; what stands before them may turn them round."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from aspa.language.weighing.features import NEGATIONS, REACH
from aspa.language.word import Word

FILE = Path(__file__).parent.parent / "models" / "tones.tsv"
TURNED = -0.5  # what is left of a tone that is turned round


class Tone(NamedTuple):
    """How a word sounds by a list that people made, and by what is near it in meaning."""

    listed: float
    near: float


SILENT = Tone(0.0, 0.0)
KEPT = 20_000  # words whose tone is remembered


class Sound(NamedTuple):
    """How a text sounds: good and bad by lists, good and bad by nearness; the longer, the less each word counts."""

    good: float
    bad: float
    near_good: float
    near_bad: float


@cache
def tones(language: str) -> dict[str, Tone]:
    """Return the tone of each base form of a language that has one."""
    found = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            spoken, word, listed, near = line.split("\t")
            if spoken == language:
                found[word] = Tone(float(listed), float(near))
    return found


def sound(words: Sequence[Word], language: str) -> Sound:
    """Return how words sound together."""
    sums = [0.0, 0.0, 0.0, 0.0]
    turned = 0
    for word in words:
        if word.bases[0] in NEGATIONS:
            turned = REACH
        tone = tone_of(word, language)
        if tone is not SILENT:
            factor = TURNED if turned > 0 else 1.0
            for at, value in ((0, tone.listed * factor), (2, tone.near * factor)):
                sums[at if value > 0 else at + 1] += abs(value)
        turned -= 1
    root = max(1.0, float(len(words))) ** 0.5
    return Sound(*(one / root for one in sums))


@lru_cache(KEPT)
def tone_of(word: Word, language: str) -> Tone:
    """Return the strongest tone of what a word may mean."""
    known = tones(language)
    found: Iterable[Tone] = (known[base] for base in (*word.bases, word.form) if base in known)
    return max(found, key=lambda tone: abs(tone.listed) * 10 + abs(tone.near), default=SILENT)
