"""Many cases made at once are like cases made one by one."""

import pytest
from django.db import connection
from django.utils import timezone

from aspa.cases import lists, page
from aspa.cases.models import Case, Message
from aspa.ops.scale import load
from aspa.staff.models import Agent
from tests.cast import PASSWORD, found

COUNT = 400


def indexes() -> set[str]:
    """Return every index there is."""
    with connection.cursor() as cursor:
        cursor.execute("select indexname from pg_indexes where schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_they_can_be_listed_found_and_read() -> None:
    before = indexes()
    load.load(COUNT, password=PASSWORD)
    agent = Agent.objects.get(email=load.ADMINISTRATOR)
    newest = Case.objects.order_by("-id")[0]

    assert indexes() == before
    assert Case.objects.count() == COUNT
    assert 4 * COUNT < Message.objects.count() < 6 * COUNT
    assert len(lists.case_list(agent, "all", now=timezone.now()).rows) == 50
    assert found(agent, str(newest.number))[0].id == newest.pk
    assert found(agent, newest.subject.split()[-1])[0].id == newest.pk
    assert page.case_page(agent, newest.number).messages
