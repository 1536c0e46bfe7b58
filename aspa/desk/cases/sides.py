"""What stands beside a case below its customer: what each section shows, and which are folded away."""

from functools import cache
from typing import Any

from django.utils.functional import SimpleLazyObject

from aspa.cases.shown import CasePage
from aspa.desk.answers import DeskRequest
from aspa.tasks import queries as tasks

FOLDED = "aspa_folded"  # names, a dot between; written by sides.js


def folded(request: DeskRequest) -> set[str]:
    """Return the names of the sections that are folded away in this browser."""
    return set(request.COOKIES.get(FOLDED, "").split("."))


def sides(request: DeskRequest, page: CasePage) -> dict[str, Any]:
    """Return what the sections show, asked in one question, and in none where they are not drawn."""
    both = cache(lambda: tasks.beside(request.agent, page.case.id))
    return {
        "folded": folded(request),
        "sorted": SimpleLazyObject(lambda: both()[0]),
        "work": SimpleLazyObject(lambda: both()[1]),
    }
