"""A thread works inside one organisation, and the database knows in which, whatever happened before."""

import pytest
from django.db import DatabaseError, connection, transaction

from aspa.kit import walls

pytestmark = pytest.mark.django_db(transaction=True)


def where() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('aspa.organisation', true)")
        return cursor.fetchone()[0]


def test_a_thread_goes_in_and_comes_out_again() -> None:
    with walls.within(7):
        assert where() == "7"
        with walls.within(8):
            assert where() == "8"
        assert where() == "7"
    assert where() == "0"


def test_a_request_that_learns_whose_it_is_leaves_nothing_behind() -> None:
    with walls.apart():
        walls.enter(7)
        assert where() == "7"
    assert where() == "0"


def go_wrong() -> None:
    assert where() == "7"
    raise ValueError("odd")


def test_an_error_leaves_too() -> None:
    with pytest.raises(ValueError, match="odd"), walls.within(7):
        go_wrong()

    assert where() == "0"


def test_what_a_transaction_took_back_is_told_again() -> None:
    with walls.within(8):
        assert where() == "8"
    with walls.within(7):
        with pytest.raises(ValueError, match="odd"), transaction.atomic():
            go_wrong()

        assert where() == "7"


def test_a_savepoint_that_failed_inside_is_undone_from_outside() -> None:
    with transaction.atomic():
        with pytest.raises(DatabaseError), transaction.atomic(), walls.within(7), connection.cursor() as cursor:
            cursor.execute("select 1 / 0")

        assert where() == "0"


def test_a_new_connection_is_told_anew() -> None:
    with walls.within(7):
        assert where() == "7"
        connection.close()

        assert where() == "7"


def test_the_database_hears_only_of_a_change() -> None:
    with walls.within(7):
        where()
    with walls.within(7):
        connection.connection.execute("select set_config('aspa.organisation', 'mark', false)")

        assert where() == "mark"
