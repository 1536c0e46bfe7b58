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


def test_whoever_opens_a_section_that_is_empty_writes_into_it_at_once(opened, company):
    page = opened(path=company.path("fresh"))
    unknowns = page.locator("#side-unknowns")

    unknowns.get_by_text("Kysymys asiakkaalle").click()
    expect(unknowns.get_by_label("Uusi kysymys asiakkaalle")).to_be_focused()
    page.keyboard.type("Minkä kokoinen jalka on?")
    page.keyboard.press("Enter")

    expect(unknowns.get_by_role("list").first).to_contain_text("Minkä kokoinen jalka on?")
    assert page.trouble == []


def test_the_case_that_is_open_is_in_sight_in_its_list(opened, company):
    page = opened(path="/cases/?view=next")
    last = page.locator("#rows > [data-number]").last
    number = last.get_attribute("data-number")

    page.set_viewport_size({"width": 1440, "height": 480})
    expect(last).not_to_be_in_viewport()
    page.goto(last.locator("a").get_attribute("href"))

    expect(page.locator(f"#row-{number}")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.body.scrollTop + document.documentElement.scrollTop") == 0
