"""Which customers somebody may know and change who may read only some cases."""

import pytest

from aspa.cases import verbs as cases
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Allowance, Power, Powers, Reach
from aspa.people import allowed
from tests.cast import a_case


class Narrow:
    """Somebody who reads and answers the cases of one agent only."""

    def __init__(self, agent, *powers):
        self.organisation_id, self.actor = agent.organisation_id, agent.actor
        self.powers = Powers([Allowance(power, Reach.OWN) for power in powers], agent_id=agent.pk)

    def may(self, power, case=None, *, brand_id=None):
        return self.powers.everywhere(power)


def test_somebody_who_reads_only_own_cases_knows_only_their_customers(aino):
    mine, others = a_case(), a_case(sender="Pekka Salo <pekka@example.org>")
    cases.take(mine, by=aino, at=mine.opened_at)
    narrow = Narrow(aino, Power.READ, Power.ANSWER)

    assert [row.name for row in allowed.customer_list(narrow).rows] == ["Liisa Virtanen"]
    assert allowed.customer_list(narrow, "pekka").rows == []
    assert allowed.customer_of(narrow, mine.customer_id, power=Power.ANSWER) == mine.customer
    with pytest.raises(Missing):
        allowed.customer_of(narrow, others.customer_id)


def test_somebody_who_only_reads_changes_nothing_and_hands_nothing_out(aino):
    mine = a_case()
    cases.take(mine, by=aino, at=mine.opened_at)
    reader = Narrow(aino, Power.READ, Power.EXPORT)

    assert allowed.customer_of(reader, mine.customer_id)
    with pytest.raises(Forbidden):
        allowed.customer_of(reader, mine.customer_id, power=Power.ANSWER)
    with pytest.raises(Forbidden):
        allowed.customer_of(reader, mine.customer_id, power=Power.EXPORT)
    with pytest.raises(Forbidden):
        allowed.must_merge(Narrow(aino, Power.READ, Power.ANSWER))
