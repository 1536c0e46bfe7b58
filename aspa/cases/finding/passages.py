"""Where in its case a search was met: a few words around the first hit, with every hit marked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from aspa.cases.finding.terms import Group, written
from aspa.language.entities import mask
from aspa.language.words import TOKEN, word

BEFORE, WHOLE = 50, 180  # characters that stand before the first hit, and of the whole passage
LOOKED_AT = 4000  # characters of a message
# Of several messages of a case the newest that holds all the words.
NEWEST = """
select distinct on (m.case_id) m.case_id, c.language, left(m.visible, %(characters)s)
from cases_message m join cases_case c on c.id = m.case_id
where m.case_id = any(%(cases)s) and {holds} order by m.case_id, m.id desc
"""


class Part(NamedTuple):
    """A piece of a passage; `is_hit` when it is one of the words that were looked for."""

    text: str
    is_hit: bool


def passages(cases: Sequence[int], groups: list[Group]) -> dict[int, tuple[Part, ...]]:
    """Return by case the passage in which a search was met; cases that were found by their subject or sender lack."""
    if not cases or not groups:
        return {}
    facts: dict[str, Any] = {f"group{nth}": terms for nth, terms in enumerate(written(groups))}
    holds = " and ".join(f"m.words && string_to_array(%({name})s, ' ')" for name in facts)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST.format(holds=holds), {**facts, "cases": list(cases), "characters": LOOKED_AT})
        rows = cursor.fetchall()
    terms = frozenset(term for group in groups for term in group)
    found = {case_id: passage(text, terms, language) for case_id, language, text in rows}
    return {case_id: parts for case_id, parts in found.items() if parts}


def passage(text: str, terms: frozenset[str], language: str) -> tuple[Part, ...]:
    """Return the words around the first hit in a text, or nothing where none is."""
    text = mask(" ".join(text.split()))
    hits = [match.span() for match in TOKEN.finditer(text) if is_hit(match[0], terms, language)]
    if not hits:
        return ()
    start = _beginning(text, hits[0][0])
    end = min(len(text), max(start + WHOLE, hits[0][1]))
    parts, at = [Part("… ", is_hit=False)] if start else [], start
    for begin, stop in (hit for hit in hits if hit[1] <= end):
        parts += [Part(text[at:begin], is_hit=False), Part(text[begin:stop], is_hit=True)]
        at = stop
    return tuple(part for part in [*parts, Part(text[at:end], is_hit=False)] if part.text)


def is_hit(token: str, terms: frozenset[str], language: str) -> bool:
    """Tell whether a word of a text is one of those looked for, in whatever form it stands."""
    if token.lower() in terms:
        return True
    known = word(token, language if language in {"sv", "en"} else "fi")
    return not terms.isdisjoint(known.bases) or not terms.isdisjoint(known.found_by)


def _beginning(text: str, hit: int) -> int:
    """Where a passage begins: at the text's own beginning, or at a word some way before the hit."""
    if hit <= BEFORE:
        return 0
    return text.find(" ", hit - BEFORE, hit) + 1 or hit
