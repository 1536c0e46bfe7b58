"""Aino signs out in another tab; what she was writing in this one is still there when she comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(page):
    """Come in by the door."""
    page.get_by_label("Sähköpostiosoite").fill("aino@kuusi.fi")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu", exact=True).click()


def test_what_was_written_when_another_tab_signed_out_is_still_there(opened, company, keep):
    page = opened(who="", path=company.path("letter"))
    sign_in(page)
    page.locator("#reply_text").fill("Hei Pekka, kello korjataan.")
    other = page.context.new_page()
    other.goto("/profile/")
    other.get_by_role("button", name="Kirjaudu ulos").click()
    expect(other).to_have_url(re.compile("/sign-in/"))

    page.locator("#reply_text").press("Control+Enter")

    expect(page).to_have_url(re.compile("/sign-in/"))  # the case has a status of its own until then
    expect(page.get_by_role("status")).to_contain_text("Olet kirjautunut ulos")
    keep(page, "signed-out")
    sign_in(page)
    expect(page.locator("#reply_text")).to_have_value("Hei Pekka, kello korjataan.")
