"""
Whether a draft tells a next step: what we do, what happens by itself, or what the customer can do.

It errs on the side of "it does": a hint that comes for nothing is not read the next time.
"""

import re
from collections.abc import Callable, Iterable

from aspa.language.finnish.passive import PRESENT, is_passive, is_verb
from aspa.language.lexicon.shelf import opened
from aspa.language.words import tokens, word

NO_STEPS = frozenset("olla kiittää pahoitella ymmärtää toivoa valittaa harmitella arvostaa minä sinä".split())
INFINITIVES = ("a", "ä")
TO_THE_CUSTOMER = re.compile(
    r"\b(?:voi(?:t|tte)|saa(?:t|tte)|tarvitse(?:t|tte)|kannattaa|(?:sinun|teidän) (?:tulee|pitää|täytyy)|ole hyvä|"
    r"olkaa hyvä|tule(?:e|vat)|saapu(?:u|vat)|lähte(?:e|vät))\b"
)
APOLOGY = re.compile(r"\bpyydä(?:n|mme) anteeksi\b")
SWEDISH = re.compile(
    r"\b(?:(?:vi|jag) (?!(?:är|har|var|beklagar|förstår|hoppas|tackar|ber)\b)(?:ska|kan|\w+r)|"
    r"(?!(?:är|har|var|beklagar|förstår|tackar|ber)\b)(?:ska|kan|\w+r) (?:vi|jag)|"
    r"(?:du|ni) (?:kan|behöver|får|ska|måste)|(?:kan|behöver|får|ska|måste) (?:du|ni)|vänligen|"
    r"var (?:snäll|vänlig|god)|kommer|anländer|\w{3,}(?:as|eras))\b|"
    r"^(?:skicka|kontakta|ring|svara|fyll|meddela|logga|välj|klicka|berätta|ta|hör|prova|öppna|tryck)\b"
)
ENGLISH = re.compile(
    r"\b(?:will|shall|please|going to|(?:i|we)['’]ll|(?:i|we) can|(?:i am|i['’]m|we are|we['’]re) (?!sorry)\w+ing|"
    r"you (?:can|may|could|need|should|must|have to)|(?:let|tell|send) (?:us|me))\b|"
    r"^(?:send|contact|reply|answer|call|fill|log|choose|click|check|return|try|open|press|visit|write)\b"
)
IMPERATIVES = ("kaa", "kää")


def tells_step(sentences: Iterable[str], lang: str) -> bool:
    """Tell whether any of these sentences, in Finnish, Swedish or English, tells a next step."""
    return any(map(TELLS[lang], sentences))


def _finnish(sentence: str) -> bool:
    small = APOLOGY.sub(" ", sentence.lower())
    return TO_THE_CUSTOMER.search(small) is not None or any(map(_is_step, tokens(small)))


def _is_step(form: str) -> bool:
    """*Lähetämme*, *soitan*, *palautetaan*, *ota*, *ottakaa*: a verb that is still to be done."""
    if form.endswith(("mme", "n")):
        return is_ours(form) or (PRESENT.fullmatch(form) is not None and is_passive(form))
    if form.endswith(IMPERATIVES):
        return bool(_verbs(form))
    return bool(_verbs(form) & _verbs(form + "n")) and form not in _verbs(form)


def is_ours(form: str) -> bool:
    """*Lähetämme*, *soitan*; not *lähetimme*, which was done, nor *kiitämme*, which is none."""
    end = "mme" if form.endswith("mme") else "n"
    is_past = form.removesuffix(end).endswith("i")
    return any(not is_past or base.endswith(("ia", "iä")) for base in _verbs(form))


def _verbs(form: str) -> set[str]:
    """The verbs that a form may be of, but for those of courtesy."""
    bases = {base for base in word(form, "fi").bases if base.endswith(INFINITIVES)} - NO_STEPS
    return {base for base in bases if is_verb(base, opened("fi"))}


TELLS: dict[str, Callable[[str], bool]] = {
    "fi": _finnish,
    "sv": lambda sentence: SWEDISH.search(sentence.lower()) is not None,
    "en": lambda sentence: ENGLISH.search(sentence.lower()) is not None,
}
