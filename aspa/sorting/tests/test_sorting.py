"""Sorting cases: tags, reasons and fields."""

from datetime import timedelta
from functools import partial

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.above import guards
from aspa.cases.finding.find import find
from aspa.cases.lists import case_list
from aspa.cases.models import Case
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.live.models import Hint
from aspa.reception import founding
from aspa.sorting import queries, verbs
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.kinds import BadValue
from aspa.sorting.models import Field, Reason, Tag, Tagging
from aspa.sorting.reasons import REASONS
from aspa.staff.models import Agent
from tests.cast import NINE, a_case
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db
TEN = NINE + timedelta(hours=1)


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's."""
    return a_case()


@pytest.fixture
def size(kuusi: Brand, vaino: Agent) -> Field:
    """A field that must be filled in: which size it is."""
    how = {"kind": "choice", "choices": ["S", "M", "L"], "is_required": True}
    return keeping.add_field(kuusi, name="Koko", by=vaino, at=NINE, **how)


def complaint(brand: Brand) -> Reason:
    return Reason.objects.get(brand=brand, key="complaint")


def found(agent: Agent, text: str) -> list[int]:
    return [row.number for row in find(agent, text).rows]


def test_a_tag_is_given_once_however_it_is_written(case: Case, aino: Agent) -> None:
    given = [verbs.tag(case, name=name, by=aino, at=TEN) for name in ("Kevät  alennus", "#kevät alennus")]

    assert given[0] == given[1]
    assert [tag.name for tag in queries.sorted_of(aino, case.pk).tags] == ["Kevät alennus"]
    assert Event.objects.filter(name="case.tagged", subject_id=case.pk).count() == 1


def test_a_tag_is_taken_away_and_the_desk_hears_of_it(case: Case, aino: Agent) -> None:
    tag = verbs.tag(case, name="kevät", by=aino, at=TEN)
    Hint.objects.all().delete()

    for _twice in range(2):
        verbs.untag(case, tag, by=aino, at=TEN)

    assert queries.sorted_of(aino, case.pk).tags == []
    assert list(Hint.objects.values_list("topic", flat=True)) == [f"case-{case.number}", "list"]


@pytest.mark.parametrize("name", ["", "  # ", "2030", "a" * 41, "kevät, syksy", "a#b", "\x00"])
def test_what_is_no_tag_is_refused(case: Case, aino: Agent, name: str) -> None:
    with pytest.raises(verbs.BadTag):
        verbs.tag(case, name=name, by=aino, at=TEN)


def test_a_case_has_twenty_tags_at_most(case: Case, aino: Agent) -> None:
    for nth in range(20):
        verbs.tag(case, name=f"tag {nth}", by=aino, at=TEN)

    with pytest.raises(verbs.TooManyTags):
        verbs.tag(case, name="one more", by=aino, at=TEN)

    assert Tagging.objects.count() == 20


def test_a_brand_begins_with_thirteen_reasons(kuusi: Brand, vaino: Agent) -> None:
    facts = {"name": "Kuusi Sverige", "address": "hej@kuusi.se", "language": "sv"}
    second = founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **facts)

    assert [reason.key for reason in queries.reasons(vaino, second)] == list(REASONS)
    assert len(queries.reasons(vaino, kuusi)) == len(REASONS) == 13


def test_a_reason_is_said_changed_and_unsaid(case: Case, kuusi: Brand, aino: Agent) -> None:
    for reason in (complaint(kuusi), complaint(kuusi), Reason.objects.get(brand=kuusi, key="use")):
        verbs.give_reason(case, reason, by=aino, at=TEN)

    assert queries.sorted_of(aino, case.pk).reason.title == "Tuotteen käyttö"
    verbs.give_reason(case, None, by=aino, at=TEN)
    assert queries.sorted_of(aino, case.pk).reason is None
    assert Event.objects.filter(name="case.reasoned").count() == 3


