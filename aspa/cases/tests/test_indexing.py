"""Messages indexed anew when what they are found by has changed."""

import pytest

from aspa.brands.models import Brand
from aspa.cases.finding import verbs as indexing
from aspa.cases.finding.models import Indexing
from aspa.cases.models import Message
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, found

pytestmark = pytest.mark.django_db


def index_all(organisation_id: int) -> int:
    """Return in how many steps everything was indexed."""
    steps = 0
    while organisation_id in indexing.to_index():
        indexing.index_some(organisation_id, at=NINE)
        steps += 1
    return steps


def test_what_was_indexed_by_other_words_is_found_again(kuusi: Brand, aino: Agent, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    cases = [a_case(f"Asia {nth}", "Olin asiakaspalvelutilanteessa.") for nth in range(5)]
    Message.objects.update(words=["asia"])
    assert found(aino, "tilanne") == []

    assert index_all(kuusi.organisation_id) == 3
    assert {row.number for row in found(aino, "tilanne")} == {case.number for case in cases}
    assert found(aino, "vastaamme") == []  # an acknowledgement is found by nothing


def test_another_edition_begins_anew_and_the_same_does_nothing(kuusi: Brand, monkeypatch) -> None:
    case = a_case("Asia", "Olin asiakaspalvelutilanteessa.")
    index_all(kuusi.organisation_id)
    Message.objects.update(words=["vanha"])
    assert kuusi.organisation_id not in indexing.to_index()

    monkeypatch.setattr(indexing, "EDITION", indexing.EDITION + 1)
    index_all(kuusi.organisation_id)
    assert "tilanne" in case.messages.get(kind="contact").words
    assert Indexing.objects.get(organisation=kuusi.organisation).edition == indexing.EDITION


def test_a_step_tells_how_far_it_is(kuusi: Brand, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 1)
    a_case(), a_case("Toinen")

    first = indexing.index_some(kuusi.organisation_id, at=NINE)
    assert 0 < first.done < first.of
    index_all(kuusi.organisation_id)
    assert Indexing.objects.get(organisation=kuusi.organisation).below == 0


def test_what_is_forgotten_is_indexed_from_the_newest_again(kuusi: Brand) -> None:
    a_case()
    index_all(kuusi.organisation_id)

    indexing.forget(kuusi.organisation_id)
    assert kuusi.organisation_id in indexing.to_index()


def test_a_turn_waits_when_all_is_indexed(kuusi: Brand) -> None:
    a_case()
    while not indexing.turn():
        pass

    assert indexing.to_index() == []
