"""The next case, handed to exactly one."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.staff.models import Agent, Grant
from aspa.teamwork import verbs as views
from aspa.teamwork.focus import verbs as focus
from aspa.teamwork.taking.verbs import NothingWaits, take_next
from tests.cast import NINE, a_case
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)
SWEDISH = {"sender": "Sofia Berg <sofia@example.se>", "text": "Hej! Var är mitt paket? Jag har väntat på det länge."}


def take(agent: Agent, *, by: Agent | None = None) -> int:
    """Take the next case; return its number."""
    return take_next(agent, by=by or agent, at=TEN).number


def test_the_most_urgent_case_is_handed_first_and_what_nobody_was_promised_last(kuusi: Brand, aino: Agent) -> None:
    bare = a_case("Ilman", at=NINE - timedelta(days=1))
    queue = bare.owner_queue
    cases.reply(bare, text="Hei.", by=aino, at=NINE)
    cases.assign(bare, queue=queue, by=aino, at=NINE)
    urgent, later = a_case(at=NINE - timedelta(hours=1)), a_case("Koko", at=NINE + timedelta(minutes=30))

    assert [take(aino) for _ in range(3)] == [urgent.number, later.number, bare.number]
    assert Case.objects.filter(owner_agent=aino).count() == 3


def test_nothing_waits_when_all_are_owned_closed_or_resting(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    owned, closed, rests = a_case(), a_case("Koko"), a_case("Lasku")
    cases.take(owned, by=vaino, at=NINE)
    cases.close(closed, outcome="spam", by=aino, at=NINE)
    queue = rests.owner_queue
    cases.reply(rests, text="Palaan asiaan.", by=aino, at=NINE)
    cases.assign(rests, queue=queue, by=aino, at=NINE)
    snoozing.snooze(rests, until=NINE + timedelta(days=9), by=aino, at=NINE)

    with pytest.raises(NothingWaits):
        take(aino)


def test_nobody_is_handed_a_case_they_may_not_answer(kuusi: Brand, aino: Agent) -> None:
    a_case()
    role = Grant.objects.get(agent=aino).role
    role.answer = "own"
    role.save()

    with pytest.raises(NothingWaits):
        take(Agent.objects.get(pk=aino.pk))


def test_nobody_is_handed_a_case_of_another_organisation(kuusi: Brand, otso: Agent) -> None:
    a_case()

    with pytest.raises(NothingWaits):
        take(otso)


def test_whoever_focuses_on_a_view_is_handed_its_cases_only(kuusi: Brand, aino: Agent) -> None:
    a_case()
    swedish = a_case("Paket", **SWEDISH)
    view = views.save_view(name="Ruotsi", conditions={"language": ["sv"]}, order="due", by=aino, at=NINE)
    focus.begin(aino, at=NINE, view=view)

    assert take(aino) == swedish.number
    with pytest.raises(NothingWaits):
        take(aino)


def test_nobody_hands_cases_to_whoever_focuses(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    a_case()
    focus.begin(aino, at=NINE)

    with pytest.raises(focus.Focusing):
        take(aino, by=vaino)


@pytest.mark.django_db(transaction=True)
def test_two_agents_at_once_never_get_the_same(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    for nth in range(6):
        a_case(f"Paketti {nth}", at=soon)
    taken = []

    def press(who: Agent) -> None:
        taken.extend(take_next(who, by=who, at=timezone.now()).number for _ in range(3))

    at_once(*[partial(press, who) for who in (aino, vaino)])

    assert len(set(taken)) == len(taken) == 6
    assert Case.objects.filter(owner_agent__isnull=True).count() == 0
