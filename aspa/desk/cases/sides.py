"""What stands beside a case below its customer: what each section shows, and which are folded away."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from aspa.cases.shown import CasePage
from aspa.desk.answers import DeskRequest
from aspa.sorting import queries as sorting

FOLDED = "aspa_folded"  # names, a dot between; written by sides.js


def sides(request: DeskRequest, page: CasePage) -> dict[str, Any]:
    """Return what the sections show; each app that has one asks one question, and none where they are not drawn."""
    return {
        "folded": set(request.COOKIES.get(FOLDED, "").split(".")),
        "sorted": SimpleLazyObject(lambda: sorting.sorted_of(request.agent, page.case.id)),
    }
