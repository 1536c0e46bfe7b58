"""The word a form was derived of: verbs of participles (*maksettu* : *maksaa*), adjectives of comparatives."""

import re
from collections.abc import Iterator

from aspa.language.finnish.grades import strengthened

A = {"u": "a", "y": "ä", "a": "a", "ä": "ä", "o": "a", "ö": "ä"}
IRREGULAR = {
    "parempi": "hyvä",
    "paras": "hyvä",
    "paras.": "hyvä",
    "enempi": "paljon",
    "enemmän": "paljon",
    "eniten": "paljon",
    "useampi": "usea",
    "paremmin": "hyvin",
    "parhaiten": "hyvin",
    "lähempi": "lähi",
    "pitempi": "pitkä",
    "pidempi": "pitkä",
    "pisin": "pitkä",
    "lämpimämpi": "lämmin",
}
PAST_PASSIVE = re.compile(r"(.+?)(tt|(?<=[lnrs])t|t)([uy])")
PRESENT_PASSIVE = re.compile(r"(.+?)(tt|(?<=[lnrs])t|t)([aä])v[aä]")
PAST_ACTIVE = re.compile(r"(.+?)(n|l|r|s)([uy])t")
ACTIVE = re.compile(r"(.+?)(?:v|m)([aä])")
NEGATIVE = re.compile(r"(.+?)m[aä]t([oö])n")
BACK = re.compile(r"[aou]")
FRONT = re.compile(r"[äöy]")
COMPARATIVE = re.compile(r"(.+?)mpi")
SUPERLATIVE = re.compile(r"(.+?)e?in")
COMPARED = re.compile(r"(.+?)mmin")


def verbs(word: str) -> Iterator[str]:
    """Give the infinitives a base form may be a participle of; most of what is given is no word."""
    for pattern in (PAST_PASSIVE, PRESENT_PASSIVE):
        if found := pattern.fullmatch(word):
            yield from _of_passive(found[1], found[2], A[found[3]])
    if word.endswith("minen"):
        yield from _of_stem(word.removesuffix("minen"), "ä" if FRONT.search(word) and not BACK.search(word) else "a")
    if found := PAST_ACTIVE.fullmatch(word):
        stem, n, a = found[1], found[2], A[found[3]]
        yield from (stem + a, stem + "d" + a, stem + "t" + a, stem + n + a, stem.removesuffix("n") + "t" + a)
    for pattern in (ACTIVE, NEGATIVE):
        if found := pattern.fullmatch(word):
            yield from _of_stem(found[1], A[found[2]])


def _of_passive(stem: str, t: str, a: str) -> Iterator[str]:
    """Infinitives of a passive stem: *maksett-*, *haudutett-*, *saat-*, *kuolt-*, *hypätt-*."""
    if t == "tt":
        yield stem + "t" + a
        yield from (strong + a for strong in strengthened(stem))
        if stem.endswith("e"):
            yield from (strong[:-1] + a + a for strong in strengthened(stem))
    else:
        yield stem + "d" + a
        yield stem + stem[-1] + a
        yield stem + "t" + a


def _of_stem(stem: str, a: str) -> Iterator[str]:
    """Infinitives of a vowel stem: *puhu-*, *saa-*, *piile-*, *korjaa-*, *sijaitse-*, *vähene-*."""
    yield stem + a
    yield stem + "d" + a
    if stem.endswith("e"):
        root = stem[:-1]
        yield root + a
        yield root + "t" + a
        yield root[:-1] + "t" + a if root.endswith("n") else root + root[-1:] + a
        yield root.removesuffix("ts") + "t" + a
        yield root.removesuffix("s") + "st" + a
    if stem.endswith(a):
        yield stem[:-1] + "t" + a


def positives(word: str) -> Iterator[str]:
    """Give the adjectives or adverbs a base form may be the comparative or superlative of."""
    if word in IRREGULAR:
        yield IRREGULAR[word]
    elif found := COMPARATIVE.fullmatch(word):
        yield from _positive(found[1])
    elif found := SUPERLATIVE.fullmatch(word):
        yield from (found[1] + end for end in ("i", "is", "a", "ä", "e", "eä", "ea", "yt", "ut"))
    elif found := COMPARED.fullmatch(word):
        yield found[1].removesuffix("e") + "asti"
        yield from (found[1] + end for end in ("sti", "ästi"))


def _positive(stem: str) -> Iterator[str]:
    """*Tumme-*, *lyhye-*, *suure-*, *kauniimpi*: what stands before the ending of a comparative."""
    yield from (stem, stem + "s", stem.removesuffix("i") + "s")
    if stem.endswith("e"):
        yield stem[:-1] + "t"
        yield from (strong[:-1] + a for strong in strengthened(stem) for a in "aäi")


def singulars(word: str) -> Iterator[str]:
    """Give the singular of a word that is a base form in the plural: *kulut*, *lasit*."""
    if word.endswith("t"):
        yield word[:-1]


PARTICIPLE = re.compile(
    r"(.+?)(?:(n|l|r|s)ee(?:t|n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|seen|ita|itä|iden|isiin)|"
    r"(t[uy])(?:n|t|a|ä|ja|jä|jen|"
    r"ssa|ssä|sta|stä|un|yn|lla|llä|lle|lta|ltä|ksi|na|nä|ihin|issa|issä|ista|istä|ina|inä|ille|illa|illä))"
)
COMPARATIVES = re.compile(
    r"(.+?)m[mp](?:a|ä|i|aa|ää|an|än|at|ät|ia|iä|ien|assa|ässä|asta|ästä|alla|ällä|alle|älle|aksi|äksi|"
    r"ana|änä|issa|issä|ista|istä|illa|illä|ille|iin|aan|ään|iksi)"
)


def inflected_roots(form: str) -> Iterator[str]:
    """Give what a form that no lexicon knows may come from, should it be a participle or a comparative inflected."""
    if found := PARTICIPLE.fullmatch(form):
        stem, n, t = found.groups()
        yield from verbs(stem + t if t else f"{stem}{n}{'yt' if FRONT.search(stem) else 'ut'}")
    elif found := COMPARATIVES.fullmatch(form):
        yield from positives(found[1] + "mpi")
        yield from positives(found[1].removesuffix("i") + "in")
