"""What stands beside a case below its customer: what each section shows, and which are folded away."""

from typing import Any

from aspa.cases.shown import CasePage
from aspa.desk.answers import DeskRequest

FOLDED = "aspa_folded"  # names, a dot between; written by sides.js


def sides(request: DeskRequest, page: CasePage) -> dict[str, Any]:
    """Return what the sections show; each app that has one asks at most one question."""
    return {"folded": set(request.COOKIES.get(FOLDED, "").split("."))}
