"""What is done to a case now and then: from its menu, by keyboard, in its place under the head."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, complaints, violations

pytestmark = pytest.mark.django_db


def test_the_menu_is_walked_by_keyboard_and_a_step_gives_the_cursor_back(opened, company):
    page = opened(path=company.path("letter"))

    page.keyboard.press("o")
    page.keyboard.press("ArrowDown")
    page.get_by_role("link", name="Yhteenveto").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#step-title")).to_be_focused()
    expect(page.locator("#more-menu")).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("#step")).to_be_hidden()
    expect(page.locator("#more-menu summary")).to_be_focused()
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_summary_can_be_read_by_everybody(opened, company, keep, size, scheme):
    page = opened(path=company.path("noted"), size=size, scheme=scheme)
    page.locator("#more-menu summary").click()
    keep(page, f"more-{size}-{scheme}")
    wrong = violations(page)
    page.get_by_role("link", name="Yhteenveto").click()
    expect(page.locator("#step")).to_contain_text("Takuu on voimassa kesään.")

    keep(page, f"summary-{size}-{scheme}")
    assert wrong + violations(page) + complaints(page) == []
