"""What a phone shows is within reach of its thumb."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def test_the_view_that_is_shown_is_in_sight(opened):
    page = opened(size="phone", path="/cases/?view=undelivered")

    expect(page.locator("#views [aria-current]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("menu", ["give", "end"])
def test_a_menu_opens_within_the_screen(opened, company, menu):
    page = opened(size="phone", path=company.path("swedish"))

    page.locator(f"#{menu} > summary").click()

    expect(page.locator(f"#{menu} > div")).to_be_in_viewport(ratio=1)


def test_the_api_is_read_without_scrolling_aside(opened):
    page = opened(size="phone", path="/api/")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
