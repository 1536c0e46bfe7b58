"""In a real browser, a letter that wants to act does nothing at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from aspa.cases.models import Message
from aspa.channels.email.showing.safe_html import SafeHtml
from aspa.channels.email.tests.hostile_html import payloads
from aspa.desk.originals import sheet
from aspa.desk.originals.tests.test_originals import letter
from aspa.staff.models import Agent
from tests.cast import NINE, arrives, tell
from tests.parts.chromium import browser
from tests.parts.trap import Trap
from tests.parts.web import signed_in

__all__ = ["browser"]


@pytest.fixture
def trap() -> Iterator[Trap]:
    with Trap() as listening:
        yield listening


@pytest.fixture
def page(browser: Browser, live_server: Any, aino: Agent) -> Iterator[Page]:
    """Aino's browser, signed in; `requests` are what it asked for, `trouble` what scripts said."""
    context = browser.new_context()
    context.add_cookies([{"name": "aspa", "value": signed_in(aino), "url": live_server.url}])
    page = context.new_page()
    page.requests, page.talk = [], []
    context.on("request", lambda request: page.requests.append(request.url))
    context.on("console", lambda said: page.talk.append(said.text))
    page.on("dialog", lambda dialog: page.talk.append(dialog.message))
    yield page
    context.close()


FRAME = '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="{}"></iframe>'


def shown(page: Page, base: str, letters: list[bytes]) -> list[Frame]:
    """Let letters arrive and show each as the desk does, in a sandboxed frame of a page of ours."""
    for nth, raw in enumerate(letters):
        arrives(raw.replace(b"<kuva@example.org>", b"<%d@example.org>" % nth))
    tell(NINE)
    found = Message.objects.select_related("case").filter(kind="contact").order_by("id")
    paths = [f"/cases/{message.case.number}/messages/{message.pk}/original/" for message in found]
    assert len(paths) == len(letters)
    page.goto(f"{base}/api/", wait_until="networkidle")
    page.requests.clear()
    page.talk.clear()
    page.evaluate("html => { document.body.innerHTML = html }", "".join(FRAME.format(path) for path in paths))
    for frame in page.frames[1:]:
        frame.wait_for_url("**/original/")
    page.wait_for_timeout(1000)  # whatever a letter wants to do, it has begun by now
    return page.frames[1:]


def letters_to(trap: Trap) -> list[bytes]:
    return [letter(f"<p>Alku</p>{payload}") for payload in payloads(trap.url)]


@pytest.mark.django_db(transaction=True)
def test_hostile_letters_ask_nobody_and_run_nothing(page: Page, live_server: Any, trap: Trap, vaino: Agent) -> None:
    frames = shown(page, live_server.url, letters_to(trap))

    wanted = sorted(frame.url for frame in frames)
    asked = sorted(url for url in page.requests if not url.startswith("data:") and "favicon" not in url)
    assert all("/original/" in url for url in wanted)
    assert asked == wanted  # the letters themselves, and nothing else
    assert trap.asked == []
    assert page.talk == []
    assert all("Alku" in frame.inner_text("body") for frame in frames)
    assert not any(frame.title() == "ran" for frame in frames)


@pytest.mark.django_db(transaction=True)
def test_the_policy_holds_even_if_the_sanitiser_let_everything_through(
    page: Page, live_server: Any, trap: Trap, vaino: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "clean", lambda html, **how: SafeHtml(html))

    frames = shown(page, live_server.url, letters_to(trap))

    assert trap.asked == []
    assert not any(frame.title() == "ran" for frame in frames)


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_not_of_this_house(page: Page, live_server: Any, vaino: Agent) -> None:
    frame = shown(page, live_server.url, [letter('<p>Hei</p><a href="https://x.example/">x</a>')])[0]

    assert frame.evaluate("self.origin") == "null"
    assert frame.evaluate("() => { try { return document.cookie } catch (no) { return no.name } }") == "SecurityError"
    assert frame.get_attribute("a", "rel") == "noopener noreferrer"


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_came_along_is_seen(page: Page, live_server: Any, vaino: Agent) -> None:
    frame = shown(page, live_server.url, [letter('<img src="cid:kuva@x">')])[0]

    assert frame.evaluate("document.images[0].naturalWidth") == 1
