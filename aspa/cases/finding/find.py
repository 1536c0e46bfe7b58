"""What a search finds among cases: a number, an address, words in whatever form they stand, all of it narrowed."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from aspa.cases.above import labels
from aspa.cases.allowed import clause
from aspa.cases.eras import eras
from aspa.cases.finding.terms import Group, groups, written
from aspa.cases.finding.wishes import wish_of
from aspa.cases.lists import CASES, MOST, CaseList, page_of, place_after, row_of
from aspa.kit import phones
from aspa.kit.addresses import normal
from aspa.kit.viewer import Viewer

HITS = 400  # of words alone, the newest
NARROWED_HITS = 4000  # where filters leave most of them out
CASE_NUMBER = re.compile(r"#?\s*(\d{1,15})")
OURS = "c.organisation_id = %(organisation)s"
# With "or" instead of a union PostgreSQL would read every case: 900 ms at a million.
BY_NUMBER = "select id from cases_case where organisation_id = %(organisation)s and number = %(number)s"
BY_ADDRESS = """select customer_id from customers_identity
where organisation_id = %(organisation)s and kind = 'email' and value = %(address)s"""
BY_PHONE = """select id from cases_case where customer_id in (select customer_id from customers_identity
where organisation_id = %(organisation)s and kind = 'phone' and value = %(phone)s)"""
BY_WORDS = "select id from doors.cases_found(%(words)s::text[], %(eras)s::text[], %(most)s) as id"


@dataclass(slots=True)
class Search:
    """Where a search looks, with its facts, and by what terms texts are looked up."""

    where: str
    facts: dict[str, Any]
    groups: list[Group] = field(default_factory=list)


def find(viewer: Viewer, text: str, *, limit: int = 50, after: str = "") -> CaseList:
    """
    Return the cases a text finds, newest first: a case number, an address, a phone number, or words.

    A phone number may be written in any way. Words are looked for in subjects, texts, names and addresses, in whatever
    form they stand there; all of them stand in one message. Filters narrow: see `wishes`.
    """
    return found_by(viewer, search_of(viewer, text), limit=limit, after=after)


def found_by(viewer: Viewer, search: Search, *, limit: int = 50, after: str = "") -> CaseList:
    """Return the cases that a search finds, newest first."""
    return _newest(viewer, search.where, search.facts, limit, after)


def of_customer(viewer: Viewer, known_by: str, *, limit: int = 50, after: str = "") -> CaseList:
    """Return the cases of the customer with this address or phone number, newest first, and nobody else's."""
    text = known_by.strip()
    facts = {"organisation": viewer.organisation_id, "address": normal(text), "phone": phones.searched(text)}
    theirs = f"c.id in ({BY_PHONE})" if facts["phone"] else f"c.customer_id in ({BY_ADDRESS})"
    return _newest(viewer, f"{OURS} and {theirs}", facts, limit, after)


def search_of(viewer: Viewer, text: str) -> Search:
    """Return where a text looks."""
    organisation_id = viewer.organisation_id
    wish = wish_of(text.strip(), organisation_id=organisation_id, today=timezone.localdate())
    search = _search(wish.words, {"organisation": organisation_id, **wish.facts}, is_narrowed=bool(wish.where))
    search.where = f"{OURS} and {wish.condition} and {search.where}"
    return search


def _newest(viewer: Viewer, where: str, facts: dict[str, Any], limit: int, after: str) -> CaseList:
    narrowed = "true"
    if after:
        facts |= place_after(after)
        narrowed = "(c.latest_at, c.id) < (%(after_at)s, %(after_id)s)"
    place = "extract(epoch from c.latest_at)::text || '_' || c.id"
    where += clause(viewer, facts)
    sql = f"{row_of(CASES, place)} where {where} and {narrowed} order by c.latest_at desc, c.id desc"
    return page_of(sql, facts, min(limit, MOST))


def _search(text: str, facts: dict[str, Any], *, is_narrowed: bool) -> Search:
    """Say where to look, by what the text looks like; fills in the facts the search needs."""
    match, facts["phone"] = CASE_NUMBER.fullmatch(text), phones.searched(text)
    if match or facts["phone"]:
        facts["number"] = int(match[1]) if match else None
        asked = groups(match[1] if match else text)
        by_words = _by_words(asked, facts, is_narrowed=is_narrowed)
        return Search(f"c.id in ({BY_NUMBER} union all {BY_PHONE} union all {by_words})", facts, asked)
    if "@" in text and " " not in text and '"' not in text:
        facts["address"] = normal(text)
        return Search(f"c.customer_id in ({BY_ADDRESS})", facts)
    if (where := labels.found(text, facts)) is not None:
        return Search(where, facts)
    asked = groups(text)
    if not asked:
        return Search("true" if is_narrowed and not text else "false", facts)
    return Search(f"c.id in ({_by_words(asked, facts, is_narrowed=is_narrowed)})", facts, asked)


def _by_words(asked: list[Group], facts: dict[str, Any], *, is_narrowed: bool) -> str:
    facts |= {"words": written(asked), "eras": eras(facts["organisation"])}
    facts["most"] = NARROWED_HITS if is_narrowed else HITS
    return BY_WORDS
