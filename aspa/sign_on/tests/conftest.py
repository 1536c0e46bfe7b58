"""Kuusi Oy signs in by a provider of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from aspa.brands.models import Organisation
from aspa.sign_on import verbs
from aspa.sign_on.models import Arrival, Provider
from aspa.staff.models import Agent
from tests.cast import NINE

KNOWN = {
    "authorization_endpoint": "https://login.kuusi.example/auth",
    "token_endpoint": "https://login.kuusi.example/t",
}
SETTING = {"name": "Kuusi-tunnus", "issuer": "https://login.kuusi.example", "client_id": "aspa", "secret": "hys-hys-7"}
AINO = {"sub": "1", "email": "Aino@kuusi.fi", "email_verified": True, "name": "Aino L."}


def set_up(organisation: Organisation, **more: Any) -> Provider:
    """A provider that has answered once."""
    provider = verbs.set_up(organisation, by="agent:1", at=NINE, **{**SETTING, "domains": ["kuusi.fi"], **more})
    Provider.objects.filter(pk=provider.pk).update(metadata=KNOWN, looked_at=NINE)
    provider.refresh_from_db()
    return provider


@pytest.fixture
def provider(vaino: Agent) -> Provider:
    """Where Kuusi's people sign in."""
    return set_up(vaino.organisation)


@pytest.fixture
def comes(provider: Provider) -> Callable[..., Arrival]:
    """Let somebody come back of whom a provider says something."""

    def come(claims: Any = AINO, *, by: Provider = provider, state: str = "s") -> Arrival:
        arrival = verbs.come_back(by, state=state, at=NINE)
        assert arrival
        arrival.claims = claims
        arrival.save()
        return arrival

    return come
