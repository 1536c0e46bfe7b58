"""A passage that is told to many."""

from collections.abc import Callable
from typing import Any

import pytest

from aspa.brands.models import Brand
from aspa.passages import verbs
from aspa.passages.models import Passage
from aspa.reception import founding
from aspa.staff.models import Agent
from tests.cast import NINE

RETURNS = {
    "fi": "Hei {asiakkaan etunimi}, voit palauttaa tuotteen 14 päivän kuluessa. Asian numero on {asian numero}.",
    "sv": "Hej {kundens förnamn}, du kan returnera varan inom 14 dagar. Ärendet är {ärendets nummer}.",
}


@pytest.fixture
def written(vaino: Agent) -> Callable[..., Passage]:
    """Let Väinö make a passage; what is not said is usual."""

    def make(code: str = "palautus", **said: Any) -> Passage:
        usual = {"name": "Palautusehdot", "texts": RETURNS, "owner": vaino, "by": vaino, "at": NINE}
        return verbs.make(code=code, **{**usual, **said})

    return make


@pytest.fixture
def returns(written: Callable[..., Passage]) -> Passage:
    """The terms of returning, for all brands."""
    return written()


@pytest.fixture
def manty(vaino: Agent) -> Brand:
    """Mänty, another brand of Kuusi Oy."""
    how = {"name": "Mänty", "address": "tuki@manty.fi", "language": "fi"}
    return founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **how)
