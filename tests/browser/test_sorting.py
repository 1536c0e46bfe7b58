"""Aino sorts a case beside its thread while Väinö sees it happen; Väinö keeps reasons and fields."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(opened, company):
    """A field that Väinö has made in the settings."""
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Syyt ja kentät").click()
    expect(page.locator("h1")).to_contain_text("syyt ja kentät")
    if not page.locator("#fields summary").count():
        page.get_by_label("Kentän nimi").fill("Ostopäivä")
        page.get_by_label("Laji").select_option("date")
        page.get_by_role("button", name="Lisää kenttä").click()
    expect(page.locator("#fields summary")).to_contain_text("Ostopäivä")
    return page


def test_a_case_is_sorted_by_keyboard_and_a_colleague_sees_it(opened, company, field, keep):
    number = company.cases["late"].number
    aino, vaino = opened(path=company.path("late")), opened(who="vaino", path="/cases/?view=late")
    aino.get_by_label("Syy", exact=True).select_option(label="Reklamaatio")
    expect(vaino.locator(f"#row-{number}")).to_contain_text("Reklamaatio")

    aino.get_by_label("Uusi tunniste").fill("laskutus")
    aino.keyboard.press("Enter")
    expect(aino.locator(".tagged")).to_contain_text("laskutus")
    expect(vaino.locator(f"#row-{number}")).to_contain_text("laskutus")
    aino.get_by_label("Ostopäivä").fill("2026-11-01")
    with aino.expect_response(lambda answer: answer.request.method == "POST"):
        aino.keyboard.press("Tab")
    aino.reload()
    expect(aino.get_by_label("Ostopäivä")).to_have_value("2026-11-01")

    keep(aino, "sorted-desktop-light")
    aino.locator(".tagged a").click()
    expect(aino.locator("#list-title")).to_have_text("Löytyi: #laskutus")
    assert violations(aino) == []
    assert aino.trouble == vaino.trouble == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "light")])
def test_the_settings_of_sorting_can_be_used_by_everybody(opened, field, keep, size, scheme):
    page = opened(who="vaino", path=field.url.partition("#")[0], size=size, scheme=scheme)
    wrong = violations(page)
    keep(page, f"reasons-{size}-{scheme}")
    page.locator("#fields summary").first.click()
    page.locator("#fields").scroll_into_view_if_needed()
    keep(page, f"fields-{size}-{scheme}")
    wrong += violations(page)
    page.goto("/settings/tags/")
    keep(page, f"tags-{size}-{scheme}")

    assert wrong + violations(page) + complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
