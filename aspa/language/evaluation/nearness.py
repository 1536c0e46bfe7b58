"""Whether two messages are of one matter."""

from collections.abc import Callable, Sequence
from itertools import combinations

from aspa.language.evaluation import beside
from aspa.language.evaluation.held_out import Matter
from aspa.language.evaluation.measures import auc
from aspa.language.evaluation.row import Beside, Row
from aspa.language.similarity import similarity

SHARED_WORDS = "cosine of word sets"

Pairs = list[tuple[str, str]]


def matters(known: Sequence[Matter]) -> list[Row]:
    """Tell how often contacts of one matter are nearer than contacts of two, of other products and of the same."""
    together = [pair for matter in known for pair in combinations(matter.contacts, 2)]
    apart = [(one, other) for a, b in combinations(known, 2) for one in a.contacts for other in b.contacts]
    beside_them = [(one, other) for matter in known for one in matter.contacts for other in matter.other]
    return [
        _row("contacts of one matter above two, AUC", together, apart, 0.9),
        _row("same above another on one product, AUC", together, beside_them, 0.9),
    ]


def _row(measure: str, together: Pairs, apart: Pairs, aim: float) -> Row:
    def figure(near: Callable[[str, str], float]) -> float:
        return auc([near(*pair) for pair in together], [near(*pair) for pair in apart])

    return Row("similarity", "fi", measure, figure(similarity), Beside(SHARED_WORDS, figure(beside.alike)), aim)


def paraphrases(same: Pairs, other: Pairs) -> Row:
    """Tell how often a pair that people judged to say the same is nearer than one that does not."""
    return _row("paraphrases above other pairs, AUC", same, other, 0.9)
