"""Work on many cases where a queue has been ended meanwhile: each case is told, and stays with whoever has it."""

from datetime import timedelta

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.queues import verbs as queues
from aspa.teamwork.sweeping import queries, verbs
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def test_what_was_to_go_into_it_stays_where_it_is(kuusi: Brand, aino: Agent) -> None:
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)
    case = a_case()
    made = verbs.sweep([case.number], act="assign", facts={"queue_id": bills.pk}, by=aino, at=TEN)
    queues.end(bills, by="agent:1", at=TEN)

    verbs.run(made, at=TEN, within=60)

    assert [why for _number, why in queries.state_of(made).refused] == ["Tämä jono on lopetettu. Valitse toinen."]
    assert Case.objects.get().owner_queue != bills


def test_what_came_from_it_stays_with_its_new_owner(kuusi: Brand, aino: Agent) -> None:
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)
    case = a_case()
    cases.assign(case, queue=bills, by=aino, at=NINE)
    made = verbs.sweep([case.number], act="assign", facts={"agent_id": aino.pk}, by=aino, at=TEN)
    verbs.run(made, at=TEN, within=60)
    queues.end(bills, by="agent:1", at=TEN)

    verbs.undo(made, at=TEN)
    verbs.run(made, at=TEN, within=60)

    assert queries.state_of(made).refusals == 1
    assert Case.objects.get().owner_agent == aino
