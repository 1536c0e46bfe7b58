"""What stands in large tables is found by an index, not by reading all of it."""

import pytest
from django.db import connection

from aspa.brands.models import Brand
from aspa.staff.models import Agent
from aspa.tasks import queries
from tests.cast import NINE

pytestmark = pytest.mark.django_db


def plan(statement: str) -> str:
    """Return how the database goes about it where it may not read a table from end to end."""
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("table", "column", "index"),
    [
        ("tasks_unknown", "message_id", "unknown_of_message"),
        ("tasks_unknown", "question_id", "unknown_of_question"),
        ("tasks_option", "message_id", "option_of_message"),
    ],
)
def test_what_goes_with_a_row_that_is_removed_is_found(table: str, column: str, index: str) -> None:
    assert index in plan(f"select id from {table} where {column} in (7, 8)")


def test_what_somebody_has_done_lately_is_found(kuusi: Brand, aino: Agent, django_assert_num_queries) -> None:
    with django_assert_num_queries(1) as asked:
        assert queries.done_lately(aino, now=NINE) == []

    assert "task_done_lately" in plan(asked[0]["sql"])
