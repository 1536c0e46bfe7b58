"""
The rows of lists, drawn once a minute for everybody who sees them alike.

Each change in a list makes every open desk fetch it anew, and 49 of its 50 rows are what they were: drawing them was
half of the page's work.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup

from aspa.cases.finding.passages import Part
from aspa.cases.lists import CaseRow
from aspa.desk import words
from aspa.staff.models import Agent

KEPT = 2000  # rows; 1 kB each
NOWHERE: Mapping[int, tuple[Part, ...]] = {}


def drawn(
    rows: Sequence[CaseRow],
    *,
    view: str,
    beside: str,
    here: str,
    agent: Agent,
    now: datetime,
    passages: Mapping[int, tuple[Part, ...]] = NOWHERE,
) -> Markup:
    """
    Return the rows of a list.

    Args:
        view: the view; `` for what a search found.
        beside: what the addresses of its cases say of the list.
        here: number of the case that is open beside the list, as the address says it.
        passages: where a search was met, by case.
    """
    minute, language = now.replace(second=0, microsecond=0), get_language() or "en"
    return Markup().join(
        _drawn(
            row,
            (view, beside, passages.get(row.id, ())),
            minute,
            language,
            row.owner_agent_id == agent.pk,
            str(row.number) == here,
        )
        for row in rows
    )


@lru_cache(KEPT)
def _drawn(
    row: CaseRow,
    listed: tuple[str, str, tuple[Part, ...]],
    minute: datetime,
    language: str,
    is_mine: bool,
    is_here: bool,
) -> Markup:
    """Draw one row; whatever its template shows stands among the arguments, or the row of another would be shown."""
    shown = {
        "row": row,
        "view": listed[0],
        "beside": listed[1],
        "passage": listed[2],
        "now": minute,
        "words": words.said(language),
    }
    shown |= {"is_mine": is_mine, "is_here": is_here}
    return Markup(render_to_string("desk/cases/_row.html", shown))  # noqa: S704  # a template, which escapes
