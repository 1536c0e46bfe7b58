"""Customers by address, and who may own a case."""

from ninja import Router

from aspa.api.bearer import ApiRequest
from aspa.api.queries import customer_at
from aspa.api.shapes import AgentShape, CustomerShape, Named
from aspa.api.shown import customer_shape
from aspa.staff import queries as staff

router = Router(tags=["people"])


@router.get("/customers/{path:address}", response=CustomerShape, operation_id="customer")
def customer(request: ApiRequest, address: str) -> CustomerShape:
    """Return the customer known at an e-mail address; their cases are `GET cases?customer=…`."""
    return customer_shape(customer_at(request.auth, address))


@router.get("/agents", response=list[AgentShape], operation_id="list_agents")
def agents(request: ApiRequest) -> list[AgentShape]:
    """List the agents at work, by name."""
    return [AgentShape(id=agent.pk, name=agent.name, email=agent.email) for agent in staff.agents(request.auth)]


@router.get("/queues", response=list[Named], operation_id="list_queues")
def queues(request: ApiRequest) -> list[Named]:
    """List the queues, by name."""
    return [Named(id=queue.pk, name=queue.name) for queue in staff.queues(request.auth)]
