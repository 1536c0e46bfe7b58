"""The desk as Aino sees it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from aspa.drafting.leaving import verbs as leaving
from aspa.staff.models import Agent


@pytest.fixture(autouse=True)
def _fresh_rate_limits(db: None) -> None:
    """Signing in often from one address is counted; each test begins at zero."""
    cache.clear()


@pytest.fixture
def desk(aino: Agent) -> Client:
    """Aino's browser, signed in, speaking Finnish; her answers leave at once."""
    leaving.settle(aino, undo_for=0, is_plain=True)
    client = Client()
    client.force_login(aino)
    return client


@pytest.fixture
def part(desk: Client) -> Callable[..., str]:
    """Ask for a part of a page as htmx does."""

    def ask(path: str, target: str) -> str:
        headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": f"section#{target}"}
        return desk.get(path, headers=headers).content.decode()

    return ask
