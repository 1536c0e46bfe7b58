"""What is suspected to be spam, and deciding about it; the list is the view `suspected` of the cases."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.repeat import once
from aspa.api.shapes import CaseShape
from aspa.api.suspecting.shapes import SuspicionShape, VerdictWish, WatchShape, WatchWish
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.cases import queries
from aspa.cases.models import Case
from aspa.reception.judging import verbs
from aspa.screening import queries as screening
from aspa.screening import verbs as set_by
from aspa.screening.models import Suspicion, Watch
from aspa.staff import queries as staff
from aspa.staff.roles import queries as roles

router = Router(tags=["cases"])


@router.get("/cases/{int:number}/suspicion", response=SuspicionShape, operation_id="suspicion")
def suspicion(request: ApiRequest, number: int) -> Suspicion:
    """Say why the case is suspected to be spam, or was; 404 where nobody suspects it."""
    return screening.suspicion_of(request.auth, queries.case_by_number(request.auth, number))


@router.post("/cases/{int:number}/suspicion/verdict", response={201: CaseShape}, operation_id="decide_suspicion")
@decorate_view(once)
def decide(request: ApiRequest, number: int, wish: VerdictWish) -> Status[Case]:
    """Decide: what is no spam is promised an answer and acknowledged, what is spam is closed as that."""
    asked = queries.case_by_number(request.auth, number)
    verbs.JUDGES[wish.verdict](asked, by=request.auth, at=timezone.now())
    return Status(201, queries.case_by_number(request.auth, number))


@router.delete("/cases/{int:number}/suspicion/verdict", response=CaseShape, operation_id="reconsider_suspicion")
def reconsider(request: ApiRequest, number: int) -> Case:
    """Take the decision back within a day, unless the customer was answered: the case is suspected as before."""
    asked = queries.case_by_number(request.auth, number)
    verbs.reconsider(asked, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.get("/brands/{brand_id}/watch", response=WatchShape, operation_id="watch", auth=ADMINISTERS)
def watch(request: ApiRequest, brand_id: Key) -> Watch:
    """Return who looks at what is suspected in a brand, and within how many hours; everybody, when neither is named."""
    return screening.watch_of(brands.brand_of(request.auth, brand_id))


@router.put("/brands/{brand_id}/watch", response=WatchShape, operation_id="set_watch", auth=ADMINISTERS)
def set_watch(request: ApiRequest, brand_id: Key, wish: WatchWish) -> Watch:
    """Say who looks, and within how many hours; what waits already is due by them too."""
    agent = staff.agent_of(request.auth, wish.agent_id) if wish.agent_id else None
    team = roles.team_of(request.auth, wish.team_id) if wish.team_id else None
    brand, by = brands.brand_of(request.auth, brand_id), request.auth
    return set_by.set_watch(brand, hours=wish.hours, agent=agent, team=team, by=by, at=timezone.now())
