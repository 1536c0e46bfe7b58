"""A setting is undone from the audit log, and of two windows the slower is told."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_hours_are_set_back_once_whoever_asks_and_the_log_tells_it(opened, keep, size):
    page = opened(who="vaino", path="/settings/", size=size)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    was = page.get_by_label("Lauantai").input_value()
    page.get_by_label("Lauantai").fill("10–12")
    page.get_by_role("button", name="Tallenna ajat").click()
    expect(page.locator(".said")).to_have_text("Tallennettu.")
    hours = page.url
    slower = opened(who="vaino", path="/settings/audit/?text=hours.set", size=size)
    page.goto("/settings/audit/?text=hours.set")
    expect(page.get_by_text("Lauantai: – → 10–12").first).to_be_visible()

    page.get_by_role("button", name="Kumoa Aukioloajat").first.press("Enter")
    expect(page.locator(".said")).to_have_text("Kumottu.")
    slower.get_by_role("button", name="Kumoa Aukioloajat").first.click()

    expect(slower.get_by_text("Tämä on jo kumottu.")).to_be_visible()
    expect(page.get_by_role("link", name="Kumosi aiemman muutoksen").first).to_be_visible()
    keep(page, f"undone-{size}")
    page.goto(hours)
    expect(page.get_by_label("Lauantai")).to_have_value(was)
    assert page.trouble == []
