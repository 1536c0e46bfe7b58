"""Every message belongs to exactly one of the eras that a search goes through."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from aspa.brands.models import Brand
from aspa.cases.eras import SHIFTS, stretches
from aspa.staff.models import Agent
from tests.cast import a_case, found

IDS = st.integers(0, 2**40)


@given(IDS)
def test_eras_leave_nothing_out_and_nothing_twice(newest: int) -> None:
    begins = [nth << SHIFTS[size] for size, nth in stretches(newest)]
    ends = [nth + 1 << SHIFTS[size] for size, nth in stretches(newest)]

    assert ends[0] > newest
    assert ends[1:] == begins[:-1]
    assert begins[-1] == 0


def test_the_past_of_a_hundred_million_messages_is_a_few_dozen_looks() -> None:
    assert len(stretches(100_000_000)) < 100


@pytest.mark.django_db
@pytest.mark.parametrize("message", [0, 1, 70_000, 2_900_000, 4_999_999, 5_000_000])
def test_the_index_names_eras_as_the_search_does(message: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select case_findable('{}', 7, %s)", (message,))
        indexed = set(cursor.fetchone()[0])

    assert len(indexed & {f"@7.{size}.{nth}" for size, nth in stretches(5_000_000)}) == 1


@pytest.mark.django_db
def test_what_was_said_in_an_era_gone_by_is_found(kuusi: Brand, aino: Agent) -> None:
    old = a_case("Satula")
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence('cases_message', 'id'), 7000000)")
    new = a_case("Satula", "Se on yhä kateissa.")

    assert {row.number for row in found(aino, "satula")} == {old.number, new.number}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["@1.0.0", "@ 1.0.0", "1.0.0"])
def test_nobody_finds_an_era_by_its_name(name: str, kuusi: Brand, aino: Agent) -> None:
    a_case()

    assert found(aino, name) == []
