"""What a search shows: what it found, where it was met, and what was meant when it was mistyped."""

from collections.abc import Mapping
from dataclasses import dataclass

from aspa.cases.finding.find import Search, found_by, search_of
from aspa.cases.finding.meant import meant
from aspa.cases.finding.passages import Part, passages
from aspa.cases.lists import CaseList
from aspa.staff.models import Agent


@dataclass(frozen=True, slots=True)
class Searched:
    """
    What a search found.

    Attributes:
        text: what was looked for in the end.
        mistyped: what was typed, where that found nothing and something like it did.
        passages: where each case was met.
    """

    text: str
    mistyped: str
    rows: CaseList
    passages: Mapping[int, tuple[Part, ...]]


def searched_for(agent: Agent, text: str, *, after: str = "") -> Searched:
    """Return what a text finds, or what is nearly so spelt, when it finds nothing itself."""
    search = search_of(agent, text)
    rows = found_by(agent, search, after=after)
    if rows.rows or after or not (better := meant(text, organisation_id=agent.organisation_id)):
        return Searched(text, "", rows, _met(search, rows))
    search = search_of(agent, better)
    rows = found_by(agent, search)
    return Searched(better, text, rows, _met(search, rows))


def _met(search: Search, rows: CaseList) -> dict[int, tuple[Part, ...]]:
    return passages([row.id for row in rows.rows], search.groups)
