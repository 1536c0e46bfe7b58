"""The whole evaluation, figure by figure."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from aspa.language.evaluation import asking, feeling, finding, held_out, naming, nearness, outside
from aspa.language.evaluation.held_out import Expression, Marked, Message, Statement
from aspa.language.evaluation.outside import Corpora
from aspa.language.evaluation.row import Row
from aspa.language.finding.meaning import is_installed

Line = TypeVar("Line", Message, Statement, Marked, Expression)


def evaluate(corpora: Corpora, *, unseen: bool = False) -> Iterator[Row]:
    """
    Give all figures: those of our own sets, and those of the corpora that are given.

    Args:
        unseen: only of lines that nobody looked at while rules and models were made better, from sets that have such.

    Raises Unreadable and OSError where a corpus cannot be read.
    """
    of_others = outside.measured(corpora)  # read first: whoever gave a wrong file hears it before the work begins
    if not unseen:
        yield from finding.words(held_out.pairs())
        yield from finding.search(held_out.articles(), held_out.asked())
    yield from _by_lines(unseen=unseen)
    if not unseen:
        yield from nearness.matters(held_out.matters())
    yield from of_others


def _by_lines(*, unseen: bool) -> Iterator[Row]:
    """Figures of the sets whose lines are marked as seen or not."""
    messages = _lines(held_out.messages(), unseen=unseen)
    yield from asking.language(messages)
    yield from asking.questions(messages, _lines(held_out.statements(), unseen=unseen))
    yield from feeling.moods(messages)
    yield from feeling.reasons(messages, held_out.examples())
    yield from naming.entities(_lines(held_out.marked(), unseen=unseen))
    yield from naming.times(_lines(held_out.expressions(), unseen=unseen))


def _lines(known: Sequence[Line], *, unseen: bool) -> list[Line]:
    return [line for line in known if not (unseen and line.seen)]


def notes(corpora: Corpora, *, unseen: bool = False) -> Iterator[str]:
    """Give what whoever reads the figures must know."""
    if unseen:
        yield "Of our own sets only lines that nobody looked at while rules and models were made better."
    elif not is_installed():
        yield "Similarity went by words alone; with aspa[semantic] it goes by meaning too."
    if left_out := ", ".join(corpora.left_out):
        yield f"Left out, for want of what others made: {left_out}; see docs/language/README.md."
    if len(corpora.left_out) < len(corpora):
        yield "Parts of these corpora were used to make what is measured: docs/language/README.md says which."
