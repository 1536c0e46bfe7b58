"""
What would make a draft plainer, told while it is written (R40): hints for whoever writes, never a bar.

The most useful come first: of each kind one, then the rest in the same order.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from aspa.language.advising.steps import tells_step
from aspa.language.plain import passives
from aspa.language.sentences import sentences
from aspa.language.times import LONGEST, is_time
from aspa.language.words import UNDERSTANDING, tokens, word

MOST = 20_000  # characters of a draft that are looked at
MOST_WORDS = {"fi": 20, "sv": 25, "en": 25}  # of a sentence that is still easy to read
ENOUGH = 12  # words, from which on a draft should say what comes next, and when
QUOTED = 3  # words of a long sentence by which it is known again


class Advice(NamedTuple):
    """
    A hint.

    Attributes:
        kind: `jargon`, `long`, `passive`, `step` (none is told) or `time` (none is told).
        place: what it is about, as it stands in the draft; empty where something is missing.
        instead: the plain word, for jargon.
        key: what it is about, the same however often and in whichever form it stands there.
    """

    kind: str
    place: str
    instead: str
    key: str


def advise(text: str, lang: str, jargon: Mapping[str, str]) -> list[Advice]:
    """
    Return what would make a draft plainer, the most useful first, each thing once.

    Args:
        lang: `fi`, `sv` or `en`; in any other language nothing is known.
        jargon: words to avoid → the plain ones instead; found in any inflected form.
    """
    if lang not in UNDERSTANDING:
        return []
    said = sentences(text[:MOST])
    written = [_words(sentence) for sentence in said]
    kinds = (
        _jargon(written, lang, jargon),
        _long(written, lang),
        _passives(said, lang),
        _missing(said, lang) if sum(map(len, written)) > ENOUGH else iter(()),
    )
    found: dict[tuple[str, str], Advice] = {}
    for one in (one for rank in zip_longest(*kinds) for one in rank if one):
        found.setdefault((one.kind, one.key), one)
    return list(found.values())


def _words(sentence: str) -> list[str]:
    return [one for one in tokens(sentence) if one[0].isalpha()]


def _jargon(written: Sequence[Sequence[str]], lang: str, jargon: Mapping[str, str]) -> Iterator[Advice]:
    """Give each word of the list as it stands, also one of several words."""
    known = _by_first(jargon, lang)
    for words in written if known else ():
        bases = [_bases(one, lang) for one in words]
        for at, here in enumerate(bases):
            for phrase, listed in (each for base in here for each in known.get(base, ())):
                if _stands(phrase, bases[at : at + len(phrase)]):
                    yield Advice("jargon", " ".join(words[at : at + len(phrase)]), jargon[listed], listed)


def _by_first(jargon: Mapping[str, str], lang: str) -> dict[str, list[tuple[list[set[str]], str]]]:
    """The list by the base forms of the first word of each; what is listed may itself be inflected."""
    found: dict[str, list[tuple[list[set[str]], str]]] = {}
    for listed in jargon:
        phrase = [_bases(one, lang) for one in tokens(listed)]
        for base in phrase[0] if phrase else ():
            found.setdefault(base, []).append((phrase, listed))
    return found


def _bases(one: str, lang: str) -> set[str]:
    known = word(one, lang)
    return {*known.bases, known.form}


def _stands(phrase: Sequence[set[str]], there: Sequence[set[str]]) -> bool:
    return len(there) == len(phrase) and all(a & b for a, b in zip(phrase, there, strict=True))


def _long(written: Sequence[Sequence[str]], lang: str) -> Iterator[Advice]:
    for words in written:
        if len(words) > MOST_WORDS[lang]:
            begins = " ".join(words[:QUOTED])
            yield Advice("long", begins, "", begins.lower())


def _passives(said: Sequence[str], lang: str) -> Iterator[Advice]:
    for one in (form for sentence in said for form in passives(sentence, lang)):
        yield Advice("passive", one, "", one.lower())


def _missing(said: Sequence[str], lang: str) -> Iterator[Advice]:
    """Give what a customer would ask next."""
    if not tells_step(said, lang):
        yield Advice("step", "", "", "")
    if not any(map(is_time, _pieces(said))):
        yield Advice("time", "", "", "")


def _pieces(said: Sequence[str]) -> Iterator[str]:
    """Sentences as long as one expression of time is looked for in; halves overlap."""
    for sentence in said:
        for since in range(0, len(sentence), LONGEST // 2):
            yield sentence[since : since + LONGEST]
