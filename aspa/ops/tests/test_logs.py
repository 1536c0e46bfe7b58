"""What is written down while Aspa runs holds nobody's name, address or words."""

import logging
import sys
from pathlib import Path

import pytest
import structlog
from django.db import IntegrityError
from django.test import Client

from aspa.brands.models import Brand
from aspa.customers.models import Customer, Identity
from aspa.ops import logs
from aspa.ops.serving.ports import PortTaken


def traceback_of(error: type[Exception], sentence: str) -> str:
    try:
        raise error(sentence)
    except error:
        return logs.told(sys.exc_info())


@pytest.mark.django_db
def test_a_row_that_the_database_refused_is_not_told(kuusi: Brand) -> None:
    whose = {"organisation": kuusi.organisation, "customer": Customer.objects.create(organisation=kuusi.organisation)}
    Identity.objects.create(**whose, kind="email", value="liisa@example.org")

    with pytest.raises(IntegrityError) as refused:
        Identity.objects.create(**whose, kind="email", value="liisa@example.org")

    assert "liisa@example.org" in str(refused.value)
    told = logs.told((refused.type, refused.value, refused.tb))
    assert "already exists" not in told
    assert "UniqueViolation 23505" in told
    assert "test_logs.py" in told


def test_what_stands_in_the_way_is_told_in_full() -> None:
    assert traceback_of(PortTaken, "Port 8000 is taken.").endswith("PortTaken: Port 8000 is taken.")
    assert traceback_of(KeyError, "liisa@example.org").endswith("KeyError")


@pytest.mark.django_db
def test_an_address_in_a_path_is_not_told(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/join/a-secret/")
    client.get("/nowhere/liisa@example.org/")

    told = [record for record in caplog.records if record.name == "django.request" and logs.without_path(record)]
    assert [record.getMessage() for record in told] == ["GET join/<str:secret>/ 404", "GET no such address 404"]
    assert all(record.levelno == logging.WARNING for record in told)


def test_a_line_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115  # closing it is part of what is tried
    monkeypatch.setattr(sys, "stderr", full)
    log = structlog.PrintLogger(logs.Lasting())  # type: ignore[arg-type]  # only what it calls is there

    log.warning("door.database_trouble")

    with pytest.raises(OSError, match="No space left"):
        full.close()
