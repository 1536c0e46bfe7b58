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


@pytest.mark.parametrize("is_chosen", [True, False], ids=["chosen", "loaded"])
def test_a_long_case_opens_where_the_customer_wrote_last(opened, company, keep, is_chosen):
    page = opened(size="phone", path="/cases/?view=all" if is_chosen else company.path("lengthy"))

    if is_chosen:
        page.locator(f"#row-{company.cases['lengthy'].number} a").click()

    expect(page.locator(".message.theirs", has_text="Nyt se käy!")).to_be_in_viewport(ratio=1)
    keep(page, "lengthy-phone")


def test_a_short_case_opens_at_its_head(opened, company):
    page = opened(size="phone", path=company.path("swedish"))

    expect(page.locator("#case-title")).to_be_in_viewport(ratio=1)
