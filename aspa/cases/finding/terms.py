"""What a text that somebody searches for is looked up by: for each of its words, the terms any of which is a hit."""

import re
from collections.abc import Iterator

from aspa.language.emptiness import EMPTY
from aspa.language.words import UNDERSTANDING, query_bases, tokens

MOST_WORDS = 12  # of a search; who knows more of a message copies it from one
MOST_TERMS = 24  # of a word
QUOTED = re.compile(r'"([^"]*)"')

Group = tuple[str, ...]


def groups(text: str) -> list[Group]:
    """
    Return for each word of a search the terms that stand for it.

    Words are meant in every language the desk speaks: whoever searches says none. What is in quotes is meant as it is
    written. Words that say nothing are left out where others say something.
    """
    exact = [(token.lower(),) for quoted in QUOTED.findall(text) for token in tokens(quoted)]
    free = [(token, terms(token)) for token in tokens(QUOTED.sub(" ", text))]
    telling = [group for token, group in free if not EMPTY.intersection(group[:1]) or token.isdecimal()]
    return list(dict.fromkeys([*exact, *(telling if telling or exact else (group for _token, group in free))]))[
        :MOST_WORDS
    ]


def terms(token: str) -> Group:
    """Return the terms that stand for one word, those of the first language first."""
    return tuple(dict.fromkeys(_terms(token)))[:MOST_TERMS]


def _terms(token: str) -> Iterator[str]:
    for language in UNDERSTANDING:
        yield from query_bases(token, language)
    yield token.lower()


def written(groups: list[Group]) -> list[str]:
    """Return groups as the database reads them: no term holds a space."""
    return [" ".join(group) for group in groups]
