"""From a dictionary to files that are looked up where they lie: tries mapped into memory, shared by all processes."""

from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from aspa.language.lexicon.homographs import homographs
from aspa.language.lexicon.inflection import Inflection
from aspa.language.lexicon.joints import joints
from aspa.language.lexicon.source import dictionary

FORMS, PARTS = "forms.marisa", "parts.marisa"
COUNTS = "<HH"  # how many compounds a part opens, and how many it ends
MOST = 2**16 - 1
FIRST, SECOND = b"\x00", b"\x01"  # the reading a dictionary gives, and one it dropped


def write(language: str, folder: Path) -> None:
    """Make the lexicon of a language in a folder that exists."""
    words = dictionary(language)
    parts = joints(language, words)
    counts = ((part, (min(opens, MOST), min(ends, MOST))) for part, (opens, ends) in parts.items())
    marisa_trie.RecordTrie(COUNTS, counts).save(str(folder / PARTS))
    marisa_trie.BytesTrie(_readings(language, words)).save(str(folder / FORMS))


def _readings(language: str, words: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each form with each of its readings."""
    inflection = Inflection(words)
    for base, changes in inflection.of.items():
        for change in changes:
            yield change.form(base), FIRST + change.undoing()
    for form, _base, change in homographs(inflection, words):
        yield form, SECOND + change.undoing()
