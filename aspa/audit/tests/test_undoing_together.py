"""Two at one change on two connections: one is first, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from aspa.audit import verbs
from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.kit.errors import Refused
from aspa.staff.models import Agent
from tests.cast import NINE

pytestmark = pytest.mark.django_db(transaction=True)
TEN = NINE + timedelta(hours=1)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Let each deed begin on a connection of its own at one moment; return what was refused, by its code."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        ready.wait()
        try:
            deed()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


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
