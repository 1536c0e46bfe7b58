"""Which language a message is in, and what its writer asks."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from aspa.language.detect import detect
from aspa.language.evaluation import beside
from aspa.language.evaluation.held_out import LANGUAGES, Message, Statement
from aspa.language.evaluation.measures import f1, share
from aspa.language.evaluation.row import Beside, Row
from aspa.language.questions import questions as found_by_aspa
from aspa.language.sentences import sentences

FRAGMENT = 3  # words
WORD = re.compile(r"\w+")
WITHIN, ALIKE = 0.6, 0.3  # shares of words, from which on two questions are one: of the shorter, and of the longer
MARKS = "a sentence that ends in ?"

Asks = Callable[[str], list[str]]


def language(messages: Sequence[Message]) -> list[Row]:
    """Tell how often the language of first sentences and of three words is told rightly."""
    rows = []
    for spoken in LANGUAGES:
        texts = [message.text for message in messages if message.language == spoken]
        firsts = [said[0] for text in texts if (said := sentences(text))]
        threes = [three for text in texts for three in fragments(text)]
        rows.append(_of_language("first sentences told rightly", firsts, spoken, 0.99))
        rows.append(_of_language("three words told rightly", threes, spoken, 0.98))
    return rows


def fragments(text: str) -> Iterator[str]:
    """Give a text three words at a time, what has no letters left out."""
    said = [word for word in text.split() if any(map(str.isalpha, word))]
    for start in range(0, len(said) - FRAGMENT + 1, FRAGMENT):
        yield " ".join(said[start : start + FRAGMENT])


def _of_language(measure: str, texts: Sequence[str], spoken: str, aim: float) -> Row:
    ours = share(detect(text) == spoken for text in texts)
    theirs = share(beside.language_of(text) == spoken for text in texts)
    return Row("language", spoken, measure, ours, Beside("eldc", theirs), aim)


def questions(messages: Sequence[Message], statements: Sequence[Statement]) -> list[Row]:
    """Tell how well questions are found: as they are written, without any question mark, and where there are none."""
    rows = []
    for spoken in LANGUAGES:
        those = [message for message in messages if message.language == spoken]
        said = [statement.text for statement in statements if statement.language == spoken]
        unmarked = [message._replace(text=_bare(message.text), questions=_all_bare(message)) for message in those]
        rows += [
            _row(spoken, "questions as written, F1", partial(found_f1, those), 0.9),
            _row(spoken, "questions, every ? removed, recall", partial(found_recall, unmarked), 0.9),
            _row(spoken, "traps: statements taken for questions", partial(alarms, said), 0.02)._replace(fewer=True),
        ]
    return rows


def _row(spoken: str, measure: str, figure: Callable[[Asks], float], aim: float) -> Row:
    return Row("questions", spoken, measure, figure(found_by_aspa), Beside(MARKS, figure(beside.marked_questions)), aim)


def _bare(text: str) -> str:
    return text.replace("?", ".")


def _all_bare(message: Message) -> list[str]:
    return [_bare(question) for question in message.questions]


def found_f1(messages: Sequence[Message], asks: Asks) -> float:
    """Return F1 of the questions found, over all messages."""
    given = [asks(message.text) for message in messages]
    met = sum(matched(found, message.questions) for found, message in zip(given, messages, strict=True))
    return f1(met, sum(map(len, given)), sum(len(message.questions) for message in messages))


def found_recall(messages: Sequence[Message], asks: Asks) -> float:
    """Return which share of the questions is found."""
    wanted = sum(len(message.questions) for message in messages)
    return sum(matched(asks(message.text), message.questions) for message in messages) / wanted if wanted else 0.0


def alarms(statements: Sequence[str], asks: Asks) -> float:
    """Return which share of statements is taken for a question."""
    return share(bool(asks(statement)) for statement in statements)


def matched(found: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how many wanted questions are among those found, each found one counting once."""
    left = list(found)
    for question in wanted:
        nearest = max(left, key=lambda one: nearness(one, question), default="")
        if nearest and nearness(nearest, question) >= WITHIN:
            left.remove(nearest)
    return len(found) - len(left)


def nearness(one: str, other: str) -> float:
    """Return which share of the words of the shorter question the other has; 0 where one is far longer."""
    a, b = set(WORD.findall(one.lower())), set(WORD.findall(other.lower()))
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b)) if len(a & b) / max(len(a), len(b)) >= ALIKE else 0.0
