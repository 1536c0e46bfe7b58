"""Many cases about the same go under one, are answered with one message, and are closed with it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.kit.errors import Missing
from aspa.promises.models import Promise
from aspa.relating import queries, verbs
from aspa.relating.models import Child
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

MATTI = "Matti Meri <matti@example.net>"
LATER = NINE + timedelta(minutes=30)


@pytest.fixture
def outage(kuusi: Brand, aino: Agent) -> tuple[Case, Case, Case]:
    """An outage, and two customers who tell of it."""
    parent = a_case("Sivusto on poikki", sender="Valvonta <valvonta@example.com>")
    children = a_case("Ei pääse sisään"), a_case("Mikä vialla?", sender=MATTI)
    for child in children:
        verbs.put_under(child, parent=parent, by=aino, at=NINE)
    return parent, *children


def told(parent: Case, by: Agent, **how: object) -> verbs.Told:
    text = lambda case: f"Hei {case.customer.name}, sivusto toimii."  # noqa: E731  # as short as it is said
    return verbs.answer_children(parent, text=text, outcome="solved", by=by, at=LATER, **how)


def test_both_sides_show_the_family(outage, aino: Agent) -> None:
    parent, first, second = outage

    family = queries.related(aino, parent.pk)
    assert [child.number for child in family.children] == [first.number, second.number]
    assert family.open_children == 2
    assert queries.related(aino, first.pk).parent.number == parent.number


def test_one_message_answers_and_closes_them_all(outage, aino: Agent) -> None:
    parent, first, second = outage

    assert told(parent, aino) == verbs.Told(2, [])

    letters = Delivery.objects.filter(purpose="reply").order_by("id")
    assert [letter.recipients for letter in letters] == [["liisa@example.org"], ["matti@example.net"]]
    assert "Hei Matti Meri, sivusto toimii." in letters[1].text
    for child in (first, second):
        child.refresh_from_db()
        assert child.closure.outcome == "solved"
    assert set(Promise.objects.exclude(subject_id=parent.pk).values_list("outcome", flat=True)) == {"kept"}
    assert told(parent, aino).answered == 0


def test_one_refusal_holds_up_nothing(outage, aino: Agent) -> None:
    parent, first, _second = outage
    seen = queries.newest_in(queries.open_children(aino, parent))
    cases.reply(first, text="Katsomme.", by=aino, at=NINE)

    assert told(parent, aino, seen=seen) == verbs.Told(1, [(first.number, "Tähän asiaan on vastattu sillä välin.")])

    first.refresh_from_db()
    assert first.is_open


def test_a_parent_is_not_closed_unawares(outage, aino: Agent) -> None:
    parent, _first, _second = outage

    with pytest.raises(verbs.ChildrenOpen):
        cases.close(parent, outcome="no_answer_needed", by=aino, at=LATER)
    with pytest.raises(verbs.ChildrenOpen):
        cases.reply(parent, text="Korjattu.", closes="solved", by=aino, at=LATER)

    cases.close(parent, outcome="no_answer_needed", by=aino, at=LATER, despite=["children_open"])
    assert not parent.is_open


def test_when_all_are_closed_the_parent_closes_as_any_case(outage, aino: Agent) -> None:
    parent, *_children = outage
    told(parent, aino)

    cases.close(parent, outcome="no_answer_needed", by=aino, at=LATER)

    assert not parent.is_open


def test_a_case_goes_under_one_other_and_never_deeper(outage, aino: Agent) -> None:
    parent, first, _second = outage
    other = a_case("Toinen katko")

    for case, over, refusal in (
        (first, other, verbs.UnderAnother),
        (other, first, verbs.OneLevel),
        (parent, other, verbs.OneLevel),
        (parent, first, verbs.OneLevel),
        (other, other, merging.SameCase),
    ):
        with pytest.raises(refusal):
            verbs.put_under(case, parent=over, by=aino, at=NINE)


def test_a_case_is_taken_out_once(outage, aino: Agent) -> None:
    parent, first, second = outage

    verbs.take_out(first, by=aino, at=NINE)

    assert queries.related(aino, first.pk).parent is None
    assert [child.number for child in queries.related(aino, parent.pk).children] == [second.number]
    with pytest.raises(Missing):
        verbs.take_out(first, by=aino, at=NINE)


def test_what_a_merged_case_brought_along_is_taken_away_where_it_is_seen(outage, aino: Agent) -> None:
    parent, first, second = outage
    home = a_case("Kirjautuminen")
    merging.merge(first, into=home, by=aino, at=NINE)
    assert queries.related(aino, home.pk).parent.number == parent.number

    verbs.take_out(home, by=aino, at=NINE)

    assert queries.related(aino, home.pk).parent is None
    assert Child.objects.get().case == second
    with pytest.raises(Missing):
        verbs.take_out(home, by=aino, at=NINE)


def test_whoever_was_merged_into_its_parent_stands_under_nothing(outage, aino: Agent) -> None:
    parent, first, _second = outage
    merging.merge(first, into=parent, by=aino, at=NINE, across=True)

    with pytest.raises(Missing):
        verbs.take_out(parent, by=aino, at=NINE)


def test_no_more_go_under_one_than_are_told_at_once(outage, aino: Agent, monkeypatch) -> None:
    monkeypatch.setattr(verbs, "MOST_CHILDREN", 2)

    with pytest.raises(verbs.TooManyRelations):
        verbs.put_under(a_case("Kolmas"), parent=outage[0], by=aino, at=NINE)


def test_the_family_goes_with_a_parent_that_was_merged(outage, aino: Agent) -> None:
    parent, first, _second = outage
    home = a_case("Iso katko", sender="Valvonta <valvonta@example.com>")

    merging.merge(parent, into=home, by=aino, at=NINE)

    assert queries.related(aino, home.pk).open_children == 2
    assert queries.related(aino, first.pk).parent.number == home.number
    with pytest.raises(verbs.ChildrenOpen):
        cases.close(home, outcome="no_answer_needed", by=aino, at=LATER)
    assert told(home, aino).answered == 2


def test_the_database_takes_no_second_level_and_no_stranger(outage, otso: Agent) -> None:
    parent, first, _second = outage
    other, ours = a_case("Toinen katko"), {"organisation_id": parent.organisation_id, "put_by": "x", "put_at": NINE}

    for case, over, facts in (
        (other, first, ours),
        (parent, other, ours),
        (other, parent, ours | {"organisation_id": otso.organisation_id}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Child.objects.create(case=case, parent=over, **facts)
