"""Questions to a customer as a letter asks them, in the customer's language. Pure."""

from collections.abc import Sequence
from html import escape

BEGINS = {
    "fi": "Jotta voimme auttaa, kertoisitko meille vielä:",
    "sv": "För att vi ska kunna hjälpa dig behöver vi veta:",
    "en": "So that we can help you, could you please tell us:",
}


def as_text(language: str, asked: Sequence[str]) -> str:
    """Return the questions as a part of a letter: with their numbers where there are several."""
    if len(asked) == 1:
        return f"{begins(language)}\n\n{asked[0]}"
    return begins(language) + "\n\n" + "\n".join(f"{nth}. {one}" for nth, one in enumerate(asked, 1))


def as_html(language: str, asked: Sequence[str]) -> str:
    """Return the same for a letter with looks."""
    if len(asked) == 1:
        return f"<p>{escape(begins(language))}</p><p>{escape(asked[0])}</p>"
    items = "".join(f"<li>{escape(one)}</li>" for one in asked)
    return f"<p>{escape(begins(language))}</p><ol>{items}</ol>"


def begins(language: str) -> str:
    """Return what leads to the questions."""
    return BEGINS.get(language, BEGINS["en"])
