"""Words a text can be found by: base forms, parts of compounds, and numbers whole and in parts."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from unicodedata import normalize

from aspa.language import stems
from aspa.language.finnish import word as finnish
from aspa.language.lexicon.lexicon import Lexicon
from aspa.language.lexicon.shelf import opened
from aspa.language.word import Word

PLAIN = re.compile(r"[0-9]+(?:[-.:/][0-9]+)+|[^\W_]+")
TOKEN = re.compile(r"[0-9]+(?:[-.:/][0-9]+)+|[^\W_]+(?:[-'’:][^\W_]+)*")
SEPARATOR = re.compile(r"[-.:/]")
JOINED = re.compile(r"[-'’:]")
LONGEST = 60  # characters; longer ones are codes nobody types
MOST = 3000  # terms of one text that are indexed
MOST_WRITTEN = 1500
EDITION = 1  # of what `analyze` returns: raised when that changes, which makes every installation index anew
KEPT = 60_000  # words a process remembers; of a year's mail these are nearly all that come twice

UNDERSTANDING: dict[str, Callable[[str, Lexicon], Word]] = {
    "fi": finnish.understood,
    "sv": stems.understood,
    "en": stems.understood,
}
DEFAULT = "fi"

_remembered: dict[str, dict[str, Word]] = {language: {} for language in UNDERSTANDING}


def tokens(text: str) -> list[str]:
    """Return the words of a text in its order, as they are written; hyphens, colons and apostrophes inside belong."""
    return TOKEN.findall(normalize("NFC", text))


def word(written: str, lang: str) -> Word:
    """Return one word understood; what was understood once is remembered."""
    remembered = _remembered[lang]
    if (known := remembered.get(written)) is None:
        if len(remembered) >= KEPT:
            remembered.clear()
        known = remembered[written] = _understood(written, lang)
    return known


def analyze(text: str, lang: str = DEFAULT) -> list[str]:
    """
    Return the terms a text is found by, each once: base forms, parts of compounds and neighbours of these joined,
    roots of participles, and words as they stand.

    Args:
        lang: `fi`, `sv` or `en`; any other language is analysed as Finnish, which leaves unknown words findable.
    """
    lang = lang if lang in UNDERSTANDING else DEFAULT
    found: dict[str, None] = {}
    for token in dict.fromkeys(tokens(text)):
        known = word(token, lang)
        found.update(dict.fromkeys(known.bases))
        found.update(dict.fromkeys(known.found_by))
    return [term for term in islice(found, MOST) if len(term) <= LONGEST]


def written(text: str) -> list[str]:
    """
    Return each different word of a text once, in small letters, as it stands; numbers whole and in parts.

    What exact hits need, in any language; `analyze` is for what people mean.
    """
    found = dict.fromkeys(PLAIN.findall(text.lower()))
    if not "".join(found).isalnum():  # some are numbers with separators; most texts have none, and one look tells
        for number in [word for word in found if not word.isalnum()]:
            found.update(dict.fromkeys(SEPARATOR.split(number)))
    return [word for word in islice(found, MOST_WRITTEN) if len(word) <= LONGEST]


def query_terms(text: str, lang: str = DEFAULT) -> list[str]:
    """Return the base forms of a query's whole words, each once; a text that holds one of them is a hit."""
    lang = lang if lang in UNDERSTANDING else DEFAULT
    return list(dict.fromkeys(base for token in tokens(text) for base in query_bases(token, lang)))


def query_bases(token: str, lang: str) -> tuple[str, ...]:
    """Return what a word of a query may stand for: itself where it is a base form, else every base form it may have."""
    known = word(token, lang)
    is_base = known.is_known and known.form in known.bases
    if is_base or token.capitalize() in opened(lang).readings(token.capitalize()):
        return (known.form,)
    return (*known.bases, known.form) if token[0].isupper() else known.bases


def _understood(written: str, lang: str) -> Word:
    if len(written) > LONGEST or not any(letter.isalpha() for letter in written):
        return Word(written.lower(), (written.lower(),), tuple(_halves(written)), is_known=True)
    if JOINED.search(written):
        return _joined(written, lang)
    return UNDERSTANDING[lang](written, opened(lang))


def _halves(number: str) -> Iterator[str]:
    halves = SEPARATOR.split(number)
    return iter(halves if len(halves) > 1 else ())


def _joined(written: str, lang: str) -> Word:
    """*Levy-yhtiön*, *H&M:n*, *iPhone'lla*: what stands before an ending, or parts with a hyphen between."""
    small = written.lower()
    pieces = [piece for piece in JOINED.split(written) if piece]
    if "-" not in written:
        first = word(pieces[0], lang)
        return Word(small, first.bases, (*first.found_by, small), is_known=True)
    known = [word(piece, lang) for piece in pieces]
    before = [piece.lower() for piece in pieces[:-1]]
    whole = [joint.join([*before, base]) for base in known[-1].bases for joint in ("-", "")]
    return Word(
        small,
        tuple(whole),
        tuple(term for one in known for term in (*one.bases, *one.found_by)),
        is_known=True,
    )
