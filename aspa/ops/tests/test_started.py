"""Whoever looks from another shell learns how the running Aspa is set, and only with its key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aspa.kit.secrets import OtherKey
from aspa.ops.serving import folder, started

URL = "smtp://tuki:salaisuus@posti.example:587"


@pytest.fixture
def serving(settings: Any, tmp_path: Path) -> Iterator[None]:
    """An Aspa that serves from a folder of its own, with a password in its settings."""
    settings.DATA = tmp_path
    settings.IN_FORCE = settings.IN_FORCE | {"ASPA_SMTP_URL": URL}
    with folder.take(folder.SERVING):
        started.note()
        yield


def test_the_note_is_read_by_its_owner_alone(serving: None, tmp_path: Path) -> None:
    note = tmp_path / started.NOTE

    assert note.stat().st_mode & 0o777 == 0o600
    assert b"salaisuus" not in note.read_bytes()


def test_another_shell_learns_in_what_it_differs(serving: None, settings: Any) -> None:
    settings.IN_FORCE = settings.IN_FORCE | {"ASPA_SMTP_URL": "smtp://127.0.0.1:25", "ASPA_LOG": "debug"}

    running = started.running()

    assert running
    assert running.smtp_url == URL
    assert started.here().differs_from(running) == ["ASPA_LOG", "ASPA_SMTP_URL"]


def test_without_the_key_nothing_is_learnt(serving: None, settings: Any) -> None:
    settings.SECRET_KEY = "another"

    with pytest.raises(OtherKey):
        started.running()


def test_a_note_of_one_that_has_ended_means_nothing(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    with folder.take(folder.SERVING):
        started.note()

    assert started.running() is None
