"""Several workers wake what rests, and one of them dies."""

from datetime import timedelta

import pytest
from django.db import transaction

from aspa.brands.models import Brand
from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Snooze
from aspa.cases.tests.test_together import beside
from aspa.history.models import Event
from aspa.staff.models import Agent
from tests.cast import NINE, a_case
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TEN, TUESDAY = NINE + timedelta(hours=1), NINE + timedelta(days=1)


def resting(aino: Agent, nth: int) -> Case:
    case = a_case(f"Paketti {nth}", f"Missä paketti {nth} on?")
    cases.reply(case, text="Selvitän.", by=aino, at=NINE)
    snoozing.snooze(case, until=TUESDAY, by=aino, at=NINE)
    return case


@transaction.atomic
def wakes_and_dies() -> None:
    snoozing.wake_due(at=TUESDAY)
    raise SystemExit


def woke() -> list[int]:
    return sorted(Event.objects.filter(name="case.woke").values_list("subject_id", flat=True))


def test_two_workers_at_once_wake_each_case_once(kuusi: Brand, aino: Agent) -> None:
    resting_ids = [resting(aino, nth).pk for nth in range(12)]
    woken = []

    at_once(*[lambda: woken.append(snoozing.wake_due(at=TUESDAY))] * 3)
    woken.append(snoozing.wake_due(at=TUESDAY))  # what all three had passed by, since another held it

    assert sum(woken) == 12
    assert woke() == resting_ids


def test_a_worker_that_dies_amid_waking_leaves_nothing_half_woken(kuusi: Brand, aino: Agent) -> None:
    case = resting(aino, 1)

    with pytest.raises(SystemExit):
        wakes_and_dies()
    assert (woke(), Snooze.objects.get().ended_at) == ([], None)

    assert snoozing.wake_due(at=TUESDAY + timedelta(days=2)) == 1
    assert woke() == [case.pk]
    assert Snooze.objects.get().ended_at == TUESDAY


def test_a_case_somebody_is_changing_wakes_when_they_are_done(kuusi: Brand, aino: Agent) -> None:
    case, trouble = resting(aino, 1), []

    with transaction.atomic():
        cases.memo(case, text="Soitin.", by=aino, at=TEN)
        beside(lambda: snoozing.wake_due(at=TUESDAY), trouble).join()
        assert woke() == []

    assert snoozing.wake_due(at=TUESDAY) == 1
    assert trouble == []


def test_a_moment_chosen_anew_as_it_comes_is_the_one_that_holds(kuusi: Brand, aino: Agent) -> None:
    case, trouble = resting(aino, 1), []

    with transaction.atomic():
        snoozing.snooze(case, until=TUESDAY + timedelta(days=1), by=aino, at=TEN)
        beside(lambda: snoozing.wake_due(at=TUESDAY), trouble).join()

    assert (snoozing.wake_due(at=TUESDAY), trouble) == (0, [])
    assert snoozing.wake_due(at=TUESDAY + timedelta(days=1)) == 1
