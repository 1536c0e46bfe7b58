"""`aspa language`: how well words are understood."""

from pathlib import Path

from aspa.language.evaluation.outside import Corpora
from aspa.language.evaluation.run import evaluate as measured
from aspa.language.evaluation.run import notes
from aspa.language.evaluation.table import heading, line


def evaluate(*, unseen: bool, treebank: Path | None, emotions: Path | None, paraphrases: Path | None) -> None:
    """
    Measure what Aspa tells of words, beside what others tell; needs no database.

    Raises Unreadable and OSError where a corpus cannot be read.
    """
    corpora = Corpora(treebank, emotions, paraphrases)
    print(heading())
    for row in measured(corpora, unseen=unseen):
        print(line(row), flush=True)
    print()
    for note in notes(corpora, unseen=unseen):
        print(note)
