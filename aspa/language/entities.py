"""
Numbers and names in a message that mean something elsewhere: an order, a parcel, a person, an account.

What can be told with the least doubt is taken first, and what it was written with is not looked at again: digits of an
account are no phone number. Numbers with check digits count only where these are right.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from aspa.kit import phones
from aspa.language.finding import numbers

MOST = 100  # entities of one message
MOST_TRIES = 300  # of what looks like one of a kind
MOST_LETTERS = 200_000  # of a message that are looked at
HIDDEN = "*"
SHOWN_OF_CARD = 4  # the last digits, by which people know their own


class Found(NamedTuple):
    """An entity and where it stands; `value` is as it is kept: E.164, without spaces."""

    type: str
    value: str
    start: int
    end: int


Reader = Callable[[str], str]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
IDENTITY = re.compile(r"(?<![\w-])\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z](?![\w-])")
CARD = re.compile(r"(?<![\w-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE)
BUSINESS = re.compile(r"(?<![\w-])(?:FI ?)?\d{7}-\d(?![\w-])|(?<!\w)FI ?\d{8}(?!\w)")
S10 = re.compile(r"(?<!\w)[A-Z]{2}\d{9}[A-Z]{2}(?!\w)", re.IGNORECASE)
CARRIERS = re.compile(
    r"(?<!\w)(?:JJFI\d{10,20}|JJD\d{14,20}|JVGL\d{10,20}|MH\d{8,20}|1Z[0-9A-Z]{16}|003\d{17})(?!\w)", re.IGNORECASE
)
PARCEL = re.compile(
    r"(?:seurantakoodi|seurantatunnus|seurantanumero|lähetystunnus|lähetysnumero|lähetyskoodi|"
    r"paketin tunnus|kollinumero|"
    r"sändningsnummer|spårningsnummer|spårningskod|kollinummer|kolli-id|paketnummer|tracking(?: number|"
    r" code| no| id)?|"
    r"consignment(?: number| no)?|gls|dhl|ups|postnord|matkahuolto|posti)[\w-]*\.?(?:\s+(?:on|är|is|nro|"
    r"numero|nr|no|numerolla|paketti|lähetys|paket|parcel|number|nummer))?\.?\s*[:#]?\s*"
    r"(?P<value>(?=[A-Z0-9]*\d{6})[A-Z0-9]{8,26})(?!\w)",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"(?:viite|viitenumero|viitteellä|viitettä|viitteen|viitenro|referens|referensnummer|reference|"
    r"payment reference|ref|ocr)\w*\.?"
    r"(?:\s+(?:on|oli|är|is|was|nro|numero|number|nr|"
    r"no))?\.?\s*[:#]?\s*(?P<value>RF\d{2}(?: ?[A-Z0-9]{1,4}){1,6}|\d[\d ]{2,24}\d)(?![\w-])",
    re.IGNORECASE,
)
CREDITOR = re.compile(r"(?<!\w)RF\d{2}(?: ?[A-Z0-9]{4}){0,5}(?: ?[A-Z0-9]{1,4})?(?!\w)")
NUMBER_WORD = (
    r"(?:\s*(?:nro|numero|numerolla|nr|no|num|number|id|nummer|tunnus)\b\.?)?"
    r"(?:\s+(?:on|oli|är|var|is|was))?\s*[:#]?\s*[#]?"
)
ORDER = re.compile(
    r"\b(?:tilaus(?:numero|nro|tunnus|vahvistus|ta|ni|nne|mme)?|tilauks\w+|tilausnumero\w*|tilausnume\w+|"
    r"ostotilau\w+|order(?:number|nummer|nr|id|no|s)?|ordern|"
    r"beställning(?:en|ar|snummer|snr|s)?|beställningsnum\w+|bestnr|best\.nr|purchase order|"
    r"order ref(?:erence)?|po)\b\.?"
    + NUMBER_WORD
    + r"(?P<value>(?=[A-Z0-9/-]*\d{3})[A-Z]{0,6}[-/]?\d[A-Z0-9]*(?:[-/][A-Z0-9]+){0,3})(?![\w-]|[.,:]\d)",
    re.IGNORECASE,
)
HASH = re.compile(r"(?<![\w#&/])#(?P<value>(?=[A-Z0-9-]*\d{3})[A-Z]{0,6}-?\d{3,12}(?:-\d+)?)(?![\w-])", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.,:/+€$-])(?:(?:\+|00)\d|\(?0\d|\(\+)[\d\s()./–-]{4,20}\d(?![\w]|[.,:/-]\d)")
SWEDISH = re.compile(r"0(?!4\d|50|9)\d{1,3}-\d{2,3} \d{2} \d{2}(?: \d{2})?")
MONEY = re.compile(r"\s*(?:€|e\b|eur|euro|kr\b|kpl|cm|mm|kg|%)", re.IGNORECASE)
DATE = re.compile(r"\d{1,2}\s*[./]\s*\d{1,2}\s*[./]\s*(?:\d{4}|\d{2})?|\d{4}-\d{2}-\d{2}")


def _plain(written: str) -> str:
    return written.upper().strip()


def _order(written: str) -> str:
    is_date = DATE.fullmatch(written)
    return "" if is_date else written.strip().lstrip("#").upper()


def _phone(written: str) -> str:
    """A number as it is kept; how it is grouped tells its country where its beginning does not."""
    if DATE.match(written):
        return ""
    likely = ("SE", phones.HOME) if SWEDISH.fullmatch(written) else (phones.HOME, "SE", "GB")
    kept = (phones.normal(written, region=region) for region in likely)
    return next((number for number in kept if number and phones.is_valid(number)), "")


RULES: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    ("email", EMAIL, str.lower),
    ("hetu", IDENTITY, numbers.identity),
    ("iban", IBAN, numbers.account),
    ("card", CARD, numbers.card),
    ("reference", CREDITOR, numbers.reference),
    ("tracking", S10, numbers.post),
    ("tracking", CARRIERS, _plain),
    ("tracking", PARCEL, _plain),
    ("reference", REFERENCE, numbers.reference),
    ("business_id", BUSINESS, numbers.business),
    ("order", ORDER, _order),
    ("order", HASH, _order),
    ("phone", PHONE, _phone),
)
TELLING = re.compile(r"\d{3}|@|\d\s\d")


def found(text: str) -> list[Found]:
    """Return the entities of a text in their order, each place once."""
    text = text[:MOST_LETTERS]
    if not TELLING.search(text):
        return []
    taken: list[Found] = []
    left = text
    for kind, pattern, read in RULES:
        for one in _matches(kind, pattern, read, left):
            taken.append(one)
            left = left[: one.start] + "\x00" * (one.end - one.start) + left[one.end :]
            if len(taken) == MOST:
                return sorted(taken, key=lambda entity: entity.start)
    return sorted(taken, key=lambda entity: entity.start)


def _matches(kind: str, pattern: re.Pattern[str], read: Reader, text: str) -> Iterator[Found]:
    for match in islice(pattern.finditer(text), MOST_TRIES):
        group = "value" if "value" in pattern.groupindex else 0
        written = match[group]
        if kind == "phone" and MONEY.match(text, match.end()):
            continue
        if value := read(written):
            yield Found(kind, value, match.start(group), match.end(group))


def extract(text: str) -> list[dict[str, str]]:
    """
    Return what a text names, each once and in its order, as `{"type": …, "value": …}`.

    Types: order, phone (E.164), tracking, iban, reference, hetu, business_id, email, card.
    """
    seen = dict.fromkeys((one.type, one.value) for one in found(text))
    return [{"type": kind, "value": value} for kind, value in seen]


def mask(text: str) -> str:
    """Return a text with personal identity codes and card numbers hidden; whatever looks like a code is hidden too."""
    hidden = IDENTITY.sub(lambda match: HIDDEN * 6 + match[0][6] + HIDDEN * 4, text)
    return CARD.sub(_masked_card, hidden)


def _masked_card(match: re.Match[str]) -> str:
    written = match[0]
    if not numbers.card(written):
        return written
    kept = len(written) - SHOWN_OF_CARD
    return re.sub(r"\d", HIDDEN, written[:kept]) + written[kept:]
