"""Customers by address, and who may own a case."""

from ninja import Router

from aspa.api.bearer import ApiRequest
from aspa.api.queries import customer_at
from aspa.api.shapes import AgentShape, CustomerShape, Named
from aspa.customers.models import Customer
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Queue

router = Router(tags=["people"])


@router.get("/customers/{path:address}", response=CustomerShape, operation_id="customer")
def customer(request: ApiRequest, address: str) -> Customer:
    """Return the customer known at an e-mail address; their cases are `GET cases?customer=…`."""
    return customer_at(request.auth, address)


@router.get("/agents", response=list[AgentShape], operation_id="list_agents")
def agents(request: ApiRequest) -> list[Agent]:
    """List the agents at work, by name."""
    return staff.agents(request.auth)


@router.get("/queues", response=list[Named], operation_id="list_queues")
def queues(request: ApiRequest) -> list[Queue]:
    """List the queues, by name."""
    return staff.queues(request.auth)
