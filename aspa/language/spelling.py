"""What a mistyped word may have been meant for: words of a language one slip of the fingers away."""

from collections.abc import Iterator

from aspa.language.lexicon.shelf import opened
from aspa.language.words import UNDERSTANDING

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
SHORTEST, LONGEST = 4, 24  # letters of a word that is put right: a short one is near too many others
MOST = 8


def corrections(word: str) -> list[str]:
    """Return words one slip away from a word that no language knows; none for one that some language does."""
    word = word.lower()
    if not (word.isalpha() and SHORTEST <= len(word) <= LONGEST) or any(
        opened(language).readings(word) for language in UNDERSTANDING
    ):
        return []
    tried = dict.fromkeys(slips(word))
    found = (one for language in UNDERSTANDING for one in tried if opened(language).readings(one))
    return list(dict.fromkeys(found))[:MOST]


def slips(word: str) -> Iterator[str]:
    """Give the words one slip away: letters swapped, doubled or left out, mistaken, added; the likeliest kind first."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in pairs:
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
    for head, tail in pairs:
        if tail:
            yield head + tail[1:]
            yield head + tail[0] + tail
    for head, tail in pairs:
        for letter in LETTERS:
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
            yield head + letter + tail
