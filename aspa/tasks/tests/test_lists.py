"""Check-lists: kept by an administrator, added to cases."""

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.touch import AlreadyClosed
from aspa.kit.errors import Missing
from aspa.kit.naming import NameNeeded
from aspa.reception import founding
from aspa.sorting import verbs as sorting
from aspa.sorting.models import Reason
from aspa.staff.models import Agent
from aspa.tasks import queries, verbs
from aspa.tasks.lists import verbs as keeping
from aspa.tasks.models import CheckList, Task
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db
LINES = ["Tarkista palautusoikeus", "Lähetä palautuskortti", "Kirjaa hyvitys"]


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's."""
    return a_case()


@pytest.fixture
def returns(kuusi: Brand, vaino: Agent) -> CheckList:
    """What is done at each return."""
    reason = Reason.objects.get(brand=kuusi, key="returns")
    return keeping.keep(kuusi, name="Palautus", lines=LINES, reason=reason, by=vaino, at=NINE)


@pytest.fixture
def other_brand(vaino: Agent) -> Brand:
    """Another brand of the same organisation."""
    facts = {"name": "Honka", "address": "apu@honka.fi", "language": "fi"}
    return founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **facts)


def test_a_list_is_added_in_its_order_for_whoever_has_the_case(case: Case, returns: CheckList, aino: Agent) -> None:
    cases.take(case, by=aino, at=NINE)
    verbs.add(case, text="KIRJAA HYVITYS", by=aino, at=NINE)

    keeping.add_to(case, returns, by=aino, at=NINE)
    again = keeping.add_to(case, returns, by=aino, at=NINE)

    assert [task.text for task in queries.work_of(aino, case.pk).tasks] == ["KIRJAA HYVITYS", *LINES[:2]]
    assert [task.text for task in queries.tasks_of(aino, aino)] == LINES[:2]
    assert again == []


def test_a_list_is_proposed_by_the_reason_until_it_is_added(case: Case, returns: CheckList, aino: Agent) -> None:
    before = queries.work_of(aino, case.pk)
    sorting.give_reason(case, returns.reason, by=aino, at=NINE)
    meant = queries.work_of(aino, case.pk).meant
    keeping.add_to(case, returns, by=aino, at=NINE)

    assert (before.meant, [(one.name, one.count) for one in meant]) == ([], [("Palautus", 3)])
    assert queries.work_of(aino, case.pk).meant == []
    assert [one.name for one in before.lists] == ["Palautus"]


def test_a_list_is_changed_and_removed_while_what_it_added_stays(case: Case, returns: CheckList, vaino: Agent) -> None:
    keeping.add_to(case, returns, by=vaino, at=NINE)

    keeping.change(returns, name="Palautukset", lines=["Kirjaa", " ", "Kirjaa"], by=vaino, at=NINE)
    assert [(one.name, one.lines, one.reason) for one in CheckList.objects.all()] == [("Palautukset", ["Kirjaa"], None)]

    for _twice in range(2):
        keeping.remove(returns, by=vaino, at=NINE)
    assert (CheckList.objects.count(), Task.objects.count()) == (0, 3)


@pytest.mark.parametrize(
    ("name", "lines", "refusal"),
    [
        (" ", LINES, NameNeeded),
        ("PALAUTUS", LINES, keeping.ListNameTaken),
        ("Tyhjä", ["", " "], keeping.BadLines),
        ("Pitkä", [f"rivi {nth}" for nth in range(51)], keeping.BadLines),
        ("Leveä", ["x" * 301], verbs.BadTask),
    ],
)
def test_what_is_no_list_is_refused(
    kuusi: Brand, returns: CheckList, vaino: Agent, name: str, lines: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        keeping.keep(kuusi, name=name, lines=lines, by=vaino, at=NINE)

    assert CheckList.objects.count() == 1


def test_a_brand_has_a_hundred_lists_at_most(kuusi: Brand, vaino: Agent) -> None:
    facts = {"organisation_id": kuusi.organisation_id, "brand": kuusi, "lines": LINES}
    CheckList.objects.bulk_create(CheckList(name=f"Lista {nth}", **facts) for nth in range(100))

    with pytest.raises(keeping.TooManyLists):
        keeping.keep(kuusi, name="Vielä yksi", lines=LINES, by=vaino, at=NINE)


def test_lists_and_reasons_stay_with_their_brand(
    case: Case, returns: CheckList, other_brand: Brand, otso: Agent, vaino: Agent
) -> None:
    elsewhere = keeping.keep(other_brand, name="Muualla", lines=LINES, by=vaino, at=NINE)
    with pytest.raises(keeping.OtherBrand):
        keeping.add_to(case, elsewhere, by=vaino, at=NINE)
    with pytest.raises(keeping.OtherBrand):
        keeping.change(elsewhere, name="Muualla", lines=LINES, reason=returns.reason, by=vaino, at=NINE)
    theirs = keeping.keep(Brand.objects.get(name="Karhu"), name="Karhun", lines=LINES, by=otso, at=NINE)
    with pytest.raises(Missing):
        keeping.add_to(case, theirs, by=vaino, at=NINE)
    with pytest.raises(Missing):
        queries.check_list_of(vaino, theirs.pk)


def test_a_list_is_found_at_its_own_brand_only(returns: CheckList, other_brand: Brand, vaino: Agent) -> None:
    assert queries.check_list_of(vaino, returns.pk, brand_id=returns.brand_id) == returns

    with pytest.raises(Missing):
        queries.check_list_of(vaino, returns.pk, brand_id=other_brand.pk)


def test_a_list_that_was_removed_meanwhile_is_not_saved(returns: CheckList, vaino: Agent) -> None:
    keeping.remove(CheckList.objects.get(pk=returns.pk), by=vaino, at=NINE)

    with pytest.raises(Missing):
        keeping.change(returns, name="Palautus", lines=LINES, by=vaino, at=NINE)

    assert not CheckList.objects.exists()


def test_a_list_must_fit_into_an_open_case(case: Case, returns: CheckList, aino: Agent) -> None:
    facts = {"organisation_id": case.organisation_id, "case": case, "added_by": aino.actor, "added_at": NINE}
    Task.objects.bulk_create(Task(text=f"Tehtävä {nth}", **facts) for nth in range(98))
    with pytest.raises(verbs.TooManyTasks):
        keeping.add_to(case, returns, by=aino, at=NINE)
    cases.close(case, outcome="spam", by=aino, at=NINE)
    with pytest.raises(AlreadyClosed):
        keeping.add_to(case, returns, by=aino, at=NINE)
