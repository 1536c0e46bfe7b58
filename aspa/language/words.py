"""Words a text can be found by."""

import re
from itertools import islice

WORD = re.compile(r"[0-9]+(?:[-.:/][0-9]+)+|[^\W_]+")
SEPARATOR = re.compile(r"[-.:/]")
LONGEST = 60  # characters; longer ones are codes nobody types
MOST = 1500  # words of one text that are indexed


def analyze(text: str) -> list[str]:
    """
    Return each different word of a text once, in lower case, ready for the index.

    Numbers with separators (`12.5.2026`, `0400-123456`) are kept whole and in parts.
    """
    found = dict.fromkeys(WORD.findall(text.lower()))
    if not "".join(found).isalnum():  # some are numbers with separators; most texts have none, and one look tells
        for number in [word for word in found if not word.isalnum()]:
            found.update(dict.fromkeys(SEPARATOR.split(number)))
    return [word for word in islice(found, MOST) if len(word) <= LONGEST]
