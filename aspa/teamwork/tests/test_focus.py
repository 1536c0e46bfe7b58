"""Working undisturbed."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.history.models import Event
from aspa.staff.models import Agent
from aspa.teamwork import verbs as views
from aspa.teamwork.focus import verbs as focus
from aspa.teamwork.focus.queries import focus_of, focusing
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def test_whoever_focuses_is_seen_by_colleagues_and_by_nobody_else(aino: Agent, vaino: Agent, otso: Agent) -> None:
    focus.begin(aino, at=NINE)

    assert (focusing(vaino), focusing(otso)) == ([aino], [])
    focus.end(aino, at=TEN)
    assert focusing(vaino) == []
    told = Event.objects.filter(name__startswith="agent.").order_by("id").values_list("name", "actor")
    assert [*told][-2:] == [("agent.focused", aino.actor), ("agent.unfocused", aino.actor)]


def test_beginning_again_goes_on_with_another_view(kuusi: Brand, aino: Agent) -> None:
    view = views.save_view(name="Ruotsi", conditions={"language": ["sv"]}, order="due", by=aino, at=NINE)
    first = focus.begin(aino, at=NINE)

    again = focus.begin(aino, at=TEN, view=view)

    assert again.pk == first.pk
    assert focus_of(aino).view == view


def test_what_has_not_begun_does_not_end(aino: Agent) -> None:
    with pytest.raises(focus.NotFocusing):
        focus.end(aino, at=NINE)


def test_a_colleague_gives_nothing_to_whoever_focuses(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    focus.begin(aino, at=NINE)

    with pytest.raises(focus.Focusing, match="Aino Lehtonen"):
        focus.give(case, agent=aino, by=vaino, at=TEN)

    assert Case.objects.get().owner_agent is None


def test_whoever_focuses_takes_and_gives_away_as_before(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    queue = case.owner_queue
    focus.begin(aino, at=NINE)

    focus.give(case, agent=aino, by=aino, at=TEN)
    assert Case.objects.get().owner_agent == aino
    focus.give(case, queue=queue, by=aino, at=TEN)
    focus.give(case, agent=vaino, by=aino, at=TEN)
    assert Case.objects.get().owner_agent == vaino


def test_a_case_goes_on_being_owned_by_whoever_focuses(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.take(case, by=aino, at=NINE)

    focus.begin(aino, at=TEN)

    assert Case.objects.get().owner_agent == aino
