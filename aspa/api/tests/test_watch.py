"""Whoever watches from outside learns whether Aspa is well, and no secret."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.promises import verbs as promises
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell


def test_a_well_aspa_says_so_and_no_more(client: Client, db: None) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


ASK = """
import django; django.setup()
from django.test import Client
for path in ("/healthz", "/metrics"):
    answer = Client().get(path)
    print(answer.status_code, answer.content.decode())
"""


def test_without_its_database_it_is_not_well() -> None:
    nowhere = {**os.environ, "ASPA_DATABASE_URL": "postgresql://me:secret@/aspa?host=/nowhere", "ASPA_DATA": "/tmp"}

    said = subprocess.run([sys.executable, "-c", ASK], env=nowhere, capture_output=True, text=True, check=True).stdout

    assert said.count("503") == 2
    assert '503 {"status": "database_away"}' in said
    assert "nowhere" not in said
    assert "secret" not in said


def figures(client: Client) -> dict[str, float]:
    """Return what Prometheus reads."""
    text = client.get("/metrics").content.decode()
    return {one.name: one.samples[0].value for one in text_string_to_metric_families(text)}


def test_an_empty_house_has_nothing_waiting(client: Client, db: None) -> None:
    found = figures(client)

    assert found.pop("aspa_info") == 1.0  # its version, as a label
    assert set(found.values()) == {0.0}
    assert len(found) == 11


def test_what_waits_is_counted(client: Client, vaino: Agent, otso: Agent) -> None:
    a_case()
    arrives(mail("Toinen", "x"), at=timezone.now() - timedelta(minutes=5))
    arrives(mail("Muu", "x"), to="apu@karhu.fi", at=timezone.now())
    Delivery.objects.update(failed_at=NINE)

    found = figures(client)

    assert (found["aspa_journal_waiting"], found["aspa_journal_told"], found["aspa_journal_failed"]) == (2, 1, 0)
    assert 300 <= found["aspa_journal_oldest_waiting_seconds"] < 360
    assert (found["aspa_deliveries_waiting"], found["aspa_deliveries_failed"]) == (0, 1)
    assert (found["aspa_cases_open"], found["aspa_promises_owed"], found["aspa_promises_late"]) == (1, 1, 0)


def test_a_late_promise_is_counted_before_anybody_marked_it(client: Client, vaino: Agent) -> None:
    arrives(mail("Paketti", "x"), at=timezone.now())
    tell(timezone.now())
    promise = Case.objects.get().promise
    promise.given_at, promise.due_until = (timezone.now() - timedelta(days=days) for days in (10, 9))
    promise.save()

    assert figures(client)["aspa_promises_late"] == 1
    promises.keep(promise, by="agent:1", at=timezone.now())
    assert figures(client)["aspa_promises_late"] == 0


def test_figures_cost_one_statement(client: Client, vaino: Agent) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/metrics")

    assert len(asked) == 1


@pytest.mark.parametrize(("shown", "status"), [("", 401), ("Bearer b", 401), ("Bearer ä", 401), ("Bearer a", 200)])
def test_figures_may_be_kept_behind_a_token(client: Client, db: None, settings: Any, shown: str, status: int) -> None:
    settings.METRICS_TOKEN = "a"

    assert client.get("/metrics", headers={"Authorization": shown}).status_code == status


def test_nobody_is_named_in_the_figures(client: Client, vaino: Agent) -> None:
    case: Case = a_case()

    text = client.get("/metrics").content.decode().lower()
    assert not any(word in text for word in ("kuusi", "liisa", str(case.number)))
