"""Linear models over the words of a text, trained elsewhere (`training/`) and read from one file."""

import json
import lzma
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from aspa.language.text import Text
from aspa.language.weighing.features import PLACES, distinct, meanings, neighbours, pieces
from aspa.language.weighing.table import WIDTH, Sum, Table, together
from aspa.language.weighing.tones import sound
from aspa.language.word import Word

FILE = Path(__file__).parent.parent / "models" / "weights.xz"
KEPT = 40_000  # words whose sums are remembered
MOST_SIGNS = 5  # exclamation marks that count
NORM = "norm"  # the column whose sum is the square of a text's length in the space of its features


class Answer(NamedTuple):
    """What one model may say: its bias, and what the dense features weigh in it."""

    name: str
    bias: float
    dense: tuple[float, ...]


class Weighed(NamedTuple):
    """The columns of a text, divided by its length in the space of features, and its dense features."""

    columns: dict[str, float]
    dense: tuple[float, ...]


class Model:
    """Tables of weights with what is needed to read them."""

    def __init__(self, packed: bytes) -> None:
        header, _newline, weights = lzma.decompress(packed).partition(b"\n")
        told = json.loads(header)
        self.names: list[str] = told["columns"]
        self.scales: tuple[list[float], list[float]] = tuple(told["scales"])
        self.answers = {
            model: [Answer(one["name"], one["bias"], tuple(one["dense"])) for one in answers]
            for model, answers in told["models"].items()
        }
        size = PLACES * len(self.names) * WIDTH
        self.pieces, self.meanings = (Table(len(self.names), weights[at : at + size]) for at in (0, size))
        self._remembered: dict[tuple[str, str], tuple[Sum, Sum]] = {}

    def weigh(self, text: Text) -> Weighed:
        """Return what the words of a text weigh in every column."""
        sums = [self._word(word, text.spoken) for word in distinct(text.words)]
        pieces = together(of_pieces for of_pieces, _of_meanings in sums)
        beside = self.meanings.add(neighbours(text.words))
        meanings = together([beside, *(of_meanings for _of_pieces, of_meanings in sums)])
        columns = dict.fromkeys(self.names, 0.0)
        tables = (self.pieces, pieces, self.scales[0]), (self.meanings, meanings, self.scales[1])
        for table, added, scales in tables:
            weights = [value * scale for value, scale in zip(table.columns_of(added), scales, strict=True)]
            length = max(weights[0], 1e-9) ** 0.5
            for name, value in zip(self.names, weights, strict=True):
                columns[name] += value / length
        return Weighed(columns, dense(text))

    def rarity_of_piece(self, place: int) -> float:
        """Return how rare a piece of a word is, squared: what it adds to a text's length."""
        return self.pieces.first(place) * self.scales[0][0]

    def rarity_of_meaning(self, place: int) -> float:
        """Return how rare a meaning is, squared."""
        return self.meanings.first(place) * self.scales[1][0]

    def scores(self, model: str, weighed: Weighed) -> dict[str, float]:
        """Return the score of each answer of a model; the higher, the likelier."""
        return {
            answer.name: answer.bias
            + weighed.columns[f"{model}:{answer.name}"]
            + sum(weight * value for weight, value in zip(answer.dense, weighed.dense, strict=False))
            for answer in self.answers[model]
        }

    def _word(self, word: Word, language: str) -> tuple[Sum, Sum]:
        key = word.form, language
        if (known := self._remembered.get(key)) is None:
            if len(self._remembered) >= KEPT:
                self._remembered.clear()
            known = self._remembered[key] = self.pieces.add(pieces(word.form)), self.meanings.add(meanings(word))
        return known


def dense(text: Text) -> tuple[float, ...]:
    """Return what is counted rather than looked up: how the words sound, exclamation marks, shouting, questions."""
    letters = sum(map(str.isalpha, text.own)) or 1
    return (
        *sound(text.words, text.spoken),
        min(text.own.count("!"), MOST_SIGNS) / MOST_SIGNS,
        min(1.0, 3 * max(0.0, sum(map(str.isupper, text.own)) / letters - 0.1)),
        min(text.own.count("?"), MOST_SIGNS) / MOST_SIGNS,
        min(len(text.words), 100) / 100,
    )


@cache
def model() -> Model:
    """Return the model that ships with Aspa, loaded once."""
    return Model(FILE.read_bytes())


def likely(scores: dict[str, float]) -> dict[str, float]:
    """Return scores as shares of one (softmax), the likeliest first."""
    top = max(scores.values())
    powers = {name: exp(score - top) for name, score in scores.items()}
    whole = sum(powers.values())
    return dict(sorted(((name, power / whole) for name, power in powers.items()), key=lambda pair: -pair[1]))
