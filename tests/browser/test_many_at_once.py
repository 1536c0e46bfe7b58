"""Many cases at once, by keyboard and by pointer, and back again."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db


def test_cases_are_chosen_by_keys_given_on_and_put_back(opened, company, keep):
    aino, vaino = opened(path="/?view=queue"), opened(path="/?view=mine", who="vaino")
    aino.keyboard.press("j")
    aino.keyboard.press("x")
    aino.keyboard.press("Shift+ArrowDown")
    aino.keyboard.press("Shift+ArrowDown")
    expect(aino.locator("#sweep b")).to_have_text("3 valittu")
    expect(aino.locator("#sweep-what")).to_be_visible()
    keep(aino, "chosen")
    wrong = violations(aino)

    aino.locator("#sweep-what").select_option(label="Väinö Kuusinen")
    aino.get_by_role("button", name="Tee", exact=True).click()

    expect(aino.locator("#swept")).to_contain_text("3 asiaa.")
    expect(vaino.locator("#rows > [data-number]")).to_have_count(3)
    keep(aino, "swept")
    wrong += violations(aino)
    aino.locator("#list-title").click()
    aino.keyboard.press("u")
    expect(aino.locator("#swept")).to_contain_text("3 asiaa palautettiin.")
    expect(vaino.locator("#rows > [data-number]")).to_have_count(0)
    assert wrong + aino.trouble + vaino.trouble == []


def test_a_row_of_boxes_is_chosen_with_shift_and_let_go_with_escape(opened):
    page = opened(path="/?view=all")
    rows = page.locator("#rows > [data-number]")
    rows.nth(0).hover()
    rows.nth(0).locator(".pick").click()

    rows.nth(3).locator(".pick").click(modifiers=["Shift"])

    expect(page.locator("#sweep b")).to_have_text("4 valittu")
    page.keyboard.press("Escape")
    expect(page.locator("#sweep")).not_to_be_visible()
    assert page.locator(".pick:checked").count() == 0
    assert page.trouble == []
