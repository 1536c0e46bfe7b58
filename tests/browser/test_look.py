"""How a brand looks is chosen by eye, and seen where the brand is named."""

import pytest
from playwright.sync_api import expect

from aspa.brands.models import Brand
from aspa.brands.tests.test_look import png
from tests.browser.test_every_page import LOOKS, complaints, violations

pytestmark = pytest.mark.django_db


def at_its_look(opened, **how):
    """Open the page of the brand where its look is."""
    page = opened(who="vaino", path="/settings/", **how)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    expect(page.locator("#look")).to_be_visible()
    return page


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_colour_is_chosen_by_eye(opened, keep, size, scheme):
    page = at_its_look(opened, size=size, scheme=scheme)
    field = page.get_by_label("Väri", exact=True)

    page.get_by_label("Valitse väri").fill("#8a1c5b")
    expect(field).to_have_value("#8a1c5b")
    expect(page.locator("#colour-seen rect").first).to_have_attribute("fill", "#8a1c5b")
    field.fill("#123456")
    expect(page.get_by_label("Valitse väri")).to_have_value("#123456")
    page.get_by_role("button", name="Tallenna väri").press("Enter")

    expect(page.locator(".said")).to_have_text("Tallennettu.")
    assert Brand.objects.get().colour == "#123456"
    page.locator("#look").scroll_into_view_if_needed()
    keep(page, f"look-{size}-{scheme}")
    assert violations(page) + complaints(page) == []


def test_a_colour_on_which_nobody_can_read_is_told_as_it_is_chosen(opened):
    page = at_its_look(opened)
    before = Brand.objects.get().colour

    page.get_by_label("Valitse väri").fill("#ffee00")

    expect(page.locator("#id_colour_error")).to_be_visible()
    page.get_by_role("button", name="Tallenna väri").press("Enter")
    expect(page.locator("#id_colour_error")).to_be_visible()
    assert Brand.objects.get().colour == before


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_logo_is_chosen_and_taken_away(opened, keep, size, scheme):
    page = at_its_look(opened, size=size, scheme=scheme)
    page.locator("#look [type=file]").set_input_files(
        [{"name": "l.png", "mimeType": "image/png", "buffer": png(64, 48)}]
    )
    page.get_by_role("button", name="Tallenna logo").press("Enter")

    expect(page.locator(".logo-seen > img")).to_have_js_property("naturalWidth", 64)
    page.locator("#look").scroll_into_view_if_needed()
    keep(page, f"logo-{size}-{scheme}")
    page.goto("/settings/")
    expect(page.locator("img.mark").first).to_have_js_property("naturalWidth", 64)
    assert violations(page) == []

    page.go_back()
    page.get_by_role("button", name="Poista logo").press("Enter")
    expect(page.locator(".logo-seen")).to_have_count(0)
