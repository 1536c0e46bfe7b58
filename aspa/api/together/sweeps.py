"""One thing done to many cases, told case by case and taken back as a whole."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ApiRequest, must
from aspa.api.cases import Cursor, Limit, whose
from aspa.api.cursors import Page
from aspa.api.repeat import once
from aspa.api.together.shapes import SweepShape, SweepWish, SweptPage
from aspa.api.wishes import Key
from aspa.staff.models import Token
from aspa.teamwork.models import SweptCase
from aspa.teamwork.sweeping import queries, verbs
from aspa.teamwork.sweeping.acts import ACTS
from aspa.teamwork.sweeping.queries import SweepState

router = Router(tags=["together"])


def chosen(token: Token, wish: SweepWish, *, now: datetime) -> list[int]:
    """Return the numbers of the cases that are meant. Raises Missing, WhoseCases."""
    if wish.numbers:
        return wish.numbers
    return queries.numbers_in(token, wish.view, now=now, agent_id=whose(wish.view, wish.owner))


@router.get("/sweeps", response=list[SweepShape], operation_id="list_sweeps")
def list_sweeps(request: ApiRequest) -> list[SweepState]:
    """List what the program did to many cases at once, the newest 20 first."""
    return queries.newest(request.auth)


@router.post("/sweeps", response={201: SweepShape}, operation_id="sweep")
@decorate_view(once)
def sweep(request: ApiRequest, wish: SweepWish) -> Status[SweepState]:
    """
    Begin to do one thing to many cases; Aspa goes on after the answer, until nothing is `waiting`.

    Each case is a change of its own: what is refused for one holds up no other. Cases the program may not see are left
    out.
    """
    must(ACTS[wish.act].power, request.auth.powers.anywhere(ACTS[wish.act].power))
    now = timezone.now()
    made = verbs.sweep(chosen(request.auth, wish, now=now), act=wish.act, facts=wish.facts(), by=request.auth, at=now)
    return Status(201, queries.state_of(made))


@router.get("/sweeps/{int:sweep_id}", response=SweepShape, operation_id="sweep_state")
def sweep_state(request: ApiRequest, sweep_id: Key) -> SweepState:
    """Return how far it is."""
    return queries.state_of(queries.sweep_of(request.auth, sweep_id))


@router.get("/sweeps/{int:sweep_id}/cases", response=SweptPage, operation_id="swept_cases")
def swept_cases(request: ApiRequest, sweep_id: Key, cursor: Cursor = "", limit: Limit = 50) -> Page[SweptCase]:
    """List its cases with what became of each."""
    made, name = queries.sweep_of(request.auth, sweep_id), f"swept:{sweep_id}"
    rows = queries.cases_swept(made, after=cursors.number(name, cursor), limit=limit + 1)
    return cursors.page(name, rows, limit=limit)


@router.post("/sweeps/{int:sweep_id}/undoing", response={201: SweepShape}, operation_id="undo_sweep")
@decorate_view(once)
def undo_sweep(request: ApiRequest, sweep_id: Key) -> Status[SweepState]:
    """Begin to take all of it back; what somebody has changed since stays as it is and is told."""
    made = queries.sweep_of(request.auth, sweep_id)
    verbs.undo(made, at=timezone.now())
    return Status(201, queries.state_of(made))


@router.post("/sweeps/{int:sweep_id}/insistence", response={201: SweepShape}, operation_id="insist_on_sweep")
@decorate_view(once)
def insist_on_sweep(request: ApiRequest, sweep_id: Key) -> Status[SweepState]:
    """Begin to close them anyway where `tasks_open` or `children_open` was told: for each just what was told of it."""
    made = queries.sweep_of(request.auth, sweep_id)
    verbs.insist(made, at=timezone.now())
    return Status(201, queries.state_of(made))
