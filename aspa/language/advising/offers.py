"""
What a draft promises in its own words, so that whoever writes can make a promise of it that is kept (R43).

A promise is something that we do at a time to come: *Soitamme huomenna klo 14 mennessä*, *Jag återkommer på fredag*.
What comes by itself, what the customer may do and what hangs on a condition is none.
"""

import re
from datetime import datetime
from typing import NamedTuple

from aspa.language.advising.steps import is_ours
from aspa.language.finnish.passive import is_passive
from aspa.language.sentences import sentences
from aspa.language.times import LONGEST, window
from aspa.language.words import tokens

MOST = 20_000  # characters of a draft that are looked at
OURS = {
    "sv": re.compile(r"\b(?:jag|vi) (?!har\b|var\b|fick\b)|(?:ska|kommer|\w+r) (?:jag|vi)\b"),
    "en": re.compile(r"\b(?:i|we)(?:['’]ll| will| shall| can| am going to| are going to)\b"),
}
HANGS = re.compile(
    r"\b(?:jos|mikäli|ellei|elle[nmt]\w*|heti kun|if|unless|as soon as|when|ifall|så snart|så fort|när)\b"
)
ACTS = {
    "call": re.compile(r"\bsoit|\bring(?:er|a|ar)?\b|\bcall(?:ing)?\b|\bphone\b"),
    "answer": re.compile(
        r"\bvastaa(?:n|mme)\b|\bvastauk|\bkerro|\bilmoit|\bsvarar?\b|\bmeddelar?\b|\breply|\banswer|\blet you know\b"
    ),
}
ANSWERING = re.compile(r"vastaa(?:n|mme)\b")  # "vastaan" is also "against"
ANYTHING = "follow_up"


class Offer(NamedTuple):
    """A promise that a draft gives: the act, the sentence that says so, and until when (excluded) it is done."""

    act: str
    said: str
    until: datetime


def offered(text: str, lang: str, ref: datetime) -> Offer | None:
    """
    Return the first promise that a draft gives, or None.

    Args:
        lang: `fi`, `sv` or `en`; in any other language none is found.
        ref: the moment from which times are told, with its zone.
    """
    for said in sentences(text[:MOST]):
        small = said[:LONGEST].lower()
        if said.endswith("?") or HANGS.search(small) or not _is_ours(small, lang):
            continue
        found = window(small, ref)
        if found and found[1] > ref:
            return Offer(next((act for act, words in ACTS.items() if words.search(small)), ANYTHING), said, found[1])
    return None


def _is_ours(sentence: str, lang: str) -> bool:
    """Whether a sentence tells something that we do."""
    if lang == "fi":
        return ANSWERING.match(sentence) is not None or any(map(_is_first_person, tokens(sentence)))
    return lang in OURS and OURS[lang].search(sentence) is not None


def _is_first_person(form: str) -> bool:
    """*Soitan*, *soitamme*; not *soitetaan*, of which nobody knows who does it."""
    return form.endswith(("n", "mme")) and is_ours(form) and not is_passive(form)
