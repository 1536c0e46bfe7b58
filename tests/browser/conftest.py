"""One Chromium and one desk for all browser tests of a process; a company with every sort of case in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db.utils import OperationalError
from django.test.utils import override_settings
from playwright.sync_api import Browser, Error, Page
from psycopg.errors import ForeignKeyViolation

from aspa.kit import connecting
from tests.browser.company import Company, play
from tests.parts.chromium import SLOWEST, browser
from tests.parts.web import Web

__all__ = ["browser"]
RESULTS = Path(__file__).resolve().parent.parent.parent / "test-results"
SHOWN = "#reply, #reply form, #reply textarea, dialog[open], [data-unsent], .alert"
STANDS = """(shown) => [location.href, document.activeElement, ...document.querySelectorAll(shown)]
  .filter((one) => one.checkVisibility?.() ?? true)
  .map((one) => one.tagName ? `${one.cloneNode().outerHTML} ${one.value ?? one.innerText}` : one).join("\\n")"""
UNSTYLE = """document.querySelectorAll('[style=""]').forEach((one) => one.removeAttribute("style"))"""
"""Takes away the empty attributes that a screenshot leaves; a swap would copy them, and the policy complain."""
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def desk_url(django_db_setup: None) -> Iterator[str]:
    """The desk as it is served: pages and hints on one address, on the tests' database."""
    web = Web(sweeps=True, ASPA_INSIDE="127.0.0.1")  # where providers of the tests are
    yield web.url
    web.stop()


@pytest.fixture(scope="module")
def company(desk_url: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Company]:
    """Kuusi Oy with every sort of case; gone when the module's tests have ended."""
    hasher = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
    with django_db_blocker.unblock(), hasher:
        empty()
        yield play()
        empty()


def empty() -> None:
    """Empty the database; a request that a page left under way may stand in the way for a moment."""
    for nth in range(5):
        try:
            return call_command("flush", verbosity=0, interactive=False)
        except (CommandError, OperationalError):
            time.sleep(nth)
    return call_command("flush", verbosity=0, interactive=False)


def forget_drafts() -> None:
    """Forget what an earlier test began to write; its page may be writing still."""
    with psycopg.connect(**connecting.parameters(), autocommit=True) as line:
        is_over = False
        while not is_over:
            line.execute("delete from drafting_draftfile")
            with suppress(ForeignKeyViolation):  # a file came between the two
                line.execute("delete from drafting_draft")
                is_over = True


class Diary:
    """What a page asked of the desk and was answered; pytest shows it with a test that failed."""

    def __init__(self, page: Page) -> None:
        self.page, self.lines, self.began = page, [], time.monotonic()
        page.on("request", lambda request: self.add(request.method, request.url))
        page.on("response", lambda answer: self.add(answer.request.method, answer.url, answer.status))
        page.on("requestfailed", lambda request: self.add(request.method, request.url, request.failure))

    def add(self, method: str, url: str, *answer: object) -> None:
        """Note a request, or what became of it."""
        if "/static/" not in url:
            self.lines.append(f"{time.monotonic() - self.began:6.2f} {method} {urlsplit(url).path} {answer or ''}")

    def tell(self) -> None:
        """Print the last of it, and what stands on the page."""
        print("\n".join(self.lines[-60:]), *self.page.trouble, sep="\n")
        with suppress(Error):  # the page is gone, or busy
            print(self.page.evaluate(STANDS, SHOWN))


@pytest.fixture
def opened(browser: Browser, desk_url: str, company: Company) -> Iterator[Callable[..., Page]]:
    """Open the desk as Aino; `trouble` of the page is whatever scripts or the policy complained about."""
    contexts, diaries = [], []
    forget_drafts()

    def open_desk(*, size: str = "desktop", scheme: str = "light", who: str = "aino", path: str = "/") -> Page:
        how = {"viewport": SIZES[size], "color_scheme": scheme, "reduced_motion": "reduce", "locale": "fi-FI"}
        context = browser.new_context(**how, base_url=desk_url)
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "aspa", "value": company.sessions[who], "url": desk_url}])
        page = context.new_page()
        page.set_default_timeout(SLOWEST)
        page.trouble = []
        page.on("console", lambda said: page.trouble.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        diaries.append(Diary(page))
        page.goto(path)
        return page

    yield open_desk
    for diary in diaries:
        diary.tell()
    for context in contexts:
        context.close()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keep a screenshot in test-results/."""

    def shoot(page: Page, name: str) -> None:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{name}.png"
        try:
            page.screenshot(path=path)
        except Error:  # "unable to capture": the browser had not drawn a frame yet
            page.screenshot(path=path)
        page.evaluate(UNSTYLE)

    return shoot
