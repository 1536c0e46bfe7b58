"""The commonest words of each language; they decide where a text is too short to tell else."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).with_name("common.txt")


def read(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the words of each language, from lines of a language, a colon and words; `#` begins a comment."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        language, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found[language].update(words.split())
    return {language: frozenset(words) for language, words in found.items()}


COMMON = read(FILE.read_text(encoding="utf-8").splitlines())
LANGUAGES = tuple(COMMON)
