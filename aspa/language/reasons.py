"""
Why somebody writes (R21): the thirteen reasons that come built in, suggested best first.

Trained on messages that we wrote (`aspa/language/examples/`). What agents of a brand choose instead is learnt
higher up, where the brand's own reasons are known: `aspa/understanding/suggesting.py`.
"""

from aspa.language.text import Text
from aspa.language.weighing.model import Weighed, likely, model

REASONS = (
    "general_question",
    "manual_request",
    "usage_help",
    "order_terms",
    "complaint",
    "return_request",
    "product_features",
    "shipping_returns_policy",
    "terms_of_service",
    "payment_methods",
    "ordering_process",
    "technical_trouble",
    "website_use",
)
SUGGESTED = 3


def reasons(text: str) -> list[str]:
    """Return the three likeliest reasons of a message, best first; a message without words has a general question."""
    return list(weighed_reasons(Text.of(text)))[:SUGGESTED]


def weighed_reasons(text: Text, weighed: Weighed | None = None) -> dict[str, float]:
    """Return how likely each reason is, the likeliest first; shares of one."""
    if not text.words:
        return {REASONS[0]: 1.0}
    return likely(model().scores("reasons", weighed or model().weigh(text)))
