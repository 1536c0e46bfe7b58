"""By what name a letter greets somebody: the first name, when it is surely a person's. Pure."""

import re
import unicodedata

GREETINGS = {
    "fi": ("Hei {name},", "Hei,"),
    "sv": ("Hej {name},", "Hej,"),
    "en": ("Hello {name},", "Hello,"),
}
MOST_WORDS = 5
LONGEST = 25  # letters of a first name
TITLES = frozenset(
    "dr prof mr mrs ms miss mx sir tri toht herra rouva neiti hra rva nti herr fru fröken hr frau med mag "
    "ft tkt vt ktt kt lt ll di ktm fm hum htm ins dipl ing phd msc".split()
)
PARTICLES = frozenset("von af de del della der den di da van zu ter la le al el bin ibn".split())
NOT_A_PERSON = frozenset(
    "oy oyj ab abp ltd limited inc corp llc llp plc gmbh ag kg as aps oü uab sia bv nv sa srl spa ky tmi ay ry rf sr "
    "hb kb ek co company group oyab oy:n ja och and und et via the "
    "info tuki support myynti sales laskutus laskut asiakas asiakaspalvelu customer service kundtjänst kundservice "
    "team toimisto office noreply no-reply donotreply postmaster mailer-daemon admin webmaster newsletter uutiskirje "
    "tilaus tilaukset hallinto talous kirjanpito yritys rakennus kiinteistö asunto fastighets bostads".split()
)
ENDINGS = ("palvelu", "palvelut", "yhdistys", "osuuskunta", "kunta", "kaupunki", "virasto", "koulu", "liitto", "yhtiö")
BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
VOWEL = re.compile(r"[aeiouyåäöæøéèáíóúü]", re.IGNORECASE)


def greeting(language: str, name: str) -> str:
    """Return how a customer is greeted: by the first name, or plainly when `name` may be a company's or nobody's."""
    named, plain = GREETINGS.get(language, GREETINGS["en"])
    first = first_name(name)
    return named.format(name=first) if first else plain


def first_name(name: str) -> str:
    """
    Return the first name in a name as mail programs write it, or an empty string: no name is better than a wrong one.

    Knows `Lehtonen, Aino`, `Dr. Aino Lehtonen`, `LEHTONEN Aino` and `AINO LEHTONEN`.
    """
    text = BRACKETED.sub(" ", unicodedata.normalize("NFC", name)).strip(" \t\"'“”‘’")
    words = _without_titles(_in_order(text))
    if not words or len(words) > MOST_WORDS or any(_is_strange(word) for word in words):
        return ""
    return _as_written_by_people(_given(words), is_alone=len(words) == 1)


def _in_order(text: str) -> list[str]:
    """Turn `family, first` round; what else stands before a comma may be either, unless `, CEO` follows."""
    before, comma, after = text.partition(",")
    family = before.split()
    if not comma or not after.strip():
        return family
    if len(family) == 1 or family[0].lower() in PARTICLES:
        return [*after.replace(",", " ").split(), *family]
    return family if after.isupper() and _bare(after.strip()) not in NOT_A_PERSON else []


def _without_titles(words: list[str]) -> list[str]:
    while words and _bare(words[0]) in TITLES:
        words = words[1:]
    return words


def _is_strange(word: str) -> bool:
    """Tell whether a word is in no person's name: a digit, an address, a form of company, a department."""
    bare = _bare(word)
    if bare in NOT_A_PERSON or bare.endswith(ENDINGS):
        return True
    return not (NAME.fullmatch(word) or INITIAL.fullmatch(word))


def _given(words: list[str]) -> str:
    """Return the first name among the words; the family's may stand first in capitals: `LEHTONEN Aino`."""
    first, *others = words
    is_family = len(first) > 2 and first.isupper() and NAME.fullmatch(first) and VOWEL.search(first)
    return others[0] if is_family and others and not others[0].isupper() else first


def _as_written_by_people(word: str, *, is_alone: bool) -> str:
    """Return `AINO` as `Aino`; an empty string for initials, and for capitals alone, which name a company."""
    is_initials = len(word) < 2 or INITIAL.fullmatch(word) or (word.isascii() and not VOWEL.search(word))
    if is_initials or len(word) > LONGEST or (is_alone and word.isupper()):
        return ""
    if word.isupper() or word.islower():
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


def _bare(word: str) -> str:
    return word.strip(".:").lower()
