"""Compile the lexicons now, so that nobody waits for them later."""

from aspa.language.lexicon.shelf import opened
from aspa.language.lexicon.source import LANGUAGES

if __name__ == "__main__":
    for language in LANGUAGES:
        opened(language)
