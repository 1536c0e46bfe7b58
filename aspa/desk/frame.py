"""What surrounds every page: who is signed in, what time it is, and how many cases wait in each view."""

from functools import partial
from typing import Any, cast

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from aspa.desk import words
from aspa.desk.commands import acts, places
from aspa.desk.said import said
from aspa.handing import queries as handing
from aspa.staff.models import Agent
from aspa.teamwork import queries as teamwork


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page's frame shows; the counts are asked only by a page that shows them."""
    agent, now = getattr(request, "user", None), timezone.now()  # a page about trouble may come before sign-in is known
    viewer = cast(Agent, agent)
    return {
        "agent": agent,
        "now": now,
        "said": partial(said, request),
        "words": words.said(get_language() or "en"),
        "csrf_input": SimpleLazyObject(partial(csrf_input, request)),  # one for a page: each new one draws 60 lots
        "places": partial(places, get_language() or "en"),
        "acts": acts(),
        "column": (column := SimpleLazyObject(lambda: teamwork.left_column(viewer, now=now))),
        "beside": SimpleLazyObject(lambda: teamwork.beside(viewer, number=_number(request))),
        "saved_counts": SimpleLazyObject(lambda: teamwork.counts_of(viewer, column.views, now=now)),
        "handed": SimpleLazyObject(lambda: handing.waiting_count(viewer, now=now)),
    }


def _number(request: HttpRequest) -> int | None:
    """Return the number of the case that the page is about, if it is about one."""
    place = request.resolver_match
    return place.kwargs.get("number") if place else None
