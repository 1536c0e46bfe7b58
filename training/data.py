"""What models are trained on."""

from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parent.parent / "aspa" / "language" / "examples"
GOOD, BAD = {5, 8}, {1, 3, 4, 6}  # of XED: joy, trust; anger, disgust, fear, sadness


class Example(NamedTuple):
    """A text with what it is an example of."""

    language: str
    text: str
    label: str


def reasons() -> list[Example]:
    """Return customers' messages with their reason."""
    return [Example(language, text, reason) for language, reason, _mood, text in _rows("reasons.tsv")]


def moods() -> list[Example]:
    """Return customers' messages with the mood of who wrote them."""
    of_reasons = [Example(language, text, mood) for language, _reason, mood, text in _rows("reasons.tsv")]
    return of_reasons + [Example(language, text, mood) for language, mood, text in _rows("moods.tsv")]


def sounds(moods: list[Example]) -> list[Example]:
    """Return messages that sound good or bad by the mood of who wrote them."""
    sound = {"pleased": "good", "angry": "bad", "disappointed": "bad"}
    return [one._replace(label=sound[one.label]) for one in moods if one.label in sound]


def lines_with_feelings(path: Path) -> list[Example]:
    """Return film lines of XED (Öhman et al. 2020, CC BY 4.0) that sound either good or bad."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _tab, numbers = line.rpartition("\t")
        feelings = {int(number) for number in numbers.replace(" ", "").split(",") if number}
        if bool(feelings & GOOD) != bool(feelings & BAD):
            found.append(Example("fi", text, "good" if feelings & GOOD else "bad"))
    return found


def _rows(name: str) -> list[list[str]]:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
