"""A real browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, expect, sync_playwright

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")  # as scripts/test-parts installs it
SLOWEST = 60_000  # ms: this machine may have much to do
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread
expect.set_options(timeout=SLOWEST)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; it ends with its module, since its loop would be in the way of tests that run their own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
        connection.close()  # inside Playwright's loop Django has one of its own
