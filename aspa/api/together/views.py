"""Views that are kept: a program's own, and those that everybody sees."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.together.shapes import ConditionShape, ViewShape, ViewWish
from aspa.api.wishes import Key
from aspa.cases.narrowing.conditions import CONDITIONS
from aspa.kit.viewer import Viewer
from aspa.staff.roles import queries as roles
from aspa.teamwork import queries, verbs
from aspa.teamwork.models import SavedView

router = Router(tags=["together"])
FACTS = ("id", "name", "conditions", "order", "made_by", "team_id", "is_for_everybody")


def counted(viewer: Viewer, views: Sequence[SavedView]) -> list[dict[str, Any]]:
    """Return views as programs see them, each with how many cases it holds now."""
    counts = queries.counts_of(viewer, views, now=timezone.now())
    return [{name: getattr(view, name) for name in FACTS} | {"count": counts.get(view.pk)} for view in views]


def said(viewer: Viewer, wish: ViewWish) -> dict[str, Any]:
    """Return what the verbs take. Raises Missing for an unknown team."""
    team = roles.team_of(viewer, wish.team_id) if wish.team_id else None
    return wish.model_dump(exclude={"team_id"}) | {"team": team}


@router.get("/views", response=list[ViewShape], operation_id="list_views")
def list_views(request: ApiRequest) -> list[dict[str, Any]]:
    """List the program's own views and those that everybody sees, by name, with how many open cases each holds now."""
    return counted(request.auth, queries.saved_views(request.auth))


@router.post("/views", response={201: ViewShape}, operation_id="save_view")
@decorate_view(once)
def save_view(request: ApiRequest, wish: ViewWish) -> Status[dict[str, Any]]:
    """Keep a view, for the program itself or for everybody; with a team, for a program that administers."""
    kept = verbs.save_view(by=request.auth, at=timezone.now(), **said(request.auth, wish))
    return Status(201, counted(request.auth, [kept])[0])


@router.get("/views/conditions", response=list[ConditionShape], operation_id="view_conditions")
def view_conditions(request: ApiRequest) -> list[dict[str, Any]]:
    """List by what a view can be narrowed, with the values that each condition takes."""
    return [
        {
            "name": one.name,
            "title": str(one.title),
            "choices": [{"value": value, "title": str(word)} for value, word in one.choices(request.auth)],
        }
        for one in CONDITIONS.values()
    ]


@router.get("/views/{int:view_id}", response=ViewShape, operation_id="view")
def view(request: ApiRequest, view_id: Key) -> dict[str, Any]:
    """Return one view."""
    return counted(request.auth, [queries.saved_view(request.auth, view_id)])[0]


@router.put("/views/{int:view_id}", response=ViewShape, operation_id="change_view")
def change_view(request: ApiRequest, view_id: Key, wish: ViewWish) -> dict[str, Any]:
    """Change a view as a whole: the program's own, or any that is shared for one that administers."""
    kept = queries.saved_view(request.auth, view_id)
    verbs.change_view(kept, by=request.auth, at=timezone.now(), **said(request.auth, wish))
    return counted(request.auth, [kept])[0]


@router.delete("/views/{int:view_id}", response=list[ViewShape], operation_id="forget_view")
def forget_view(request: ApiRequest, view_id: Key) -> list[dict[str, Any]]:
    """Remove a view; return those that are left."""
    verbs.forget_view(queries.saved_view(request.auth, view_id), by=request.auth, at=timezone.now())
    return list_views(request)
