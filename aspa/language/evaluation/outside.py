"""Corpora that others made and whose licence keeps them out of Aspa: measured where somebody has them."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from aspa.kit.errors import Refused
from aspa.language.evaluation import beside, nearness, treebanks
from aspa.language.evaluation.feeling import WORD_LIST
from aspa.language.evaluation.measures import auc
from aspa.language.evaluation.row import Beside, Row
from aspa.language.evaluation.treebanks import Sentence
from aspa.language.mood import polarity_of
from aspa.language.text import Text
from aspa.language.weighing.model import model

GOOD, BAD = {5, 8}, {1, 3, 4, 6}  # of XED: joy, trust; anger, disgust, fear, sadness
SAME = ("3", "4")  # of Turku Paraphrase Corpus: the same in this context, or in any
MOST = 3_000  # lines and pairs; where there are more, each so-manieth is taken

Kind = TypeVar("Kind")


class Unreadable(Refused):
    """What was given holds nothing of its kind."""


class Corpora(NamedTuple):
    """
    Where they lie; None is left out.

    Attributes:
        treebank: a folder of CoNLL-U files of Finnish.
        emotions: film lines of XED, tab, numbers of emotions.
        paraphrases: pairs of Turku Paraphrase Corpus, JSON.
    """

    treebank: Path | None = None
    emotions: Path | None = None
    paraphrases: Path | None = None

    @property
    def left_out(self) -> list[str]:
        """The names of those that were not given."""
        return [name for name, place in self._asdict().items() if place is None]


def measured(corpora: Corpora) -> Iterator[Row]:
    """
    Read corpora at once, and return what they tell.

    Raises Unreadable and OSError.
    """
    told: list[Iterator[Row]] = []
    if corpora.treebank:
        told.append(treebanks.measured(_treebank(corpora.treebank)))
    if corpora.emotions:
        told.append(_emotions(*film_lines(corpora.emotions)))
    if corpora.paraphrases:
        told.append(_paraphrases(_pairs(corpora.paraphrases)))
    return chain.from_iterable(told)


def _treebank(folder: Path) -> list[Sentence]:
    found = [sentence for file in sorted(folder.glob("*.conllu")) for sentence in treebanks.read(_text(file))]
    if not any(sentence.tokens for sentence in found):
        raise Unreadable(f"{folder} holds no sentences in files that end in .conllu.")
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is no text.") from error


def film_lines(file: Path) -> tuple[list[str], list[str]]:
    """
    Return the lines of film that sound good and those that sound bad; what sounds both ways is left out.

    Raises Unreadable.
    """
    good: list[str] = []
    bad: list[str] = []
    for line in _text(file).splitlines():
        text, _tab, numbers = line.rpartition("\t")
        feelings = {int(number) for number in numbers.split(",") if number.strip().isdecimal()}
        if text and bool(feelings & GOOD) != bool(feelings & BAD):
            (good if feelings & GOOD else bad).append(text)
    if not good or not bad:
        raise Unreadable(f"{file} holds no lines of film with numbers of emotions behind a tab.")
    return _some(good), _some(bad)


def _emotions(good: list[str], bad: list[str]) -> Iterator[Row]:
    theirs = auc(*([beside.tone(line, "fi") for line in lines] for lines in (good, bad)))
    ours = auc(*([_polarity(line) for line in lines] for lines in (good, bad)))
    yield Row("polarity", "fi", "film lines, good above bad, AUC", ours, Beside(WORD_LIST, theirs), 0.87)


def _polarity(line: str) -> float:
    return polarity_of(model().weigh(Text.of(line, "fi")))


def _pairs(file: Path) -> list[tuple[str, str, str]]:
    try:
        return _some([(pair["label"], pair["txt1"], pair["txt2"]) for pair in json.loads(_text(file))])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{file} holds no pairs with label, txt1 and txt2.") from error


def _paraphrases(pairs: list[tuple[str, str, str]]) -> Iterator[Row]:
    same, other = ([(a, b) for label, a, b in pairs if label.startswith(SAME) is is_same] for is_same in (True, False))
    yield nearness.paraphrases(same, other)


def _some(known: Sequence[Kind]) -> list[Kind]:
    return list(known[:: len(known) // MOST + 1])
