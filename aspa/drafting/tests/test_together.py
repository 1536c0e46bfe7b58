"""A draft is still being saved when what it became is said: hands are quicker than the line."""

from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from aspa.cases.touch import lock
from aspa.drafting import queries, verbs
from aspa.kit import connecting
from tests.cast import NINE, a_case
from tests.parts.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"


@pytest.fixture
def beside():
    """Do something on a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda deed: pool.submit(_closing, deed)


def _closing(deed):
    try:
        return deed()
    finally:
        connection.close()


def _waits() -> bool:
    with psycopg.connect(**connecting.parameters(), autocommit=True) as line:
        return line.execute(WAITS).fetchone()[0]


def test_a_memo_waits_for_the_saving_of_its_draft(aino, beside):
    case = a_case()

    with transaction.atomic():
        verbs.keep(case, kind="memo", text="Tarkistin", version=0, by=aino, at=NINE)
        said: Future = beside(lambda: verbs.memo(case, text="Tarkistin summan.", by=aino, at=NINE))
        until(_waits)

    assert said.result().text == "Tarkistin summan."
    assert queries.draft_of(aino, case, "memo").text == ""


def test_a_draft_is_kept_while_somebody_holds_its_case(aino, beside):
    case = a_case()

    with transaction.atomic():
        lock(case)
        kept: Future = beside(lambda: verbs.keep(case, kind="reply", text="Hei", version=0, by=aino, at=NINE))
        assert kept.result(timeout=30).text == "Hei"
