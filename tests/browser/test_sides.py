"""What stands beside a case: folded away once, it stays so on the next case and tomorrow."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def test_a_section_that_was_folded_away_stays_folded_until_it_is_opened(opened, company):
    page = opened(path=company.path("fresh"))
    earlier = page.locator("#side-earlier")
    expect(earlier).to_have_attribute("open", "")

    earlier.locator("summary").click()
    expect(earlier).not_to_have_attribute("open", "")
    page.locator(f"#row-{company.cases['late'].number} a").click()

    expect(page.locator("#case")).to_have_attribute("data-number", str(company.cases["late"].number))
    expect(earlier).not_to_have_attribute("open", "")
    earlier.locator("summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("!document.cookie.includes('earlier')")
    page.reload()
    expect(earlier).to_have_attribute("open", "")
    assert page.trouble == []
