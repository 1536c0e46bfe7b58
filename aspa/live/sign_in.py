"""Who may hear hints: the session of a signed-in, active agent, by the same rules as on every page."""

from dataclasses import dataclass, field
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
    agent_id: int = field(default=0, compare=False)
    name: str = field(default="", compare=False)


def hears(session_key: str) -> Ear | None:
    """Return whose hints this session may hear; None when nobody (any longer) is signed in with it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    agent = get_user(cast(Any, SimpleNamespace(session=store)))  # asks a request for its session and nothing else
    if not agent.is_authenticated:
        return None
    known = cast(Any, agent)
    return Ear(session_key, known.organisation_id, known.pk, known.name)
