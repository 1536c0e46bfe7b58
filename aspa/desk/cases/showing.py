"""Which list of cases a page shows: one of the house's own views, or one that somebody saved (`saved-12`)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.cases.narrowing.conditions import is_closed
from aspa.cases.narrowing.matching import ORDERS
from aspa.desk.answers import DeskRequest, list_of
from aspa.desk.words import NEWEST, VIEWS, WANTED
from aspa.kit.errors import Missing
from aspa.staff.models import Agent
from aspa.teamwork import queries as teamwork

NOTHING_MATCHES = _("No case fits this view now.")


@dataclass(frozen=True, slots=True)
class Listed:
    """How the list says what it is; `key` is that of a saved view, `source` what its address asks for."""

    title: str | Text
    order: str | Text
    empty: str | Text
    source: str
    key: int = 0


def list_beside(request: DeskRequest) -> tuple[str, Listed]:
    """
    Return the view beside which a case is shown, and what it is called; of what a search found it is "".

    One that somebody has removed since the page was opened gives way to the usual: what was done in the case is done,
    and must not look as if it were not.
    """
    asked = list_of(request)
    if text := asked.get("q"):
        return "", found(text)
    view = asked["view"]
    try:
        return view, listed(request.agent, view)
    except Missing:
        return "next", listed(request.agent, "next")


def found(text: str) -> Listed:
    """Return what the list of what a search found is called."""
    return Listed(_("Found: %(text)s") % {"text": text}, "", "", urlencode({"q": text}))


def listed(agent: Agent, view: str) -> Listed:
    """
    Return what a view is called; the words of one of ours cost no question.

    Raises Missing.
    """
    source = urlencode({"view": view})
    if saved := teamwork.SAVED.fullmatch(view):
        kept = teamwork.saved_view(agent, int(saved[1]))
        order = NEWEST if is_closed(kept.conditions) else ORDERS[kept.order][2]
        return Listed(kept.name, order, NOTHING_MATCHES, source, kept.pk)
    if view in WANTED:
        return Listed(WANTED[view], ORDERS["oldest"][2], NOTHING_MATCHES, source)
    words = VIEWS.get(view) or VIEWS["next"]
    return Listed(words.title, words.order, words.empty, source)
