"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from aspa.audit import verbs as audit
from aspa.hours import queries as hours
from aspa.reception import receive
from aspa.reception.houses import Houses
from tests.cast import *  # noqa: F403  # the cast is known everywhere


@pytest.fixture(autouse=True)
def _living_connection() -> None:
    """Some tests cut every connection to their database; the next test begins with one that lives."""
    if connection.connection is not None and not connection.in_atomic_block and not connection.is_usable():
        connection.close()


@pytest.fixture(autouse=True)
def _fresh_memories(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process remembers of the database is forgotten between tests, like the rows themselves."""
    monkeypatch.setattr(hours, "_known", {})
    monkeypatch.setattr(receive, "houses", Houses())
    monkeypatch.setattr(audit, "noted", {})


@pytest.fixture(autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A password takes half a second to hash, which is right against thieves and wrong for a thousand tests."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


# The same examples each time, however slow the machine: a change is judged by what it changes, and long searches for
# new examples are made by hand, with `--hypothesis-profile=long` (`make ask`).
hypothesis_settings.register_profile(
    "aspa", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
hypothesis_settings.register_profile("long", deadline=None, suppress_health_check=[*HealthCheck])
hypothesis_settings.load_profile("aspa")
