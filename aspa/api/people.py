"""Customers by address, and who may own a case."""

from django.utils import timezone
from ninja import Router

from aspa.api.bearer import ApiRequest
from aspa.api.queries import customer_at
from aspa.api.shapes import AgentShape, CustomerShape, Named
from aspa.audit import verbs as audit
from aspa.customers.models import Customer
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Queue

router = Router(tags=["people"])


@router.get("/customers/at/{path:address}", response=CustomerShape, operation_id="customer")
def customer(request: ApiRequest, address: str) -> Customer:
    """Return the customer known at an e-mail address; their cases are `GET cases?customer=…`."""
    known = customer_at(request.auth, address)
    audit.note_look(request.auth, customer_id=known.pk, at=timezone.now())
    return known


@router.get("/customers/{path:address}", response=CustomerShape, include_in_schema=False)
def customer_as_before(request: ApiRequest, address: str) -> Customer:
    """Return the same at the address it had before: two kinds of key in one place were two operations in one."""
    return customer(request, address)


@router.get("/agents", response=list[AgentShape], operation_id="list_agents")
def agents(request: ApiRequest) -> list[Agent]:
    """List the agents at work, by name."""
    return staff.agents(request.auth)


@router.get("/queues", response=list[Named], operation_id="list_queues")
def queues(request: ApiRequest) -> list[Queue]:
    """List the queues, by name."""
    return staff.queues(request.auth)
