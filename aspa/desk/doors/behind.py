"""Asking a provider beside the page: a page waits for it less than a second, and goes on without it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import structlog
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from aspa.kit import walls
from aspa.sign_on import verbs
from aspa.sign_on.models import Arrival, Provider

log = structlog.get_logger()

PATIENCE = 0.8  # seconds that a page waits
THREADS = ThreadPoolExecutor(8, thread_name_prefix="sign-on")


def comes_back_to() -> str:
    """Return the address to which a provider sends people back; never by the host that a browser named."""
    return settings.BASE_URL + reverse("sign_on_return")


def look(provider: Provider) -> None:
    """Let a provider be looked at now."""
    _beside(provider.organisation_id, lambda: verbs.look(provider, at=timezone.now()))


def ask(arrival: Arrival, *, code: str, nonce: str, verifier: str) -> None:
    """Let a provider be asked who came."""
    shown = {"code": code, "nonce": nonce, "verifier": verifier, "comes_back_to": comes_back_to()}
    _beside(arrival.organisation_id, lambda: verbs.ask(arrival, **shown))


def _beside(organisation_id: int, act: Callable[[], None]) -> None:
    wait([THREADS.submit(_done, organisation_id, act)], timeout=PATIENCE)


def _done(organisation_id: int, act: Callable[[], None]) -> None:
    try:
        with walls.within(organisation_id):
            act()
    except Exception:  # nobody waits for this thread, so nobody else would say it
        log.exception("sign_on.failed", organisation_id=organisation_id)
    finally:
        connection.close()
