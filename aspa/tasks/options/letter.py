"""Options as a letter offers them, in the customer's language. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import count
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


def marks(known: Sequence[str]) -> list[str]:
    """
    Return by what the customer names each option of a case: as a letter called it, else by the next mark that is free.

    One alone has a mark only where a letter gave it one. Letters of two cases that were merged may call two alike.
    """
    if len(known) == 1:
        return [*known]
    free = (one for one in map(mark, count()) if one not in known)
    return [one or next(free) for one in known]


def apart(known: Sequence[str]) -> list[str]:
    """Return marks for one letter: of what earlier letters called alike, only the first goes on being called so."""
    return marks([one if one not in known[:nth] else "" for nth, one in enumerate(known)])


def called(lines: Iterable[str], letter: str) -> dict[str, str]:
    """Return the mark with which a letter begins each line that has one, however it breaks them."""
    found = {line: re.search(rf"(?m)^\W*([A-Z]|\d{{2}})\)\s+{_broken(line)}(?!\w)", letter) for line in lines}
    return {line: match[1] for line, match in found.items() if match}


def as_text(language: str, offered: Sequence[str], among: Mapping[str, str]) -> str:
    """
    Return options as a part of a letter.

    Args:
        among: the mark of each option of the case, empty for one that needs none.
    """
    begins, ends = _around(language, offered)
    lines = "\n".join(f"{among[line]}) {line}" if among.get(line) else line for line in offered)
    return f"{begins}\n\n{lines}\n\n{ends}"


def as_html(language: str, offered: Sequence[str], among: Mapping[str, str]) -> str:
    """Return the same for a letter with looks."""
    parts = escape(as_text(language, offered, among)).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{parts}</p>"


def _broken(line: str) -> str:
    return r"\s+".join(re.escape(word) for word in line.split())


def _around(language: str, offered: Sequence[str]) -> tuple[str, str]:
    known = language if language in BEGINS else "en"
    return (BEGINS[known], ENDS[known]) if len(offered) > 1 else (ALONE[known], SUITS[known])
