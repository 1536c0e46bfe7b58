"""
What a writer wants answered: every question must be (R39).

Rules, not a model: what marks a question is few in each language, and a rule can be told to who asks why. A question
mark always counts; without one a clause asks that begins as questions do, and so does a sentence that wishes to know
or to be told.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aspa.language.asking import english, finnish, swedish
from aspa.language.asking.manner import Manner, Token, tokens_of
from aspa.language.detect import detect
from aspa.language.sentences import sentences

MANNERS: dict[str, Manner] = {"fi": finnish, "sv": swedish, "en": english}
BORDER = re.compile(r"[,;:–—(]|\s-\s|\.\.")
NAME = 2  # words before a comma that may be whom is spoken to
MOST = 50  # questions of one message
FEWEST_LETTERS = 2
NEVER = frozenset("älkää älkäämme älköön".split())  # *älkää huolehtiko* looks like a question


def questions(text: str, lang: str = "") -> list[str]:
    """
    Return each thing the writer of a message wants answered, as it stands in the message; requests too.

    Args:
        lang: `fi`, `sv` or `en`; recognised where it is not given.
    """
    manner = MANNERS.get(lang or detect(text, "fi"))
    found: dict[str, None] = {}
    for sentence in sentences(text):
        for question in asked(sentence, manner) if manner else marked(sentence):
            found.setdefault(question)
            if len(found) == MOST:
                return list(found)
    return list(found)


def marked(sentence: str) -> Iterator[str]:
    """Give a sentence that ends in a question mark, whatever its language."""
    if _has_mark(sentence) and sum(map(str.isalpha, sentence)) >= FEWEST_LETTERS:
        yield sentence


def asked(sentence: str, manner: Manner) -> Iterator[str]:
    """Give the questions of a sentence: none, itself, or those that it joins."""
    tokens = tokens_of(sentence)
    if not tokens or sum(map(str.isalpha, sentence)) < FEWEST_LETTERS:
        return
    words = [token.word for token in tokens]
    if not _has_mark(sentence) and (manner.exclaims(words) or words[0] in NEVER):
        return
    starts = list(_starts(sentence, tokens, manner))
    if not starts:
        if _has_mark(sentence) or manner.requests(sentence.lower()):
            yield sentence
        return
    cuts = [0, *starts[1:], len(sentence)]
    for start, end in pairwise(cuts):
        yield sentence[start:end].strip(" ,;:–-")


def _starts(sentence: str, tokens: Sequence[Token], manner: Manner) -> Iterator[int]:
    """Where clauses that ask begin."""
    words = [token.word for token in tokens]
    clause = 0  # the first word of the clause
    last = -1
    for at, token in enumerate(tokens):
        border = at and BORDER.search(sentence, tokens[at - 1].end, token.start)
        if border or (token.word in manner.joiners and at):
            clause = at
        if last < clause and _asks(sentence, words, at, clause, manner, tokens):
            last = at
            yield tokens[clause].start


def _asks(sentence: str, words: list[str], at: int, clause: int, manner: Manner, tokens: Sequence[Token]) -> bool:
    """Whether the word at a place shows that its clause asks."""
    rest = words[at:]
    if manner.marks(rest):
        return True
    before = words[clause:at]
    is_first = all(word in manner.openers or word in manner.joiners for word in before)
    if is_first and (_has_mark(sentence) or (not sentence.endswith("!") and _is_free(words, clause, manner))):
        return manner.begins(rest, marked=_has_mark(sentence))
    return manner.names(rest) and manner.wonders(sentence[: tokens[at].start].lower())


def _is_free(words: list[str], clause: int, manner: Manner) -> bool:
    """Whether a clause may ask without a mark: the first, one after a name, or one that is joined to another."""
    return clause <= NAME or words[clause] in manner.joiners or all(word in manner.openers for word in words[:clause])


def _has_mark(sentence: str) -> bool:
    return "?" in sentence[-6:]
