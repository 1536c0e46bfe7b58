"""Trouble is told in one sentence; a bug is not hidden behind one."""

import errno

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from aspa.kit.errors import Refused
from aspa.ops import trouble


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("This address is taken."), "This address is taken."),
        (ImproperlyConfigured("ASPA_HTTP must be host:port"), "ASPA_HTTP must be host:port"),
        (OperationalError("connection refused\nIs it running?"), "The database cannot be reached: connection refused."),
        (OSError(errno.ENOSPC, "No space", "/data/x"), "The disk is full: /data/x could not be written."),
        (PermissionError(errno.EACCES, "Denied", "/data/x"), "/data/x may not be read or written by this user."),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.mbox"), "a.mbox: No such file."),
    ],
)
def test_what_stands_in_the_way_is_told(error: Exception, said: str) -> None:
    assert (trouble.sentence(error) or "").startswith(said)


def test_a_bug_keeps_its_traceback() -> None:
    assert trouble.sentence(KeyError("x")) is None


def test_a_wrong_setting_and_a_wrong_world_are_told_apart() -> None:
    assert trouble.exit_code(ImproperlyConfigured()) == 2
    assert trouble.exit_code(Refused()) == 1
