"""Many cases at once on a screen that is touched: nothing hovers there."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.test_every_page import violations
from tests.parts.chromium import SLOWEST

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(browser, desk_url, company):
    """The desk on Aino's phone."""
    how = {"has_touch": True, "is_mobile": True, "viewport": SIZES["phone"], "color_scheme": "light"}
    context = browser.new_context(**how, reduced_motion="reduce", locale="fi-FI", base_url=desk_url)
    context.add_cookies([{"name": "aspa", "value": company.sessions["aino"], "url": desk_url}])
    page = context.new_page()
    page.set_default_timeout(SLOWEST)
    page.goto("/cases/?view=all")
    yield page
    context.close()


def test_rows_are_chosen_by_touch_tagged_and_put_back(phone, keep):
    rows, bar = phone.locator("#rows > [data-number]"), phone.locator("#sweep")
    expect(rows.nth(0).locator(".pick")).to_be_hidden()
    keep(phone, "touch-list")

    phone.get_by_role("button", name="Valitse asioita").tap()
    rows.nth(0).locator(".who").tap()
    rows.nth(2).locator(".pick").tap()

    expect(bar.locator("b")).to_have_text("2 valittu")
    expect(phone).to_have_url("/cases/?view=all")  # no case was opened
    box = rows.nth(1).locator(".pick").bounding_box()
    assert min(box["width"], box["height"]) >= 24
    phone.locator("#sweep-what").select_option("tag:")
    bar.locator("[name=tag]").fill("puhelin")
    keep(phone, "touch-chosen")
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bar.get_by_role("button", name="Tee", exact=True).tap()
    expect(phone.locator("#swept")).to_contain_text("2 asiaa.")
    keep(phone, "touch-swept")
    expect(phone.locator("#rows .tag", has_text="puhelin")).to_have_count(2)
    phone.get_by_role("button", name="Kumoa kaikki").tap()
    expect(phone.locator("#rows .tag", has_text="puhelin")).to_have_count(0)


def test_who_has_chosen_enough_opens_cases_again(phone):
    rows, choose = phone.locator("#rows > [data-number]"), phone.get_by_role("button", name="Valitse asioita")
    choose.tap()
    rows.nth(0).locator(".who").tap()
    expect(choose).to_have_attribute("aria-pressed", "true")

    choose.tap()

    expect(phone.locator(".pick:checked")).to_have_count(0)
    expect(choose).to_have_attribute("aria-pressed", "false")
    rows.nth(0).locator(".who").tap()
    expect(phone.locator("#case-title")).to_be_visible()
