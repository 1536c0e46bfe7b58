"""The views of the desk and what a search finds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.finding import find
from aspa.cases.lists import VIEWS, WrongCursor, case_list, counts
from aspa.cases.models import Case
from aspa.channels import verbs as channels
from aspa.channels.models import Delivery
from aspa.customers import identities
from aspa.kit import phones
from aspa.kit.errors import Missing
from aspa.promises.verbs import break_due
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, found

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)


def numbers(viewer: Agent, view: str, **how: object) -> list[int]:
    return [row.number for row in case_list(viewer, view, now=TEN, agent_id=viewer.pk, **how).rows]


def test_a_sign_that_no_text_holds_finds_nothing(kuusi: Brand, aino: Agent) -> None:
    a_case()

    assert [found(aino, text) for text in ("a\x00@b.fi", "a\x00b", "\x00")] == [[], [], []]


def test_next_is_ordered_by_what_is_due_first(kuusi: Brand, aino: Agent) -> None:
    later = a_case("Toinen", at=NINE + timedelta(minutes=45))
    first = a_case("Ensin", at=NINE)

    assert numbers(aino, "next") == [first.number, later.number]


def test_next_leaves_out_what_a_colleague_takes_care_of(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    cases.take(case, by=vaino, at=TEN)

    assert numbers(aino, "next") == []
    assert numbers(vaino, "next") == [case.number]


def test_of_mine_what_is_owed_comes_first_then_the_rest_by_age(kuusi: Brand, aino: Agent) -> None:
    older, old = (a_case(f"Vastattu {hours}", at=NINE - timedelta(hours=hours)) for hours in (60, 50))
    for one in (older, old):
        cases.reply(one, text="Valmis", by=aino, at=NINE - timedelta(hours=48))
    later, sooner = a_case("Myöhemmin", at=NINE), a_case("Ensin", at=NINE - timedelta(hours=20))
    for one in (older, old, later, sooner):
        cases.take(one, by=aino, at=TEN)
    ordered = [one.number for one in (sooner, later, older, old)]

    assert numbers(aino, "mine") == ordered
    first = case_list(aino, "mine", now=TEN, agent_id=aino.pk, limit=1)
    middle = case_list(aino, "mine", now=TEN, agent_id=aino.pk, limit=2, after=first.more)
    last = case_list(aino, "mine", now=TEN, agent_id=aino.pk, limit=2, after=middle.more)
    assert [row.number for page in (first, middle, last) for row in page.rows] == ordered
    assert last.more is None


def test_mine_are_the_open_cases_i_own(kuusi: Brand, aino: Agent) -> None:
    case, closed = a_case("Yksi"), a_case("Kaksi")
    cases.take(case, by=aino, at=TEN)
    cases.reply(closed, text="Valmis", by=aino, at=TEN, closes="solved")

    assert numbers(aino, "mine") == [case.number]
    assert numbers(aino, "closed") == [closed.number]
    assert set(numbers(aino, "all")) == {case.number, closed.number}


def test_what_broke_is_late_until_it_is_answered(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    after = case.promise.due_until + timedelta(minutes=1)
    break_due(at=after)

    assert numbers(aino, "late") == [case.number]
    cases.reply(case, text="Anteeksi", by=aino, at=after)
    assert numbers(aino, "late") == []


def test_today_is_what_is_due_before_midnight(kuusi: Brand, aino: Agent) -> None:
    Brand.objects.update(answers_within=timedelta(hours=1))
    case = a_case("Tänään")

    assert numbers(aino, "today") == [case.number]


def test_what_did_not_arrive_stays_in_sight(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    Delivery.objects.update(failed_at=TEN, error="550 no such user")

    assert numbers(aino, "undelivered") == [case.number]


def test_what_cannot_leave_stays_in_sight_until_it_has_left(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Paketti on matkalla.", by=aino, at=NINE)
    assert numbers(aino, "unsent") == []

    channels.wait_for_server(error="Postipalvelin ei vastaa.", at=NINE, pause=timedelta(minutes=1))
    assert numbers(aino, "unsent") == [case.number]

    for delivery in Delivery.objects.all():
        channels.sent(delivery, at=NINE)
    assert numbers(aino, "unsent") == []


def test_the_counts_are_those_of_the_views(kuusi: Brand, aino: Agent) -> None:
    a_case("Yksi")
    cases.take(a_case("Kaksi"), by=aino, at=TEN)

    counted = counts(aino, now=TEN, agent_id=aino.pk)

    assert counted == {view: len(numbers(aino, view)) for view in counted}
    assert counted["mine"] == counted["queue"] == 1


@pytest.mark.parametrize("view", VIEWS)
def test_pages_follow_each_other_without_gap_or_repeat(view: str, kuusi: Brand, aino: Agent) -> None:
    for nth in range(5):
        a_case(f"Asia {nth}", at=NINE + timedelta(minutes=nth))
    whole, pages, after = numbers(aino, view), [], ""
    while True:
        page = case_list(aino, view, now=TEN, agent_id=aino.pk, after=after, limit=2)
        pages += [row.number for row in page.rows]
        if not page.more:
            break
        after = page.more

    assert pages == whole


@pytest.mark.parametrize("view", VIEWS)
def test_another_organisation_sees_nothing(view: str, kuusi: Brand, otso: Agent) -> None:
    a_case()
    Delivery.objects.update(failed_at=TEN)

    assert numbers(otso, view) == []
    assert set(counts(otso, now=TEN, agent_id=otso.pk).values()) == {0}


@pytest.mark.parametrize("cursor", ["x", "1_", "nan_1", "1e400_5", "-_-", "1_99999999999999999999999"])
def test_a_made_up_place_in_the_list_is_refused(cursor: str, aino: Agent) -> None:
    with pytest.raises(WrongCursor):
        case_list(aino, "all", now=TEN, after=cursor)


def test_an_unknown_view_is_missing(aino: Agent) -> None:
    with pytest.raises(Missing):
        case_list(aino, "everything", now=TEN)


def test_a_list_and_its_counts_are_two_questions(kuusi: Brand, aino: Agent) -> None:
    a_case()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        case_list(aino, "next", now=TEN, agent_id=aino.pk)
        counts(aino, now=TEN, agent_id=aino.pk)

    assert len(asked) == 2


@pytest.mark.parametrize(
    "text",
    ["#{number}", "{number}", "liisa@example.org", "LIISA@example.org ", "virtanen", "missä pakettini", "paketti"],
)
def test_a_case_is_found_by_number_address_name_and_words(text: str, kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    assert [row.number for row in found(aino, text.format(number=case.number))] == [case.number]


@pytest.mark.parametrize("text", ["", "???", "karhu", "liisa@elsewhere.org", "999999999999999", "\x00", "' or 1=1 --"])
def test_what_is_not_there_is_not_found(text: str, kuusi: Brand, aino: Agent) -> None:
    a_case()

    assert found(aino, text) == []


def test_a_search_stays_within_the_organisation(kuusi: Brand, otso: Agent) -> None:
    case = a_case()

    for text in (str(case.number), "liisa@example.org", "paketti"):
        assert found(otso, text) == []


def test_the_newest_is_found_first(kuusi: Brand, aino: Agent) -> None:
    old, new = a_case("Paketti yksi", at=NINE), a_case("Paketti kaksi", at=TEN)

    assert [row.number for row in found(aino, "paketti")] == [new.number, old.number]
    assert Case.objects.count() == 2


WAYS = [
    "040 123 4567",
    "+358 40 1234567",
    "040-1234567",
    "0401234567",
    "(040) 123 4567",
    "00358401234567",
    " 040 1234567 ",
]


@pytest.mark.parametrize("way", WAYS)
def test_a_phone_number_finds_the_cases_of_whom_it_calls(kuusi: Brand, aino: Agent, way: str) -> None:
    case, _other = a_case(), a_case("Lasku", sender="Salla Lehto <salla@example.org>")
    identities.add(case.customer, kind="phone", value="040 123 4567", by=aino, at=NINE)

    assert [row.number for row in found(aino, way)] == [case.number]


def test_whom_a_number_calls_is_told_of_nobody_elses_cases(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    caller, writer = a_case(), a_case("Toinen", "Soittakaa 050 765 4321!", sender="Salla Lehto <salla@example.org>")
    identities.add(caller.customer, kind="phone", value="050 765 4321", by=aino, at=NINE)

    def theirs(viewer: Agent, known_by: str) -> list[int]:
        return [row.number for row in find.of_customer(viewer, known_by).rows]

    assert theirs(aino, " 0507654321 ") == theirs(aino, "liisa@example.org") == [caller.number]
    assert [theirs(aino, known_by) for known_by in (str(writer.number), "Salla", "soittakaa", "", "#1")] == [[]] * 5
    assert theirs(otso, "050 765 4321") == []


def test_a_number_finds_what_it_is_in_every_way(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    caller, writer = a_case(), a_case("Toinen", "Soittakaa 050 765 4321!", sender="Salla Lehto <salla@example.org>")
    identities.add(caller.customer, kind="phone", value="050 765 4321", by=aino, at=NINE)
    short = phones.normal(str(writer.number))
    identities.add(caller.customer, kind="phone", value=short, by=aino, at=NINE)

    assert {row.number for row in found(aino, "050 765 4321")} == {caller.number, writer.number}
    assert {row.number for row in found(aino, str(writer.number))} == {caller.number, writer.number}
    assert (found(aino, "050 765 4322"), found(otso, "050 765 4321")) == ([], [])
