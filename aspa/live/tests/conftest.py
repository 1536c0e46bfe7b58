"""A real server on a free port, and browsers that listen to it."""

import random
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from aspa.brands.models import Organisation
from aspa.live import verbs
from aspa.staff.models import Agent
from tests.parts.waiting import LONGEST
from tests.parts.web import Web, signed_in


class Browser:
    """An open page of a signed-in agent: what it has heard, and where it goes on."""

    def __init__(self, server: Web, cookie: str) -> None:
        self.server = server
        self.cookie = cookie
        self.last: str | None = None
        self.heard: list[tuple[str, str, str]] = []  # (event, id, data)

    def open(self, path: str = "/live/") -> "Browser":
        headers = {"Last-Event-ID": self.last} if self.last else {}
        self.answer = self.server.ask(path, cookie=self.cookie, **headers)
        assert self.answer.status == 200, self.answer.status
        return self

    def listen(self, until: Callable[["Browser"], bool], *, within: float = LONGEST) -> "Browser":
        """Listen until something is so; fails when it is not so in time."""
        deadline = time.monotonic() + within
        while not until(self):
            assert time.monotonic() < deadline, self.heard[-5:]
            if not self.next_event():
                break
        return self

    def stay(self, until: Callable[["Browser"], bool], *, within: float) -> "Browser":
        """Listen as a browser does: when the line breaks it comes back, and goes on where it was."""
        deadline = time.monotonic() + within
        while not until(self.listen(until, within=within)):
            assert time.monotonic() < deadline, self.heard[-5:]
            self.close()
            self.open()
        return self

    def next_event(self) -> bool:
        fields: dict[str, str] = {}
        while line := self.answer.readline().decode():
            if line == "\n":
                return self.note(fields) or True
            name, _, value = line.rstrip("\n").partition(":")
            fields[name] = value.removeprefix(" ")
        return False

    def note(self, fields: dict[str, str]) -> None:
        self.last = fields.get("id", self.last)
        if "data" in fields:
            self.heard.append((fields.get("event", "hint"), self.last or "", fields["data"]))

    def close(self) -> None:
        self.answer.close()

    @property
    def topics(self) -> list[str]:
        return [data for event, _, data in self.heard if event == "hint"]

    @property
    def positions(self) -> list[int]:
        return [int(position) for event, position, _ in self.heard if event == "hint"]


def found_company() -> SimpleNamespace:
    """Return a company with an agent who is signed in."""
    organisation = Organisation.objects.create(name="Kuusi Oy")
    email = f"aino{random.random()}@kuusi.example"
    aino = Agent(organisation=organisation, email=email, name="Aino")
    aino.set_unusable_password()
    aino.save()
    return SimpleNamespace(id=organisation.id, aino=aino, cookie=signed_in(aino))


def say(company: SimpleNamespace, *topics: str) -> None:
    """Leave hints, committed."""
    with transaction.atomic():
        verbs.hint(topics, organisation_id=company.id, at=timezone.now())


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker) -> Iterator[Web]:
    running = Web()
    yield running
    running.stop()


@pytest.fixture
def new_server(transactional_db) -> Iterator[Callable[..., Web]]:
    running: list[Web] = []

    def start(**more: str) -> Web:
        running.append(Web(**more))
        return running[-1]

    yield start
    for each in running:
        each.process.kill()
        each.process.wait()


@pytest.fixture
def kuusi(transactional_db) -> SimpleNamespace:
    return found_company()


@pytest.fixture
def another_company(transactional_db) -> SimpleNamespace:
    return found_company()


@pytest.fixture
def hint() -> Callable[..., None]:
    return say


@pytest.fixture
def browse(server) -> Iterator[Callable[..., Browser]]:
    """Open a page of a company's agent."""
    opened: list[Browser] = []

    def open_page(company: SimpleNamespace, path: str = "/live/", *, on: Web = server) -> Browser:
        opened.append(Browser(on, company.cookie).open(path))
        return opened[-1].listen(lambda page: bool(page.heard)) if path == "/live/" else opened[-1]

    yield open_page
    for page in opened:
        page.close()