def test_a_reason_of_another_brand_or_put_away_is_refused(case: Case, vaino: Agent, otso: Agent, kuusi: Brand) -> None:
    facts = {"name": "Mänty", "address": "hei@manty.fi", "language": "fi"}
    other = founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **facts)
    keeping.archive(complaint(kuusi), by=vaino, at=NINE)
    strangers = Reason.objects.filter(organisation_id=otso.organisation_id).first()

    for refusal, reason in (
        (verbs.OtherBrand, complaint(other)),
        (verbs.Archived, complaint(kuusi)),
        (Missing, strangers),
    ):
        with pytest.raises(refusal):
            verbs.give_reason(case, reason, by=vaino, at=TEN)


def test_lists_show_tags_and_reason_and_find_by_them(case: Case, kuusi: Brand, aino: Agent) -> None:
    a_case("Toinen", "Toinen asia")
    verbs.tag(case, name="kevät", by=aino, at=TEN)
    verbs.give_reason(case, complaint(kuusi), by=aino, at=TEN)

    rows = case_list(aino, "all", now=TEN).rows

    [labels] = [row.labelled for row in rows if row.number == case.number]
    assert (labels["tags"], labels["reason"]) == ([["kevät", "plain"]], ["complaint", ""])
    assert found(aino, "#Kevät") == found(aino, "#reklamaatio") == found(aino, "# complaint") == [case.number]
    assert found(aino, "#syksy") == found(aino, "#") == []


def test_nothing_is_found_across_the_wall(case: Case, aino: Agent, otso: Agent) -> None:
    tag = verbs.tag(case, name="kevät", by=aino, at=TEN)

    assert (found(otso, "#kevät"), queries.tags(otso)) == ([], [])
    for ask in (lambda: queries.tag_of(otso, tag.pk), lambda: queries.sorted_of(otso, case.pk)):
        with pytest.raises(Missing):
            ask()


def test_a_field_keeps_what_is_written_and_what_is_wrong_is_refused(case: Case, size: Field, aino: Agent) -> None:
    assert verbs.fill(case, size, value=" M ", by=aino, at=TEN) == "M"

    with pytest.raises(BadValue):
        verbs.fill(case, size, value="XXL", by=aino, at=TEN)
    assert queries.sorted_of(aino, case.pk).fields[0].value == "M"
    assert verbs.fill(case, size, value="", by=aino, at=TEN) == ""
    assert queries.sorted_of(aino, case.pk).fields[0].value == ""
    assert Event.objects.filter(name="case.filled").count() == 2


def test_a_case_is_not_closed_as_answered_before_its_fields_are_filled_in(case: Case, size: Field, aino: Agent) -> None:
    cases.reply(case, text="Vaihdamme.", by=aino, at=TEN)
    for despite in ([], guards.answered(anyway=True)):
        with pytest.raises(verbs.FieldsEmpty, match="Koko"):
            cases.close(case, outcome="solved", by=aino, at=TEN, despite=despite)

    verbs.fill(case, size, value="M", by=aino, at=TEN)
    cases.close(case, outcome="solved", by=aino, at=TEN)

    assert Case.objects.get().closure.outcome == "solved"


def test_spam_needs_no_fields_nor_does_a_field_that_was_put_away(case: Case, size: Field, vaino: Agent) -> None:
    cases.close(case, outcome="spam", by=vaino, at=TEN)
    other = a_case("Toinen", "Toinen asia")
    cases.reply(other, text="Selvä.", by=vaino, at=TEN)

    keeping.archive(size, by=vaino, at=TEN)
    cases.close(other, outcome="solved", by=vaino, at=TEN)

    assert Case.objects.filter(closure__isnull=False).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_same_tag_at_once_make_one(kuusi: Brand, aino: Agent) -> None:
    both = [a_case("A", "Yksi"), a_case("B", "Kaksi")]

    refused = at_once(*[partial(verbs.tag, case, name="kevät", by=aino, at=TEN) for case in both])

    assert (refused, Tag.objects.count(), Tagging.objects.count()) == (["", ""], 1, 2)
