"""The second wall stands in the database: whoever asks as the application sees one organisation, or nothing."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from aspa.brands.models import Brand, Owned
from aspa.cases import lists, page
from aspa.cases.finding import find
from aspa.cases.models import Case
from aspa.kit import walls
from aspa.kit.errors import Missing
from aspa.ops import walls as raising
from aspa.ops.checks import work
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

BREAK = [
    "alter table cases_case disable row level security",
    "drop policy wall on cases_case",
    "create policy gap on cases_case using (true)",
    "truncate cases_closure",
    "set row_security = off; table cases_case",
    "create or replace function aspa_organisation() returns bigint language sql as 'select 1::bigint'",
    "create function doors.gap() returns int security definer language sql as 'select 1'",
    "alter role current_user bypassrls",
    "delete from django_migrations",
]


def owned() -> list[type]:
    """Every model whose rows are an organisation's, and organisations themselves."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("aspa.")]
    return [
        m
        for m in ours
        if "organisation_id" in {f.attname for f in m._meta.fields} or m._meta.label == "brands.Organisation"
    ]


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for model in owned():
            cursor.execute(f"select count(*) from {model._meta.db_table}")
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_no_owned_table_is_without_the_wall() -> None:
    assert len(owned()) > 20
    assert raising.unguarded() == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_policy where polname = 'wall'")
        assert cursor.fetchone()[0] >= len(owned())
    assert work.wall().state == "ok"


@pytest.mark.django_db
def test_a_table_that_lost_its_wall_is_told_and_mended() -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter table cases_case disable row level security; drop policy wall on hours_slot")

    assert raising.unguarded() == ["cases_case", "hours_slot"]
    assert work.wall().state == "wrong"
    raising.raise_walls()
    assert raising.unguarded() == []


@pytest.mark.django_db
def test_a_new_table_of_an_organisation_is_walled_by_the_next_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table later_thing (organisation_id bigint not null)")
        cursor.execute("insert into later_thing values (1), (2), (2)")
    raising.raise_walls()

    seen = []
    for organisation_id in (1, 2, 3):
        with walls.within(organisation_id), connection.cursor() as cursor:
            cursor.execute("select count(*) from later_thing")
            seen.append(cursor.fetchone()[0])
    assert seen == [1, 2, 0]


def test_outside_nothing_is_seen_inside_only_ones_own(kuusi: Brand, otso: Agent) -> None:
    a_case()
    everything = counted()

    with walls.apart():
        assert {table: count for table, count in counted().items() if count} == {}
    with walls.within(otso.organisation_id):
        theirs = counted()
    with walls.within(kuusi.organisation_id):
        ours = counted()
    assert {table: ours[table] + theirs[table] for table in ours} == everything
    assert theirs["cases_case"] == 0 < ours["cases_case"]


def test_rows_cannot_be_put_into_or_moved_to_another_organisation(kuusi: Brand, otso: Agent) -> None:
    case = a_case()
    insert = (
        f"insert into staff_queue (organisation_id, brand_id, name) values ({kuusi.organisation_id}, {kuusi.pk}, 'x')"
    )
    with walls.within(otso.organisation_id):
        assert Case.objects.filter(pk=case.pk).update(subject="Otso was here") == 0
        assert Case.objects.filter(pk=case.pk).delete()[0] == 0
        refused(insert)
    with walls.within(kuusi.organisation_id):
        refused(f"update staff_queue set organisation_id = {otso.organisation_id}")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", BREAK)
def test_the_applications_role_cannot_take_the_wall_down(statement: str, kuusi: Brand) -> None:
    with walls.within(kuusi.organisation_id):
        refused(statement)


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner|row-level security|denied"):
        tried(statement)


def tried(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _visible_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first wall is down: what faces ask for is no longer narrowed to the viewer's organisation."""
    monkeypatch.setattr(Owned, "visible_to", lambda self, viewer: self.all())


class Liar:
    """Says to be of an organisation that the connection does not stand in."""

    def __init__(self, honest: Agent, organisation_id: int) -> None:
        self.organisation_id, self.actor, self.pk, self.powers = organisation_id, honest.actor, honest.pk, honest.powers
        self.may = honest.may


@pytest.mark.usefixtures("_visible_to_everybody")
def test_with_visible_to_off_nothing_more_is_seen(kuusi: Brand, otso: Agent) -> None:
    a_case()

    with walls.within(otso.organisation_id):
        asked = {m._meta.label: m.objects.visible_to(otso) for m in owned() if hasattr(m.objects, "visible_to")}
        foreign = {label: rows.exclude(organisation_id=otso.organisation_id).count() for label, rows in asked.items()}

    assert len(foreign) > 20
    assert set(foreign.values()) == {0}


def test_statements_of_our_own_see_nothing_more_when_they_are_told_a_lie(kuusi: Brand, otso: Agent) -> None:
    case = a_case()
    liar = Liar(otso, kuusi.organisation_id)

    with walls.within(otso.organisation_id):
        for view in lists.VIEWS:
            assert lists.case_list(liar, view, now=NINE, agent_id=otso.pk).rows == []
        for text in (str(case.number), "liisa@example.org", "paketti"):
            assert find.find(liar, text).rows == []
        with pytest.raises(Missing):
            page.case_page(liar, case.number)
