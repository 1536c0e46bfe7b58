"""Which list of cases a page shows: one of the house's own views, or one that somebody saved (`saved-12`)."""

from dataclasses import dataclass

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.cases.narrowing.conditions import is_closed
from aspa.cases.narrowing.matching import ORDERS
from aspa.desk.answers import DeskRequest, view_of
from aspa.desk.words import NEWEST, VIEWS, WANTED
from aspa.kit.errors import Missing
from aspa.staff.models import Agent
from aspa.teamwork import queries as teamwork

NOTHING_MATCHES = _("No case fits this view now.")


@dataclass(frozen=True, slots=True)
class Listed:
    """How the list says what it is; `key` is that of a saved view."""

    title: str | Text
    order: str | Text
    empty: str | Text
    key: int = 0


def list_beside(request: DeskRequest) -> tuple[str, Listed]:
    """
    Return the view beside which a case is shown, and what it is called.

    One that somebody has removed since the page was opened gives way to the usual: what was done in the case is done,
    and must not look as if it were not.
    """
    view = view_of(request)
    try:
        return view, listed(request.agent, view)
    except Missing:
        return "next", listed(request.agent, "next")


def listed(agent: Agent, view: str) -> Listed:
    """
    Return what a view is called; the words of one of ours cost no question.

    Raises Missing.
    """
    if saved := teamwork.SAVED.fullmatch(view):
        kept = teamwork.saved_view(agent, int(saved[1]))
        order = NEWEST if is_closed(kept.conditions) else ORDERS[kept.order][2]
        return Listed(kept.name, order, NOTHING_MATCHES, kept.pk)
    if view in WANTED:
        return Listed(WANTED[view], ORDERS["oldest"][2], NOTHING_MATCHES)
    words = VIEWS.get(view) or VIEWS["next"]
    return Listed(words.title, words.order, words.empty)
