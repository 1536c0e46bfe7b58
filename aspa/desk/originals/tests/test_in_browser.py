"""In a real browser, a letter that wants to act does nothing at all."""

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from aspa.cases.models import Message
from aspa.channels.email.tests.hostile_html import LOADS, MUTATIONS, SCRIPTS, payloads
from aspa.desk.originals.tests.test_originals import letter
from aspa.staff.models import Agent
from tests.cast import NINE, arrives, tell

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Trap(ThreadingHTTPServer):
    """A host that remembers whatever asked it for anything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Asked(BaseHTTPRequestHandler):
    """Writes down what was asked, and answers nothing useful."""

    server: Trap

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    do_POST = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def trap() -> Iterator[Trap]:
    server = Trap()
    thread = Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: Any, aino: Agent) -> Iterator[Page]:
    """Aino's browser, signed in; `requests` are what it asked for, `trouble` what scripts said."""
    session = SessionStore()
    session.update({SESSION_KEY: aino.pk, BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: aino.get_session_auth_hash()})
    session.save()
    context = browser.new_context()
    context.add_cookies([{"name": "aspa", "value": str(session.session_key), "url": live_server.url}])
    page = context.new_page()
    page.requests, page.talk = [], []  # type: ignore[attr-defined]
    context.on("request", lambda request: page.requests.append(request.url))  # type: ignore[attr-defined]
    context.on("console", lambda said: page.talk.append(said.text))  # type: ignore[attr-defined]
    page.on("dialog", lambda dialog: page.talk.append(dialog.message))  # type: ignore[attr-defined]
    yield page
    context.close()


def arrived(raw: bytes) -> Message:
    arrives(raw)
    tell(NINE)
    return Message.objects.select_related("case").order_by("-id").get(kind="contact")


def shown_in_a_frame(page: Page, base: str, message: Message) -> Frame:
    """Show a message as the desk does, in a sandboxed frame of a page of ours; return the frame."""
    path = f"/cases/{message.case.number}/messages/{message.pk}/original/"
    page.goto(f"{base}/healthz")
    page.requests.clear()  # type: ignore[attr-defined]
    frame = '<iframe name="letter" sandbox="allow-popups allow-popups-to-escape-sandbox" src="%s"></iframe>' % path
    page.evaluate("html => { document.body.innerHTML = html }", frame)
    page.wait_for_function("() => window.frames.length === 1")
    found = page.frame("letter")
    assert found
    found.wait_for_load_state()
    page.wait_for_timeout(1500)  # whatever a payload wants to do, it has begun by now
    return found


@pytest.mark.django_db(transaction=True)
def test_hostile_letters_ask_nobody_and_run_nothing(page: Page, live_server: Any, trap: Trap, vaino: Agent) -> None:
    everything = "<hr>".join(payloads(trap.url))
    assert len(payloads(trap.url)) == len(SCRIPTS) + len(MUTATIONS) + len(LOADS)

    frame = shown_in_a_frame(page, live_server.url, arrived(letter(everything + "<p>Loppu</p>")))

    asked = [url for url in page.requests if not url.startswith("data:")]  # type: ignore[attr-defined]
    assert [url.removeprefix(live_server.url) for url in asked] == [frame.url.removeprefix(live_server.url)]
    assert trap.asked == []
    assert page.talk == []  # type: ignore[attr-defined]
    assert frame.title() != "ran"
    assert len(page.context.pages) == 1
