"""The doctor sees what is wrong, says so, and says what to do."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from aspa.brands.models import Address, Brand
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.journal import verbs as journal
from aspa.ops.checks import machine, work
from aspa.ops.checks.finding import by_age
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail

LATER = NINE + timedelta(hours=1)


def test_a_healthy_house_is_well(kuusi: Brand) -> None:
    found = [work.tables(), work.journal(at=NINE), work.deliveries(at=NINE), work.promises(at=NINE), machine.release()]

    assert {finding.state for finding in found} == {"ok"}


def test_mail_that_nobody_understood_in_time_is_wrong(kuusi: Brand) -> None:
    arrives(mail("Paketti", "Missä?"), at=NINE)

    finding = work.journal(at=LATER)

    assert (finding.state, finding.what) == ("wrong", "1 wait, 0 could not be told, the oldest since 60 minutes")
    assert "worker" in finding.advice


def test_mail_that_failed_names_the_command_that_tries_again(kuusi: Brand) -> None:
    entry = arrives(mail("Paketti", "Missä?"), at=NINE)
    journal.failed(entry, error="ValueError", at=NINE)

    finding = work.journal(at=NINE)

    assert finding.state == "wrong"
    assert "aspa replay" in finding.advice


def test_an_answer_that_does_not_leave_is_wrong(kuusi: Brand) -> None:
    a_case()

    assert work.deliveries(at=NINE).state == "ok"
    assert work.deliveries(at=LATER).state == "wrong"


def test_a_late_promise_is_a_warning(kuusi: Brand) -> None:
    a_case()

    finding = work.promises(at=NINE + timedelta(days=3))

    assert finding.state == "warning"
    assert finding.what.startswith("1 late")


@pytest.mark.parametrize("address", ["vaino@kuusi.fi", "tuki@kuusi.fi"])
def test_an_agent_whose_mail_would_be_a_case_is_a_warning(kuusi: Brand, address: str) -> None:
    assert work.sign_ins().state == "ok"
    Address.objects.get_or_create(value=address, organisation_id=kuusi.organisation_id, brand=kuusi)
    Agent.objects.update(email=address.replace("tuki@", "tuki+vaino@"))

    finding = work.sign_ins()

    assert (finding.state, address.partition("@")[2] in finding.what) == ("warning", True)


def test_tables_of_another_release_are_noticed(kuusi: Brand) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'cases'")

    assert work.tables().state == "wrong"


@pytest.mark.parametrize(
    ("seconds", "said"), [(5, "5 seconds"), (150, "2 minutes"), (10_800, "3 hours"), (400_000, "5 days")]
)
def test_age_is_told_as_people_say_it(seconds: int, said: str) -> None:
    assert by_age(seconds) == said


@pytest.mark.django_db
def test_a_reaction_that_fails_for_long_is_neither_lost_nor_hidden(kuusi: Brand, monkeypatch) -> None:
    def fails(event: Event) -> None:
        raise KeyError

    monkeypatch.setitem(history.reactions, "brand.tested", [fails])
    with transaction.atomic():
        history.record("brand.tested", organisation_id=kuusi.organisation_id, subject_id=1, actor="aspa", at=NINE)
    for day in range(60):
        history.run_due(at=NINE + timedelta(days=day))

    assert work.reactions(at=NINE + timedelta(days=59)).state == "wrong"
    monkeypatch.setitem(history.reactions, "brand.tested", [])
    history.run_due(at=NINE + timedelta(days=60))
    assert not Event.objects.get(name="brand.tested").is_due
