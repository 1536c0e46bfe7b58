"""
The sets that were held out: written by us, and no model was trained on them (`sets/`).

Of some sets every second line was looked at while rules and models were made better: these are marked as seen, and
what is measured on the others says more of mail that comes tomorrow.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

SETS = Path(__file__).parent / "sets"
EXAMPLES = Path(__file__).parent.parent / "examples" / "reasons.tsv"
LANGUAGES = ("fi", "sv", "en")

Kind = TypeVar("Kind")


class Pair(NamedTuple):
    """A word that is searched, another that stands in a text, and whether the one should find the other."""

    language: str
    query: str
    text: str
    match: bool


class Article(NamedTuple):
    """An article of a knowledge base."""

    id: int
    title: str
    text: str


class Asked(NamedTuple):
    """What a customer asks, and the id of the article that answers."""

    article: int
    question: str


class Message(NamedTuple):
    """A customer's message: its reason, reasons that would be right too, its mood and its questions."""

    language: str
    text: str
    reason: str
    also: list[str]
    mood: str
    questions: list[str]
    seen: bool = False


class Statement(NamedTuple):
    """A sentence that looks much like a question and is none."""

    language: str
    text: str
    seen: bool = False


class Marked(NamedTuple):
    """A message and what it names, as `extract` gives it."""

    text: str
    entities: list[dict[str, str]]
    seen: bool = False


class Expression(NamedTuple):
    """A time as people say it, the moment it is said, and the window it means."""

    language: str
    expression: str
    ref: str
    start: str
    end: str
    seen: bool = False


class Matter(NamedTuple):
    """What a customer writes of one matter over time, and what others ask of the same kind of product."""

    matter: int
    contacts: list[str]
    other: list[str]


class Example(NamedTuple):
    """A message that models were trained on; what a simpler way would have to go by."""

    language: str
    reason: str
    text: str


def pairs() -> list[Pair]:
    """Return the pairs of words."""
    return _read("words/pairs.jsonl", Pair)


def articles() -> list[Article]:
    """Return the articles that are searched."""
    return _read("search/articles.jsonl", Article)


def asked() -> list[Asked]:
    """Return the questions that the articles answer."""
    return _read("search/questions.jsonl", Asked)


def messages() -> list[Message]:
    """Return the customers' messages."""
    return _read("messages/messages.jsonl", Message)


def statements() -> list[Statement]:
    """Return the sentences that are no questions."""
    return _read("questions/statements.jsonl", Statement)


def marked() -> list[Marked]:
    """Return the messages whose entities are marked."""
    return _read("entities/messages.jsonl", Marked)


def expressions() -> list[Expression]:
    """Return the expressions of time."""
    return _read("times/expressions.jsonl", Expression)


def matters() -> list[Matter]:
    """Return the matters with their contacts."""
    return _read("matters/matters.jsonl", Matter)


def examples() -> list[Example]:
    """Return the messages with a reason that models were trained on."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Example(language, reason, text) for language, reason, _mood, text in rows]


def _read(name: str, kind: Callable[..., Kind]) -> list[Kind]:
    lines = (SETS / name).read_text(encoding="utf-8").splitlines()
    return [kind(**json.loads(line)) for line in lines]
