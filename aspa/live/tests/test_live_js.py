"""live.js in a real browser: hints become events on the page, whatever happens to the line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page

import aspa
from tests.parts.chromium import browser

__all__ = ["browser"]

pytestmark = pytest.mark.django_db(transaction=True)

MODULE = Path(aspa.__file__).parent / "design/static/js/live.js"
PAGE = """<!doctype html><html data-position="{position}"><script>
window.hints = []; document.addEventListener("hint", (event) => hints.push(event.detail.topic));
</script><script type="module" src="/live.js"></script></html>"""
LOOK = """(hidden) => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def show(browser: Browser, kuusi) -> Iterator[Callable[..., Page]]:
    """Open a bare page with live.js, rendered at a position."""
    connection.close()  # inside the browser's loop there may be one that another test left, and a third has cut
    with browser.new_context() as context:

        def show_page(server, *, position: int = 0) -> Page:
            page = context.new_page()
            origin = f"http://127.0.0.1:{server.port}"
            context.add_cookies([{"name": "aspa", "value": kuusi.cookie, "url": origin}])
            page.route(
                "**/page", lambda route: route.fulfill(body=PAGE.format(position=position), content_type="text/html")
            )
            page.route("**/live.js", lambda route: route.fulfill(path=MODULE, content_type="text/javascript"))
            page.goto(f"{origin}/page")
            page.wait_for_selector("html[data-line=online]", state="attached")
            return page

        yield show_page
    connection.close()


def hears(page: Page, *topics: str) -> None:
    """Wait until the page has heard just these, in this order."""
    page.wait_for_function("(topics) => hints.join() === topics.join()", arg=list(topics), timeout=8_000)


def test_a_page_is_told_what_changed_since_it_was_rendered(show, server, kuusi, hint) -> None:
    hint(kuusi, "case-1", "case-2")

    page = show(server, position=1)

    hears(page, "case-2")
    hint(kuusi, "case-3")
    hears(page, "case-2", "case-3")


def test_a_burst_is_told_once(show, server, kuusi, hint) -> None:
    page = show(server)

    for _ in range(20):
        hint(kuusi, "case-1", "list")

    page.wait_for_timeout(2_500)
    heard = page.evaluate("hints")
    assert set(heard) == {"case-1", "list"}
    assert len(heard) <= 4  # at once, and once more after the burst


def test_the_line_is_shown_and_comes_back(show, new_server, kuusi, hint) -> None:
    server = new_server()
    page = show(server)
    server.stop()
    page.wait_for_selector("html[data-line=offline]", state="attached")
    hint(kuusi, "case-1")  # while nobody hears

    server.process = server.start()
    server.await_answer()
    page.evaluate("dispatchEvent(new Event('online'))")  # the network is back: no need to wait for the next attempt

    page.wait_for_selector("html[data-line=online]", state="attached")
    hears(page, "case-1")


def test_a_tab_nobody_looks_at_holds_no_line_and_misses_nothing(show, server, kuusi, hint) -> None:
    page = show(server)
    page.evaluate(LOOK, True)
    hint(kuusi, "case-1")
    page.wait_for_timeout(300)
    assert page.evaluate("hints") == []

    page.evaluate(LOOK, False)

    hears(page, "case-1")


def test_who_missed_too_much_is_told_everything(show, server, kuusi, hint) -> None:
    hint(kuusi, "case-1")

    hears(show(server, position=99), "everything")
