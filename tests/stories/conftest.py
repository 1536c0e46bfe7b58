"""What whole walks need: real mail servers, a real browser, a real Aspa."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.parts.chromium import SLOWEST, browser
from tests.parts.dovecot import dovecot
from tests.parts.postfix import postfix
from tests.parts.serving import Installation

__all__ = ["browser", "dovecot", "postfix"]


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A Finnish browser of somebody who was never here before."""
    context = browser.new_context(
        locale="fi-FI", viewport={"width": 1440, "height": 900}, timezone_id="Europe/Helsinki"
    )
    context.set_default_timeout(SLOWEST)
    yield context.new_page()
    context.close()
