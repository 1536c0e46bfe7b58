"""What is left open in a passage and filled in for a case: `{customer first name}`, in any language. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

PLACE = re.compile(
    r"\{ ?([^\W\d_][\w ’'./-]{0,58}) ?\}"
)  # a word or some: what a program writes between braces is none
NOT_WORDS = re.compile(r"[\W_]+")
SPACES = re.compile(r"\s+")
ORDER = ("fi", "sv", "en")

NAMES = {
    "customer_first_name": {"fi": "asiakkaan etunimi", "sv": "kundens förnamn", "en": "customer first name"},
    "customer_name": {"fi": "asiakkaan nimi", "sv": "kundens namn", "en": "customer name"},
    "case_number": {"fi": "asian numero", "sv": "ärendets nummer", "en": "case number"},
    "case_subject": {"fi": "asian aihe", "sv": "ärendets ämne", "en": "case subject"},
    "agent_name": {"fi": "asiakaspalvelijan nimi", "sv": "kundbetjänarens namn", "en": "agent name"},
    "brand": {"fi": "brändi", "sv": "varumärke", "en": "brand"},
    "promise_time": {"fi": "luvattu aika", "sv": "utlovad tid", "en": "promise time"},
}


class Filled(NamedTuple):
    """A text with what is known of a case filled in; `unfilled` still stand in it, between braces."""

    text: str
    unfilled: tuple[str, ...]


def folded(text: str) -> str:
    """Return words as a search compares them: small letters without marks, one space between."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return NOT_WORDS.sub(" ", bare.casefold()).strip()


KNOWN = {folded(name): key for key, names in NAMES.items() for name in names.values()}


def key_of(name: str) -> str:
    """Return which placeholder a name means, in whichever language; an empty string for one filled in by hand."""
    return KNOWN.get(folded(name), "")


def names(language: str) -> list[str]:
    """Return the names of all placeholders in a language, with their braces."""
    return [f"{{{said.get(language, said['en'])}}}" for said in NAMES.values()]


def unfilled(text: str) -> tuple[str, ...]:
    """Return the placeholders that stand in a text, each once, in their order."""
    return tuple(dict.fromkeys(place[0] for place in PLACE.finditer(text)))


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is a placeholder."""
    ends = [0, *(at for place in PLACE.finditer(text) for at in place.span()), len(text)]
    return [(text[since:until], nth % 2 == 1) for nth, (since, until) in enumerate(pairwise(ends)) if until > since]


def forgotten(text: str) -> tuple[str, ...]:
    """Return those placeholders in a text that Aspa itself would have filled in: no customer is meant to read them."""
    return tuple(place for place in unfilled(text) if key_of(place[1:-1].strip()))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """
    Return a text with the values of a case; a value is never looked through for placeholders of its own.

    What is unknown or empty stays between its braces, so that nobody misses it.
    """
    left: dict[str, None] = {}

    def value(place: re.Match[str]) -> str:
        said = SPACES.sub(" ", values.get(key_of(place[1].strip()), "")).strip()
        if not said:
            left[place[0]] = None
        return said or place[0]

    return Filled(PLACE.sub(value, text), tuple(left))


def text_in(texts: Mapping[str, str], language: str, *others: str) -> tuple[str, str]:
    """Return language and text: the wanted one, else the first of `others`, else whichever there is."""
    for code in (language, *others, *ORDER):
        if texts.get(code):
            return code, texts[code]
    return language, ""


def stands_in(template: str, said: str) -> bool:
    """
    Tell whether the words of a passage still stand in what was written; whoever put it in may have changed them all.

    A line of it that stands there whole, between placeholders, is enough.

    Args:
        said: what was written, `folded`; once for all that is looked for in it.
    """
    pieces = [folded(piece) for line in template.splitlines() for piece in PLACE.split(line)[::2]]
    longest = max(map(len, pieces), default=0)
    telling = [piece for piece in pieces if piece and len(piece) >= min(longest, 12)]
    there = f" {said} "
    return any(f" {piece} " in there for piece in telling)
