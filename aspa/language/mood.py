"""
How the writer of a message feels (R45), and how good or bad a text sounds.

A hint for the agent with its reason, never shown to the customer, and corrected by one click. Trained on customers'
messages that we wrote and on film subtitles marked with feelings; docs/language/mood.md tells how it errs.
"""

from typing import Literal, NamedTuple

from aspa.language.emptiness import EMPTY
from aspa.language.text import Text
from aspa.language.weighing.features import NEGATIONS
from aspa.language.weighing.model import Weighed, likely, model
from aspa.language.weighing.tones import tones

Mood = Literal["angry", "disappointed", "neutral", "pleased"]
MOODS: tuple[Mood, ...] = ("angry", "disappointed", "neutral", "pleased")
MOST_REASONS = 3
LOUD = 0.8  # from which on nearness alone makes a word a reason
SILENT = EMPTY | NEGATIONS
SOUND = {"pleased": 0.5, "angry": -0.5, "disappointed": -0.5}  # what the sound of a text adds to a mood's score


class Felt(NamedTuple):
    """A mood, how sure it is (0-1), and words of the message that speak for it."""

    mood: Mood
    certainty: float
    because: tuple[str, ...]


def mood(text: str) -> Mood:
    """Return how the writer of a message feels: angry, disappointed, neutral or pleased."""
    return felt(Text.of(text)).mood


def polarity(text: str) -> float:
    """Return how good a text sounds: above zero good, below it bad; the logarithm of odds."""
    return polarity_of(model().weigh(Text.of(text)))


def polarity_of(weighed: Weighed) -> float:
    """Return how good a weighed text sounds."""
    return model().scores("polarity", weighed)["good"]


def felt(text: Text, weighed: Weighed | None = None) -> Felt:
    """Return how the writer of a message feels, how sure that is, and why."""
    if not text.words:
        return Felt("neutral", 0.0, ())
    weighed = weighed or model().weigh(text)
    sounds = polarity_of(weighed)
    scores = model().scores("mood", weighed)
    shares = likely({name: score + sounds * SOUND.get(name, 0.0) for name, score in scores.items()})
    best = next(name for name in MOODS if name == next(iter(shares)))
    return Felt(best, shares[best], _because(text, best))


def _because(text: Text, found: Mood) -> tuple[str, ...]:
    """The words that sound most as the mood does."""
    if found == "neutral":
        return ()
    known, sign = tones(text.spoken), 1 if found == "pleased" else -1
    loud = {
        word.form: sign * (known[base].listed or known[base].near)
        for word in text.words
        for base in word.bases
        if base in known and base not in SILENT and (known[base].listed or abs(known[base].near) >= LOUD)
    }
    best = sorted((form for form, tone in loud.items() if tone > 0), key=lambda form: -loud[form])
    return tuple(best[:MOST_REASONS])
