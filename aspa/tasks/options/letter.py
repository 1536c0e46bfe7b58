"""Options as a letter offers them, in the customer's language. Pure."""

from collections.abc import Sequence
from html import escape
from string import ascii_uppercase

BEGINS = {
    "fi": "Voit valita näistä:",
    "sv": "Du kan välja mellan:",
    "en": "You can choose from these:",
}
ENDS = {
    "fi": "Kerrothan, minkä vaihtoehdon valitset.",
    "sv": "Meddela oss gärna vilket alternativ du väljer.",
    "en": "Please let us know which one you choose.",
}
ALONE = {"fi": "Ehdotamme tätä:", "sv": "Vi föreslår detta:", "en": "We suggest this:"}
SUITS = {"fi": "Sopiiko tämä sinulle?", "sv": "Passar det dig?", "en": "Does this suit you?"}


def as_line(text: str, terms: str) -> str:
    """Return an option with its terms, as one line."""
    return f"{text} ({terms})" if terms else text


def mark(nth: int) -> str:
    """Return by what the customer names the nth option of a case, from 0: a letter, while there are letters."""
    return ascii_uppercase[nth] if nth < len(ascii_uppercase) else str(nth + 1)


def as_text(language: str, offered: Sequence[str], among: Sequence[str]) -> str:
    """
    Return options as a part of a letter.

    Args:
        among: all options of the case; where there are several, each has the mark of its place among them, so that a
            second letter calls nothing else "A".
    """
    begins, ends = _around(language, offered)
    marks = {line: f"{mark(nth)}) " for nth, line in enumerate(among)} if len(among) > 1 else {}
    lines = "\n".join(marks.get(line, "") + line for line in offered)
    return f"{begins}\n\n{lines}\n\n{ends}"


def as_html(language: str, offered: Sequence[str], among: Sequence[str]) -> str:
    """Return the same for a letter with looks."""
    parts = escape(as_text(language, offered, among)).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{parts}</p>"


def _around(language: str, offered: Sequence[str]) -> tuple[str, str]:
    known = language if language in BEGINS else "en"
    return (BEGINS[known], ENDS[known]) if len(offered) > 1 else (ALONE[known], SUITS[known])
