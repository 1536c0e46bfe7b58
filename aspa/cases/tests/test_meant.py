"""What a mistyped search may have meant."""

import pytest

from aspa.brands.models import Brand
from aspa.cases.finding.meant import meant
from aspa.customers import editing, names
from aspa.customers.models import Customer
from aspa.kit import walls
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db


def said(viewer: Agent, text: str) -> str:
    with walls.within(viewer.organisation_id):
        return meant(text, organisation_id=viewer.organisation_id)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Virtanne", "virtanen"),
        ("virtaenn paketti", "virtanen paketti"),
        ("pakettti", "paketti"),
        ("is:open pakteti", "is:open paketti"),
    ],
)
def test_a_mistyped_word_is_put_right(typed: str, right: str, kuusi: Brand, aino: Agent) -> None:
    a_case()

    assert said(aino, typed) == right


@pytest.mark.parametrize("typed", ["paketti", "Liisa", "karhu", "zzzz", "", "liisa@exampel.org", "12345", "x:y"])
def test_what_is_right_or_hopeless_is_left(typed: str, kuusi: Brand, aino: Agent) -> None:
    a_case()

    assert said(aino, typed) == ""


def test_nobody_learns_the_names_of_another_organisation(kuusi: Brand, otso: Agent) -> None:
    a_case()

    assert said(otso, "Virtanne") == ""


def test_a_new_and_a_changed_name_are_told_too(kuusi: Brand, aino: Agent) -> None:
    made = editing.make(editing.Facts(name="Anneli Päivärinta"), by=aino, at=NINE)
    now = editing.facts_of(made)
    editing.edit(made, was=now, facts=editing.Facts(name="Anneli Kortesjärvi"), by=aino, at=NINE)

    with walls.within(aino.organisation_id):
        assert names.like("pävärinta") == ["päivärinta"]
        assert names.like("Kortesjarvi") == ["kortesjärvi"]
        assert names.like("an") == names.like("anneli") == []
    assert Customer.objects.count() == 1
