"""Many cases tagged, untagged or made one; told case by case and taken back."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.kit.errors import Missing
from aspa.sorting import verbs as sorting
from aspa.sorting.models import Tag
from aspa.staff.models import Agent, Grant
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import queries, uniting, verbs
from aspa.teamwork.tests.test_sweeping import TEN, put_back, swept, three
from tests.cast import NINE, a_case
from tests.parts.together import at_once

HOUR = timedelta(hours=1)


def tags() -> list[list[str]]:
    """The tags of every case, in the order of their numbers."""
    found = Case.objects.order_by("number").prefetch_related("taggings__tag")
    return [sorted(one.tag.name for one in case.taggings.all()) for case in found]


def merged(chosen: list[Case], by: Agent, **how: object) -> Sweep:
    return swept(chosen, "merge", by, **{"home": "oldest", "across": False} | how)


def joined() -> list[int | None]:
    """Into which case each has gone, by numbers."""
    return list(Case.objects.order_by("number").values_list("joined_to__number", flat=True))


def test_a_tag_is_given_to_many_and_taken_only_from_those_that_got_it(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    sorting.tag(chosen[1], name="VIP", by=aino, at=NINE)

    made = swept(chosen, "tag", aino, tag="  vip ")

    assert tags() == [["VIP"]] * 3
    assert queries.state_of(made).refused == [(chosen[1].number, "Sillä oli jo tämä tunniste.")]
    assert put_back(made).undone == 2
    assert tags() == [[], ["VIP"], []]


def test_a_tag_is_taken_from_many_and_given_back(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    for case in chosen[:2]:
        sorting.tag(case, name="palautus", by=aino, at=NINE)

    made = swept(chosen, "untag", aino, tag="PALAUTUS")

    assert tags() == [[], [], []]
    assert queries.state_of(made).refused == [(chosen[2].number, "Sillä ei ollut tätä tunnistetta.")]
    put_back(made)
    assert tags() == [["palautus"], ["palautus"], []]


def test_a_tag_that_somebody_has_taken_or_given_since_stays_so(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    chosen = three()
    given = swept(chosen[:2], "tag", aino, tag="vip")
    sorting.untag(chosen[0], Tag.objects.get(), by=vaino, at=TEN)
    taken = swept(chosen[1:2], "untag", aino, tag="vip")
    sorting.tag(chosen[1], name="vip", by=vaino, at=TEN)

    states = [put_back(given), put_back(taken)]

    assert [(state.undone, state.refusals) for state in states] == [(0, 2), (0, 1)]
    assert tags() == [[], ["vip"], []]


def test_no_name_and_no_tag_are_refused_before_anything_begins(kuusi: Brand, aino: Agent) -> None:
    chosen = three()

    with pytest.raises(sorting.BadTag):
        swept(chosen, "tag", aino, tag="#,")
    with pytest.raises(Missing):
        swept(chosen, "untag", aino, tag="tuntematon")

    assert not Sweep.objects.exists()


def test_cases_become_one_and_are_parted_again(kuusi: Brand, aino: Agent) -> None:
    chosen = three()

    made = merged(chosen, aino)

    home = chosen[0]
    assert joined() == [None, home.number, home.number]
    assert home.messages.filter(kind="contact").count() == 3
    assert (made.facts["number"], queries.state_of(made).done) == (home.number, 2)
    state = put_back(made)
    assert (state.undone, state.refusals) == (2, 0)
    assert joined() == [None] * 3
    assert Case.objects.open().filter(promise__act="answer").count() == 3


def test_the_newest_goes_on_but_an_open_one_before_a_closed_one(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    cases.close(chosen[2], outcome="no_answer_needed", by=aino, at=NINE + HOUR / 2)

    merged(chosen, aino, home="newest")

    assert joined() == [chosen[1].number, None, chosen[1].number]


def test_other_customers_are_told_unless_they_belong_together(kuusi: Brand, aino: Agent) -> None:
    ours, theirs = a_case("Paketti"), a_case("Lasku", sender="Matti <matti@example.org>")

    apart = queries.state_of(merged([ours, theirs], aino))
    together = queries.state_of(merged([ours, theirs], aino, across=True))

    assert (apart.done, [number for number, _why in apart.refused]) == (0, [theirs.number])
    assert (together.done, together.refused) == (1, [])
    assert joined() == [None, ours.number]


def test_one_case_and_too_many_are_not_merged(kuusi: Brand, aino: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = three()
    merged(chosen[:2], aino)

    with pytest.raises(uniting.TooFewToMerge):
        merged(chosen[:2], aino)  # one of them has gone into the other
    monkeypatch.setattr(uniting, "MOST", 2)
    with pytest.raises(uniting.TooManyToMerge):
        merged(chosen, aino)


def test_after_an_hour_each_says_that_it_is_too_late(kuusi: Brand, aino: Agent) -> None:
    made = merged(three(), aino)

    verbs.undo(made, at=TEN + HOUR)
    verbs.run(made, at=TEN + HOUR, within=60)

    state = queries.state_of(made)
    assert (state.undone, state.refusals) == (0, 2)
    assert all("tunnin" in why for _number, why in state.refused)


def test_whoever_may_only_read_merges_and_tags_nothing(kuusi: Brand, aino: Agent) -> None:
    chosen = three()
    sorting.tag(chosen[0], name="palautus", by=aino, at=NINE)
    role = Grant.objects.get(agent=aino).role
    role.answer = ""
    role.save()
    reader = Agent.objects.get(pk=aino.pk)

    made = [merged(chosen, reader), *(swept(chosen, act, reader, tag="palautus") for act in ("tag", "untag"))]

    assert [queries.state_of(each).done for each in made] == [0, 0, 0]
    assert all("roolisi" in why for each in made for _number, why in queries.state_of(each).refused)
    assert tags() == [["palautus"], [], []]


@pytest.mark.django_db(transaction=True)
def test_the_page_and_the_worker_at_once_merge_and_part_in_order(kuusi: Brand, aino: Agent) -> None:
    numbers = [a_case(f"Paketti {nth}", at=NINE + timedelta(minutes=nth)).number for nth in range(6)]
    made = verbs.sweep(numbers, act="merge", facts={"home": "newest", "across": False}, by=aino, at=TEN)

    both(made)
    assert joined() == [numbers[5]] * 5 + [None]
    verbs.undo(made, at=TEN)
    both(made)

    assert queries.state_of(made).refused == []
    assert joined() == [None] * 6


def both(made: Sweep) -> None:
    """Let two processes work on a sweep at the same time, to its end."""
    at_once(*[lambda: verbs.run(Sweep.objects.get(pk=made.pk), at=TEN, within=60)] * 2)
