"""Everything a new message is asked, in one reading of it."""

from dataclasses import dataclass
from typing import NamedTuple

from aspa.language.entities import Found, found
from aspa.language.mood import Felt, felt, polarity_of
from aspa.language.questions import questions
from aspa.language.reasons import SUGGESTED, weighed_reasons
from aspa.language.text import Text
from aspa.language.weighing.model import model
from aspa.language.words import analyze


@dataclass(frozen=True, slots=True)
class Understanding:
    """
    What a message says of itself.

    Attributes:
        language: by ISO 639-1, or `und`.
        terms: what it is found by.
        reasons: the three likeliest with their shares, best first.
        polarity: how good it sounds, the logarithm of odds.
    """

    language: str
    terms: list[str]
    questions: list[str]
    felt: Felt
    polarity: float
    reasons: dict[str, float]
    entities: list[Found]


class Judged(NamedTuple):
    """What a message asks, and how and why its writer writes."""

    questions: list[str]
    felt: Felt
    polarity: float
    reasons: dict[str, float]


def judge(written: str, language: str = "") -> Judged:
    """Return what a message asks, and how and why its writer writes; reasons are the likeliest, best first."""
    return judged(Text.of(written, language))


def judged(text: Text) -> Judged:
    """Return what a text that was read asks, and how and why its writer writes."""
    weighed = model().weigh(text)
    likely = weighed_reasons(text, weighed)
    return Judged(
        questions=questions(text.written, text.language),
        felt=felt(text, weighed),
        polarity=polarity_of(weighed),
        reasons={reason: likely[reason] for reason in list(likely)[:SUGGESTED]},
    )


def understand(written: str, language: str = "") -> Understanding:
    """Return what a message says of itself; its language is recognised where it is not given."""
    text = Text.of(written, language)
    return Understanding(
        language=text.language,
        terms=analyze(written, text.spoken),
        entities=found(written),
        **judged(text)._asdict(),
    )
