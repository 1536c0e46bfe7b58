"""Which reasons of a brand a case is likely about: what its words say, and what agents chose where words said so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from aspa.sorting.queries import ReasonRow

MOST = 3
TRUSTED = 4  # choices of agents that weigh as much as what the built-in reason is taken for
WEIGHTS = (1.0, 0.5, 0.25)  # of the likeliest reason, of the next, of the third
THANKS = "feedback"
# what a message is understood to be about → the built-in reason of a brand
KEYS = {
    "general_question": "other",
    "manual_request": "manuals",
    "usage_help": "use",
    "order_terms": "terms",
    "complaint": "complaint",
    "return_request": "returns",
    "product_features": "features",
    "shipping_returns_policy": "shipping",
    "terms_of_service": "terms",
    "payment_methods": "payment",
    "ordering_process": "ordering",
    "technical_trouble": "technical",
    "website_use": "site",
}
Lessons = Iterable[tuple[str, int, int]]


def suggested(
    guessed: Sequence[str], lessons: Lessons, reasons: Sequence[ReasonRow], *, is_thanks: bool = False
) -> list[ReasonRow]:
    """
    Return the reasons to choose from first, the likeliest first.

    What was guessed stands for the built-in reason as if four agents had chosen it; each choice an agent has made since
    counts as one, so that a brand's own reasons come up too, and guesses that are wrong there fade.

    Args:
        guessed: what the words say, best first.
        lessons: (what was guessed, the key of the reason that was chosen, how many times).
        reasons: those that may be chosen in the brand.
    """
    chosen: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    offered = {reason.id for reason in reasons}
    for one, key, times in lessons:
        if key in offered:
            chosen[one][key] += times
    scores: dict[int, float] = defaultdict(float)
    for weight, one in zip(WEIGHTS, guessed, strict=False):
        counts = chosen[one]
        for built_in in (reason for reason in reasons if reason.key and reason.key == KEYS.get(one)):
            counts[built_in.id] += TRUSTED
        for key, count in counts.items():
            scores[key] += weight * count / sum(counts.values())
    found = [reason for reason in reasons if reason.id in scores or (is_thanks and reason.key == THANKS)]
    return sorted(found, key=lambda one: (not (is_thanks and one.key == THANKS), -scores.get(one.id, 0)))[:MOST]
