"""The Finnish passive, which hides who does what: *käsitellään*, *ilmoitettiin*, *toimitettaisiin*."""

import re
from functools import cache

from aspa.language.finnish.endings import without_clitic
from aspa.language.finnish.roots import verbs
from aspa.language.finnish.word import bases
from aspa.language.lexicon.lexicon import Lexicon
from aspa.language.lexicon.shelf import opened

PRESENT = re.compile(r"(.{2,})(?:[tdlrns](?:aan|ään))")
PAST = re.compile(r"(.{2,})(?:tiin|t(?:ai|äi)siin|ttakoon|ttäköön)")


def is_passive(form: str) -> bool:
    """Tell whether a word in small letters is a verb in the passive, in a tense and mood."""
    form = without_clitic(form) or form
    if not (PRESENT.fullmatch(form) or PAST.fullmatch(form)):
        return False
    lexicon = opened("fi")
    return any(is_verb(base, lexicon) and _fits(form, base) for base in bases(form, lexicon))


def _fits(form: str, base: str) -> bool:
    """Whether the form can be the passive of this verb: *kissaan* is none, though *kissa* ends as verbs do."""
    if PAST.fullmatch(form):
        return True
    return form == base + base[-1] + "n" or form.endswith(("taan", "tään"))


@cache
def is_verb(base: str, lexicon: Lexicon) -> bool:
    """Tell whether a base form is an infinitive: its participle is a word."""
    stems = (base[:-1] + "n", base[:-2] + "n", base[:-2] + "nn", base[:-2] + "s", base[:-1])
    forms = (stem + end for stem in stems if len(stem) > 1 for end in ("ut", "yt", "eet"))
    return any(base == found or base in verbs(found) for form in forms for found in lexicon.readings(form))
