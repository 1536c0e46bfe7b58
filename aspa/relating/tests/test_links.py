"""Cases that belong together are linked, and each stays itself."""

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.cases.touch import CaseMerged
from aspa.history.models import Event
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Allowance, Power, Powers, Reach
from aspa.kit.viewer import Aspa
from aspa.relating import queries, verbs
from aspa.relating.models import Link
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

MATTI = "Matti Meri <matti@example.net>"


def linked(case: Case, other: Case, by: Agent, kind: str = "related") -> Link:
    return verbs.link(case, other=other, kind=kind, by=by, at=NINE)


def shown(viewer: Agent, case: Case) -> list[tuple[str, bool, int]]:
    return [(one.kind, one.is_to, one.number) for one in queries.related(viewer, case.pk).links]


def test_a_link_is_seen_from_both_sides(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Sama paketti", sender=MATTI)

    linked(second, first, aino, "duplicate")

    assert shown(aino, second) == [("duplicate", True, first.number)]
    assert shown(aino, first) == [("duplicate", False, second.number)]
    told = Event.objects.filter(name__startswith="case.linked").order_by("id").values_list("name", "subject_id")
    assert list(told) == [("case.linked", second.pk), ("case.linked_from", first.pk)]


def test_a_link_says_how_the_other_case_stands(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Jatkoa")
    linked(second, first, aino, "follow_up")
    cases.close(first, outcome="no_answer_needed", by=aino, at=NINE)

    (one,) = queries.related(aino, second.pk).links
    assert (one.subject, one.is_open, one.outcome) == ("Paketti", False, "no_answer_needed")


def test_two_cases_are_linked_once_whichever_way(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    linked(first, second, aino)

    for case, other in ((first, second), (second, first)):
        with pytest.raises(verbs.LinkedAlready):
            linked(case, other, aino, "follow_up")


def test_a_link_is_taken_away_once(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    link = linked(first, second, aino)

    verbs.unlink(queries.link_of(aino, second, link.pk), by=aino, at=NINE)

    assert shown(aino, first) == []
    with pytest.raises(Missing):
        verbs.unlink(link, by=aino, at=NINE)


def test_either_side_takes_a_link_away_and_nobody_else(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    cases.take(second, by=vaino, at=NINE)
    link, own = linked(first, second, aino), Powers([Allowance(Power.ANSWER, Reach.OWN)], vaino.pk)
    with pytest.raises(Forbidden):
        verbs.unlink(link, by=Aspa(kuusi.organisation_id, powers=Powers([])), at=NINE)
    vaino.powers = own

    verbs.unlink(link, by=vaino, at=NINE)

    assert shown(aino, second) == []


def test_no_case_is_linked_to_itself_or_after_it_was_merged(kuusi: Brand, aino: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    with pytest.raises(merging.SameCase):
        linked(first, first, aino)
    with pytest.raises(Forbidden):
        linked(first, second, Aspa(kuusi.organisation_id, powers=Powers([])))
    merging.merge(second, into=third, by=aino, at=NINE)

    with pytest.raises(CaseMerged):
        linked(second, first, aino)
    assert linked(first, second, aino).other == third


def test_links_come_along_when_a_case_is_merged_and_go_back(kuusi: Brand, aino: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    linked(second, third, aino)
    linked(second, first, aino)

    merge = merging.merge(second, into=first, by=aino, at=NINE)
    assert shown(aino, first) == [("related", True, third.number)]
    merging.unmerge(merge, by=aino, at=NINE)

    assert shown(aino, first) == [("related", False, second.number)]


def test_a_case_has_no_more_links_than_anybody_reads(kuusi: Brand, aino: Agent, monkeypatch) -> None:
    monkeypatch.setattr(verbs, "MOST_LINKS", 1)
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    linked(second, first, aino)

    with pytest.raises(verbs.TooManyRelations):
        linked(first, third, aino)


def test_a_link_of_another_case_is_not_this_ones(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    link = linked(first, second, aino)

    for viewer, case in ((aino, third), (otso, first)):
        with pytest.raises(Missing):
            queries.link_of(viewer, case, link.pk)
