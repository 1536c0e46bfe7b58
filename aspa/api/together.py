"""What agents share: who is at a case."""

from ninja import Router, Schema

from aspa.api.bearer import ApiRequest
from aspa.cases import queries
from aspa.live import queries as live
from aspa.live.seats import Present

router = Router(tags=["together"])


class PresentShape(Schema):
    """An agent at a case; `state` is `reads`, `writes` (an answer) or `notes` (a memo)."""

    agent_id: int
    name: str
    state: str


@router.get("/cases/{int:number}/presence", response=list[PresentShape], operation_id="presence")
def presence(request: ApiRequest, number: int) -> list[Present]:
    """List the agents who have the case open at this moment, by name."""
    return live.present(request.auth, queries.case_by_number(request.auth, number).number)
