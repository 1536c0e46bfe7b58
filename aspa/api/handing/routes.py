"""Handing cases over: offered in an agent's name, accepted, declined, taken back."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.handing.shapes import AcceptanceWish, CheckShape, DeclineWish, HandoverShape, OfferWish
from aspa.api.repeat import once
from aspa.api.wishes import Key
from aspa.cases.queries import case_by_number
from aspa.handing import queries, verbs
from aspa.handing.models import Handover
from aspa.handing.queries import Owing
from aspa.staff import queries as staff

router = Router(tags=["cases"])


@router.post("/cases/{int:number}/handover", response={201: HandoverShape}, operation_id="offer_case")
@decorate_view(once)
def offer_case(request: ApiRequest, number: int, wish: OfferWish) -> Status[Handover]:
    """Offer the case to an agent or a queue; its owner stays until somebody accepts."""
    to = (
        staff.agent_of(request.auth, wish.agent_id)
        if wish.agent_id
        else staff.queue_of(request.auth, wish.queue_id or 0)
    )
    offered = verbs.offer(
        case_by_number(request.auth, number),
        note={"known": wish.known, "promised": wish.promised, "asked": wish.asked},
        to=to,
        agent=staff.agent_of(request.auth, wish.from_agent_id),
        by=request.auth,
        at=timezone.now(),
    )
    return Status(201, offered)


@router.get("/cases/{int:number}/handover", response=HandoverShape, operation_id="handover")
def handover(request: ApiRequest, number: int) -> Handover:
    """Return the offer of the case that nobody has answered yet."""
    return queries.open_in(request.auth, case_by_number(request.auth, number))


@router.delete("/cases/{int:number}/handover", response=HandoverShape, operation_id="withdraw_offer")
def withdraw_offer(request: ApiRequest, number: int) -> Handover:
    """Take the offer of the case back."""
    offered = queries.open_in(request.auth, case_by_number(request.auth, number))
    verbs.withdraw(offered, by=request.auth, at=timezone.now())
    return offered


@router.post("/handovers/{int:handover_id}/acceptance", response={201: HandoverShape}, operation_id="accept_offer")
@decorate_view(once)
def accept_offer(request: ApiRequest, handover_id: int, wish: AcceptanceWish) -> Status[Handover]:
    """Make an agent the owner of a case that was offered to them; whoever offered it asks the customer afterwards."""
    offered, agent = queries.handover_of(request.auth, handover_id), staff.agent_of(request.auth, wish.agent_id)
    verbs.accept(offered, agent=agent, by=request.auth, at=timezone.now())
    return Status(201, offered)


@router.post("/handovers/{int:handover_id}/refusal", response={201: HandoverShape}, operation_id="decline_offer")
@decorate_view(once)
def decline_offer(request: ApiRequest, handover_id: int, wish: DeclineWish) -> Status[Handover]:
    """Say no to an offer in an agent's name, and why; the owner reads it in a memo."""
    offered, agent = queries.handover_of(request.auth, handover_id), staff.agent_of(request.auth, wish.agent_id)
    verbs.decline(offered, reason=wish.reason, agent=agent, by=request.auth, at=timezone.now())
    return Status(201, offered)


@router.get("/agents/{int:agent_id}/offers", response=list[HandoverShape], operation_id="list_offers")
def list_offers(request: ApiRequest, agent_id: int) -> list[Handover]:
    """List the cases that are offered to an agent or to a queue where they may accept, the oldest offer first."""
    return queries.offers_to(request.auth, staff.agent_of(request.auth, agent_id))


@router.get("/agents/{int:agent_id}/checks", response=list[CheckShape], operation_id="list_checks")
def list_checks(request: ApiRequest, agent_id: int) -> list[Owing]:
    """List the customers an agent has still to ask whether what was handed over was solved, the most urgent first."""
    return queries.checks_of(request.auth, staff.agent_of(request.auth, agent_id))


@router.put("/checks/{check_id}/done", response={204: None}, operation_id="check_done")
def check_done(request: ApiRequest, check_id: Key) -> Status[None]:
    """Say that the customer was asked."""
    verbs.done(queries.check_of(request.auth, check_id), by=request.auth, at=timezone.now())
    return Status(204, None)
