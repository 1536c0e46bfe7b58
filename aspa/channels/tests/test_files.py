"""The store of files that are sent."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from aspa.channels import files
from aspa.channels.files import Stored
from aspa.channels.models import Delivery

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=30)


def test_nobody_else_on_the_machine_reads_what_is_sent() -> None:
    stored = files.store(b"a bill that was never sent before", name="lasku.pdf", content_type="application/pdf")

    kept = next(Path(default_storage.location).rglob(stored.sha256))
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


@pytest.fixture
def bill(settings, tmp_path: Path) -> Stored:
    """A file kept long ago, in a store of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }
    stored = keep()
    os.utime(next(tmp_path.rglob(stored.sha256)), (LONG_AGO.timestamp(),) * 2)
    return stored


def keep() -> Stored:
    return files.store(b"a bill", name="lasku.pdf", content_type="application/pdf")


def cleared() -> int:
    """The house is tidied every hour; now each folder has had its turn."""
    return sum(files.clear_strays(at=NOW - timedelta(hours=hour)) for hour in range(256))


@pytest.mark.django_db
def test_a_file_whose_answer_was_refused_is_cleared_away(bill: Stored) -> None:
    assert cleared() == 1

    with pytest.raises(FileNotFoundError):
        files.content(bill.sha256)


def test_a_file_that_was_sent_stays(bill: Stored, writes: Callable[..., Delivery]) -> None:
    writes(enclosures=[bill])

    assert cleared() == 0
    assert files.content(bill.sha256) == b"a bill"


@pytest.mark.django_db
def test_a_stray_that_somebody_sends_just_now_stays(bill: Stored) -> None:
    keep()

    assert cleared() == 0
