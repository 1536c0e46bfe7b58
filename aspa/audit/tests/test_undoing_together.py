"""Two at one change on two connections: one is first, the other is told."""

from datetime import timedelta

import pytest

from aspa.audit import verbs
from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.staff.models import Agent
from tests.cast import NINE
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TEN = NINE + timedelta(hours=1)


def test_of_two_who_undo_the_same_the_second_is_told(kuusi: Brand, vaino: Agent) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature="Terveisin")
    event = Event.objects.get(name="brand.changed")

    assert at_once(*[lambda: verbs.undo(event, by=vaino, at=TEN)] * 2) == ["", "undone_already"]

    assert Event.objects.filter(undoes=event.pk).count() == 1


def test_whoever_changes_it_meanwhile_is_never_overwritten(kuusi: Brand, vaino: Agent) -> None:
    for nth in range(8):
        brands.change(kuusi, by=vaino.actor, at=TEN, signature=f"Vanha {nth}")
        event = Event.objects.filter(name="brand.changed").latest("id")
        hers = Brand.objects.get(pk=kuusi.pk)

        refused = at_once(
            lambda event=event: verbs.undo(event, by=vaino, at=TEN),
            lambda hers=hers, nth=nth: brands.change(hers, by=vaino.actor, at=TEN, signature=f"Uusi {nth}"),
        )

        assert refused in (["", ""], ["", "changed_since"])
        assert Brand.objects.get(pk=kuusi.pk).signature == f"Uusi {nth}"
