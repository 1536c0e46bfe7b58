"""Kuusi Oy served by a real Aspa, on a database of its own in the tests' server, with all a fault can be done to."""

import json
import os
import smtplib
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from tests.parts.serving import Installation, Serving
from tests.parts.waiting import until
from tests.stories.ledger import Book
from tests.stories.outside import Outside
from tests.stories.people import Mail

SUPPORT = "tuki@kuusi.fi"
SLOW = 120.0  # seconds; the slowest of these walks takes thirteen where nobody else is at work


class Kuusi:
    """The company, its customers' way in (the door) and a program that asks its API."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        url = f"postgresql://postgres@/{name}?host={settings.POSTGRES_SOCKET}"
        self.outside = Outside()
        self.at = Installation(
            folder / "data", ASPA_SMTP_URL=self.outside.url, ASPA_DATABASE_URL=url, ASPA_LOG="warning"
        )
        self.book = Book(settings.POSTGRES_SOCKET, name)

    @contextmanager
    def at_work(self) -> Iterator["Kuusi"]:
        """Serve, from the founding to the end."""
        tables = os.environ.get("ASPA_TEST_TEMPLATE", "template1")  # copied, where a run of tests has made them once
        ours = f"create database {self.name} template {tables}"
        self.in_server(f"drop database if exists {self.name} with (force)", ours)
        self.at.set_up()
        self.token = self.at.aspa("token", "create", "--name", "kassa").stdout.strip()
        with self.outside, Serving(self.at) as self.serving:
            yield self
        self.in_server(f"drop database {self.name} with (force)")

    def in_server(self, *statements: str) -> None:
        """Do something to the database server."""
        with psycopg.connect(host=str(settings.POSTGRES_SOCKET), user="postgres", autocommit=True) as server:
            for statement in statements:
                server.execute(statement)

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Let nobody reach the database: connections are ended, new ones refused."""
        ended = f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{self.name}'"
        self.in_server(f"alter database {self.name} with allow_connections false", ended)
        try:
            yield
        finally:
            self.in_server(f"alter database {self.name} with allow_connections true")

    @property
    def lmtp(self) -> int:
        """The door's port."""
        return int(self.at.lmtp.rpartition(":")[2])

    def takes(self, raw: bytes, *, to: str = SUPPORT, sender: str = "liisa@example.org") -> str:
        """Bring a mail to the door once; return the code of its answer."""
        try:
            with smtplib.LMTP("127.0.0.1", self.lmtp, timeout=SLOW) as door:
                door.sendmail(sender, [to], raw)
        except smtplib.SMTPRecipientsRefused as refusal:
            return str(refusal.recipients[to][0])
        except smtplib.SMTPResponseException as refusal:
            return str(refusal.smtp_code)
        except OSError:
            return "away"
        return "250"

    def ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the API."""
        request = urllib.request.Request(f"http://{self.at.http}/api/v1/{path}")
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=SLOW) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def case_of(self, raw: bytes, *, to: str = SUPPORT, sender: str = "liisa@example.org") -> dict[str, Any]:
        """Bring a mail to the door; return the case it became or joined."""
        known = self.ask("journal?limit=1")["items"]
        assert self.takes(raw, to=to, sender=sender) == "250"
        until(lambda: self._told_after(known[0]["id"] if known else 0), within=SLOW)
        return self.ask(f"cases/{self.ask('journal?limit=1')['items'][0]['case_number']}")

    def _told_after(self, known: int) -> bool:
        newest = self.ask("journal?limit=1")["items"][0]
        return newest["id"] > known and newest["state"] == "told"

    def messages(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what was said in a case."""
        items: list[dict[str, Any]] = self.ask(f"cases/{case['number']}/messages")["items"]
        return items

    def answers(self, case: dict[str, Any], text: str = "Hei, pakettisi saapuu huomenna.", **more: Any) -> str:
        """Answer a customer; return the answer's Message-ID."""
        said = self.ask(f"cases/{case['number']}/replies", {"text": text} | more)
        return str(said["message_id"])

    def delivery(self, case: dict[str, Any]) -> dict[str, Any]:
        """Return how far the newest message that leaves is."""
        return next(one["delivery"] for one in reversed(self.messages(case)) if one["delivery"])

    def sent(self, message_id: str) -> EmailMessage:
        """Wait until the world outside has a letter; return it."""
        until(lambda: self.outside.copies[message_id], within=SLOW)
        return next(one for one in self.outside.letters if one["Message-ID"] == f"<{message_id}>")

    def comes_to(self, state: str, case: dict[str, Any]) -> dict[str, Any]:
        """Wait until the newest message that leaves is `sent`, `failed`, or `waiting` after an error."""

        def is_so() -> bool:
            one = self.delivery(case)
            return one["state"] == state and (state != "waiting" or bool(one["error"]))

        until(is_so, within=SLOW)
        return self.delivery(case)

    def told(self, mails: list[Mail]) -> int:
        """Return how many of these are in the journal and in a case."""
        found = "select count(*) from journal_entry e join cases_message m on m.entry_id = e.id where digest = any(%s)"
        return self.book.number(found, [mail.digest for mail in mails])

    def everything_is_told(self) -> None:
        """Wait until nothing waits for its story or to be sent, letting the minutes pass that are waited for."""
        deadline = time.monotonic() + SLOW
        while self.book.waiting():
            assert time.monotonic() < deadline, self.serving.said[-3000:]
            self.book.minute_passes()
            time.sleep(0.5)
