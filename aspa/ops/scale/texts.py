"""Texts for many messages: real sentences with a long tail of rare words, rendered once for COPY."""

from dataclasses import dataclass
from itertools import product
from random import Random
from zlib import crc32

from aspa.cases.touch import words_of
from aspa.ops.demo.stories import MIX, stories

POOL = 20_000  # different messages; each copy gets an order number of its own
RARE = 60_000  # rare words, the most of a real vocabulary
SYLLABLES = "ka ta va la ri mi se ne ho ku po tu mä jy sy lo ve ki ra sa hi".split()
ENDINGS = "nen ssa lle sta mme kin tta n".split()
FIRST = (
    "Liisa Matti Anneli Juhani Tuula Kari Ritva Timo Päivi Antti Minna Jukka Sari Anna Erik Maria Johan Emma".split()
)
LAST = "Virta Korho Mäki Niemi Laine Heikki Koski Järvi Lehti Saari Salmi Heino Turu Salo Oja Ranta Karja Aho".split()
SUFFIX = "nen la lä ranta mäki vaara luoma virta korpi saari ".split(" ")


@dataclass(frozen=True, slots=True)
class Text:
    """A message body as COPY writes it, its words as the inside of an array, and how it begins."""

    body: str
    words: str
    gist: str


@dataclass(frozen=True, slots=True)
class Name:
    """A customer's name and the plain form of it that stands in an address."""

    shown: str
    plain: str


def texts(chance: Random) -> list[Text]:
    """Return the pool of bodies."""
    sentences = _sentences(chance)
    rare = _rare_words(chance)
    return [_text(sentences, rare, chance) for _ in range(POOL)]


def subjects(chance: Random) -> list[str]:
    """Return subjects without their order numbers."""
    return [escaped(story.subject) for story in stories(len(MIX) * 10, chance)]


def names() -> list[Name]:
    """Return every first name with every last name."""
    lasts = [begin + end for begin, end in product(LAST, SUFFIX)]
    plain = str.maketrans("äöå", "aoa")
    return [Name(f"{a} {b}", f"{a}.{b}".lower().translate(plain)) for a, b in product(FIRST, lasts)]


def escaped(text: str) -> str:
    """Return text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _text(sentences: list[str], rare: list[str], chance: Random) -> Text:
    chosen = chance.sample(sentences, chance.choice((2, 3, 3, 4, 6)))
    # A word's rank falls off like in real text: a few are met often, most hardly ever.
    tail = [rare[int(RARE * chance.random() ** 3)] for _ in range(chance.randrange(3, 12))]
    body = "\n".join(chosen) + "\n" + " ".join(tail)
    return Text(escaped(body), ",".join(words_of(body, language="fi")), escaped(" ".join(body[:200].split())))


def _sentences(chance: Random) -> list[str]:
    told = stories(len(MIX) * 12, chance)
    parts = [part for story in told for part in (story.contact, story.reply, story.again, story.second)]
    lines = {line.strip() for part in parts for line in part.replace(". ", ".\n").splitlines()}
    return sorted(line for line in lines if len(line) > 20)


def _rare_words(chance: Random) -> list[str]:
    made: set[str] = set()
    while len(made) < RARE:
        made.add("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) + chance.choice(ENDINGS))
    return sorted(made, key=lambda word: crc32(word.encode()))  # an order that has nothing to do with the alphabet
