"""Words a text can be found by."""

import re

WORD = re.compile(r"[0-9]+(?:[-.:/][0-9]+)+|[^\W_]+")
LONGEST = 60  # characters; longer ones are codes nobody types
MOST = 1500  # words of one text that are indexed


def analyze(text: str, lang: str = "") -> list[str]:
    """
    Return each different word of a text once, in lower case, ready for the index.

    Numbers with separators (`12.5.2026`, `0400-123456`) are kept whole and in parts.
    """
    found: dict[str, None] = {}
    for word in WORD.findall(text.lower()):
        if len(found) >= MOST:
            break
        if len(word) > LONGEST:
            continue
        found[word] = None
        if not word.isalnum():
            found.update(dict.fromkeys(re.split(r"[-.:/]", word)))
    found.pop("", None)
    return list(found)


def query_terms(text: str, lang: str = "") -> list[str]:
    """Return the words all of which a text must hold to be found."""
    return analyze(text, lang)
