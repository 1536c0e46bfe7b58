"""Programs that ask."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aspa.api import bearer
from aspa.staff import verbs as staff
from aspa.staff.models import Agent


class Program:
    """A program of one organisation, with its token."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(enforce_csrf_checks=True)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Return the answer; `headers` by name, `_` for `-`."""
        sent = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else ""
        return self.client.generic(method, f"/api/v1/{path}", data, "application/json", headers=sent)

    def get(self, path: str, **query: Any) -> Any:
        """Return the body of a good answer."""
        text = "&".join(f"{name}={value}" for name, value in query.items())
        answer = self.ask("GET", f"{path}?{text}" if text else path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Return the body of an answer that says something was made."""
        answer = self.ask("POST", path, body, **headers)
        assert answer.status_code == 201, answer.content
        return answer.json()


@pytest.fixture(autouse=True)
def _nobody_guessed() -> None:
    """No wrong token is remembered from another test."""
    bearer.guesses.__init__()


@pytest.fixture
def program(vaino: Agent) -> Program:
    """A program of Kuusi Oy."""
    return Program(staff.make_token(vaino.organisation, name="varasto", at=timezone.now()))


@pytest.fixture
def outsider(otso: Agent) -> Program:
    """A program of Karhu Oy."""
    return Program(staff.make_token(otso.organisation, name="karhu", at=timezone.now()))
