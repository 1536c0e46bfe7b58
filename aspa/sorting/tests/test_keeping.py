"""What an administrator keeps."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.kit.naming import NameNeeded
from aspa.sorting import queries, verbs
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Reason, Tag
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db
TEN = NINE + timedelta(hours=1)


def test_a_tag_is_renamed_and_coloured_in_every_case(kuusi: Brand, vaino: Agent) -> None:
    case = a_case()
    tag = verbs.tag(case, name="kevat", by=vaino, at=TEN)

    keeping.change_tag(tag, name="Kevät", colour="amber", by=vaino, at=TEN)

    [shown] = queries.sorted_of(vaino, case.pk).tags
    assert (shown.name, shown.colour) == ("Kevät", "amber")


def test_merged_tags_are_one_in_every_case(kuusi: Brand, vaino: Agent) -> None:
    one, both = a_case("Yksi", "Yksi"), a_case("Molemmat", "Molemmat")
    old, new = (verbs.tag(both, name=name, by=vaino, at=TEN) for name in ("lasku", "laskutus"))
    verbs.tag(one, name="lasku", by=vaino, at=TEN)

    keeping.merge_tag(old, into=new, by=vaino, at=TEN)

    assert [[tag.name for tag in queries.sorted_of(vaino, case.pk).tags] for case in (one, both)] == [["laskutus"]] * 2
    assert list(Tag.objects.values_list("name", flat=True)) == ["laskutus"]
    assert Event.objects.get(name="tag.merged").facts == {"named": "lasku", "into_tag_id": new.pk}


def test_a_tag_that_was_merged_meanwhile_is_missing(kuusi: Brand, vaino: Agent) -> None:
    case = a_case()
    tag, other = (verbs.tag(case, name=name, by=vaino, at=TEN) for name in ("kevat", "kevät"))
    keeping.merge_tag(Tag.objects.get(pk=tag.pk), into=other, by=vaino, at=TEN)

    with pytest.raises(Missing):
        keeping.change_tag(tag, name="talvi", colour="amber", by=vaino, at=TEN)

    assert list(Tag.objects.values_list("name", flat=True)) == [other.name]


def test_a_tag_is_not_merged_with_itself_nor_across_the_wall(kuusi: Brand, vaino: Agent, otso: Agent) -> None:
    tag = verbs.tag(a_case(), name="lasku", by=vaino, at=TEN)
    strangers = Tag.objects.create(organisation_id=otso.organisation_id, name="lasku")

    for into in (tag, strangers):
        with pytest.raises(keeping.SameTag):
            keeping.merge_tag(tag, into=into, by=vaino, at=TEN)


def test_reasons_are_renamed_ordered_and_put_away(kuusi: Brand, vaino: Agent) -> None:
    first, second = queries.reasons(vaino, kuusi)[:2]
    keeping.rename_reason(second, name="Ohjekirjat", by=vaino, at=TEN)
    keeping.move(second, up=True, by=vaino, at=TEN)
    keeping.move(second, up=True, by=vaino, at=TEN)  # it is the first already
    keeping.archive(first, by=vaino, at=TEN)
    own = keeping.add_reason(kuusi, name="Huolto", by=vaino, at=TEN)

    now = queries.reasons(vaino, kuusi)
    assert (now[0].name, now[-1], len(now)) == ("Ohjekirjat", own, 13)
    keeping.restore(first, by=vaino, at=TEN)
    assert queries.reasons(vaino, kuusi)[-1] == first
    keeping.rename_reason(second, name="", by=vaino, at=TEN)
    assert Reason.objects.get(pk=second.pk).name == ""


def test_names_are_needed_and_stand_once(kuusi: Brand, vaino: Agent) -> None:
    own = keeping.add_reason(kuusi, name="Huolto", by=vaino, at=TEN)
    keeping.add_field(kuusi, name="Koko", kind="text", by=vaino, at=TEN)
    tag = verbs.tag(a_case(), name="lasku", by=vaino, at=TEN)
    Tag.objects.create(organisation_id=vaino.organisation_id, name="Laskutus")
    about = {"by": vaino, "at": TEN}

    for refusal, ask in (
        (keeping.NameTaken, lambda: keeping.add_reason(kuusi, name="HUOLTO", **about)),
        (keeping.NameTaken, lambda: keeping.add_reason(kuusi, name="toimitus", **about)),  # built in, in any language
        (keeping.NameTaken, lambda: keeping.rename_reason(own, name="Delivery and shipping", **about)),
        (keeping.NameTaken, lambda: keeping.add_field(kuusi, name="koko", kind="number", **about)),
        (keeping.NameTaken, lambda: keeping.change_tag(tag, name="laskutus", colour="red", **about)),
        (NameNeeded, lambda: keeping.rename_reason(own, name=" ", **about)),
        (keeping.ChoicesNeeded, lambda: keeping.add_field(kuusi, name="Väri", kind="choice", choices=["a"], **about)),
    ):
        with pytest.raises(refusal):
            ask()


def test_a_brand_has_a_hundred_reasons_at_most(kuusi: Brand, vaino: Agent) -> None:
    for nth in range(87):
        keeping.add_reason(kuusi, name=f"Syy {nth}", by=vaino, at=TEN)

    with pytest.raises(keeping.TooMany):
        keeping.add_reason(kuusi, name="Vielä yksi", by=vaino, at=TEN)


def test_a_field_that_was_put_away_stays_where_it_was_filled_in(kuusi: Brand, vaino: Agent) -> None:
    filled, empty = a_case("Yksi", "Yksi"), a_case("Kaksi", "Kaksi")
    field = keeping.add_field(kuusi, name="Koko", kind="text", by=vaino, at=TEN)
    verbs.fill(filled, field, value="42", by=vaino, at=TEN)
    keeping.change_field(field, name="Kengän koko", is_required=True, by=vaino, at=TEN)

    keeping.archive(field, by=vaino, at=TEN)

    assert [(one.name, one.value) for one in queries.sorted_of(vaino, filled.pk).fields] == [("Kengän koko", "42")]
    assert queries.sorted_of(vaino, empty.pk).fields == []
    with pytest.raises(verbs.Archived):
        verbs.fill(empty, field, value="43", by=vaino, at=TEN)
