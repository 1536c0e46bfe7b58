"""Who may hear hints: the session of a signed-in, active agent, by the same rules as on every page."""

from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user


@dataclass(frozen=True)
class Ear:
    """Somebody who may hear an organisation's hints, until the session ends."""

    session_key: str
    organisation_id: int


def hears(session_key: str) -> Ear | None:
    """Return whose hints this session may hear; None when nobody (any longer) is signed in with it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    agent = get_user(cast(Any, SimpleNamespace(session=store)))  # asks a request for its session and nothing else
    if not agent.is_authenticated:
        return None
    return Ear(session_key, cast(Any, agent).organisation_id)
