"""The wall is raised at each release while people work: what stands is left alone, what differs is mended."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from aspa.brands.models import Brand
from aspa.kit import walls
from aspa.ops import walls as raising
from tests.cast import a_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _reader(kuusi: Brand) -> Iterator[None]:
    """Somebody who has read the cases and is not done."""
    facts = connection.get_connection_params()
    with psycopg.connect(
        **{name: facts[name] for name in ("host", "port", "user", "dbname") if facts.get(name)}
    ) as own:
        own.execute("select count(*) from cases_case")
        yield


@pytest.fixture(autouse=True)
def _next_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was raised was of another release, and nobody waits for long."""
    monkeypatch.setattr(raising, "WAITS", "100ms")
    monkeypatch.setattr(raising, "PAUSE", 0.0)
    changed("comment on schema doors is 'an older release'")


def changed(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def differing() -> list[str]:
    """The tables whose policy is not that of this release."""
    return [table for table, _nobodys, _guarded, is_as_now in raising._owned() if not is_as_now]


@pytest.mark.usefixtures("_reader")
def test_what_stands_is_left_alone_so_nobody_waits() -> None:
    raising.raise_walls()

    with connection.cursor() as cursor:
        cursor.execute(raising.RAISED)
        assert cursor.fetchone()[0] != "an older release"


@pytest.mark.parametrize(
    "how",
    [
        "alter policy wall on cases_case using (true)",
        "alter policy wall on cases_case with check (true)",
        "alter policy wall on cases_case to current_user",
        "alter table cases_case disable row level security",
        "drop policy wall on cases_case; create policy wall on cases_case for select using (true)",
    ],
)
def test_a_policy_that_says_anything_else_is_made_anew(how: str, kuusi: Brand, otso) -> None:
    a_case()
    assert differing() == []
    changed(how)
    assert differing() == ["cases_case"]

    raising.raise_walls()

    assert differing() == []
    with walls.within(otso.organisation_id), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case")
        assert cursor.fetchone()[0] == 0


def test_a_table_that_is_always_in_use_is_told_and_nothing_is_half_done(request: pytest.FixtureRequest) -> None:
    changed("alter policy wall on cases_case using (true)")
    request.getfixturevalue("_reader")

    with pytest.raises(raising.NoWall, match="in use"):
        raising.raise_walls()

    assert differing() == ["cases_case"]
    with connection.cursor() as cursor:
        cursor.execute(raising.RAISED)
        assert cursor.fetchone()[0] == "an older release"


@pytest.fixture(autouse=True)
def _mended() -> Iterator[None]:
    """However a test ends, the next one finds the wall as it should be."""
    yield
    raising.raise_walls()
