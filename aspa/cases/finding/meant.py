"""What a search that finds nothing may have meant: names nearly so called, and words nearly so spelt."""

import re
from collections.abc import Iterator

from django.db import connection

from aspa.cases.eras import eras
from aspa.cases.finding.terms import MOST_WORDS, terms, written
from aspa.customers import names
from aspa.language.emptiness import EMPTY
from aspa.language.spelling import corrections
from aspa.language.words import TOKEN

MOST_TRIED = 12  # candidates for one word
HIT = "select exists(select from doors.cases_found(%s::text[], %s::text[], 1))"
FILTERED = re.compile(r"[^\W\d_]{2,12}:")


def meant(text: str, *, organisation_id: int) -> str:
    """
    Return a search with its mistyped words put right, or nothing when no word looks mistyped.

    A word counts as mistyped when no message holds it; it is put right by one that some message holds.
    """
    past = eras(organisation_id)
    put_right: dict[str, str] = {}
    for token in list(dict.fromkeys(_words(text)))[:MOST_WORDS]:
        if not _stands(token, past) and (better := next((one for one in likely(token) if _stands(one, past)), "")):
            put_right[token] = better
    if not put_right:
        return ""
    return TOKEN.sub(lambda match: put_right.get(match[0], match[0]), text)


def likely(token: str) -> list[str]:
    """Return what a word may be meant for, the nearest first: words of customers' names, then words of a language."""
    found = dict.fromkeys([*names.like(token), *corrections(token)])
    return list(found)[:MOST_TRIED]


def _words(text: str) -> Iterator[str]:
    for part in text.split():
        if "@" not in part and not FILTERED.match(part):
            yield from (token for token in TOKEN.findall(part) if token.isalpha() and token.lower() not in EMPTY)


def _stands(word: str, past: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(HIT, [written([terms(word)]), past])
        return bool(cursor.fetchone()[0])
