"""Which list of cases a page shows: one of the house's own views, or one that somebody saved (`saved-12`)."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.cases import lists
from aspa.cases.lists import CaseList
from aspa.cases.narrowing.conditions import is_closed
from aspa.cases.narrowing.matching import ORDERS, matching
from aspa.desk.words import NEWEST, VIEWS
from aspa.staff.models import Agent
from aspa.teamwork import queries as teamwork

SAVED = re.compile(r"saved-([0-9]{1,18})")
WANTED = {"asked": _("You are asked"), "mentioned": _("You are mentioned")}  # by colleagues, about cases of whoever
NOTHING_MATCHES = _("No case fits this view now.")


@dataclass(frozen=True, slots=True)
class Listed:
    """How the list says what it is; `key` is that of a saved view."""

    title: str | Text
    order: str | Text
    empty: str | Text
    key: int = 0


def rows_of(agent: Agent, view: str, *, now: datetime, after: str = "", limit: int = 50) -> CaseList:
    """
    Return a page of a view.

    Raises Missing for an unknown view, WrongCursor.
    """
    if view in WANTED:
        anywhere = {view: ["me"], "state": ["open", "aside"]}
        return matching(agent, anywhere, order="oldest", now=now, after=after, limit=limit)
    if saved := SAVED.fullmatch(view):
        kept = teamwork.saved_view(agent, int(saved[1]))
        return teamwork.cases_of(agent, kept, now=now, after=after, limit=limit)
    return lists.case_list(agent, view, now=now, after=after, agent_id=agent.pk, limit=limit)


def listed(agent: Agent, view: str) -> Listed:
    """
    Return what a view is called; the words of one of ours cost no question.

    Raises Missing.
    """
    if saved := SAVED.fullmatch(view):
        kept = teamwork.saved_view(agent, int(saved[1]))
        order = NEWEST if is_closed(kept.conditions) else ORDERS[kept.order][2]
        return Listed(kept.name, order, NOTHING_MATCHES, kept.pk)
    if view in WANTED:
        return Listed(WANTED[view], ORDERS["oldest"][2], NOTHING_MATCHES)
    words = VIEWS.get(view) or VIEWS["next"]
    return Listed(words.title, words.order, words.empty)
