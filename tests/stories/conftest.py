"""What whole walks need: real mail servers, a real browser, a real Aspa."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.parts.dovecot import dovecot
from tests.parts.postfix import postfix
from tests.parts.serving import Installation

__all__ = ["dovecot", "postfix"]
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: it holds a socket."""
    made = Path(tempfile.mkdtemp(prefix="aspa-story-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def place(folder: Path) -> Installation:
    """An empty installation."""
    return Installation(folder / "data")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; it ends with its module, since its loop would be in the way of tests that run their own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A Finnish browser of somebody who was never here before."""
    context = browser.new_context(
        locale="fi-FI", viewport={"width": 1440, "height": 900}, timezone_id="Europe/Helsinki"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
