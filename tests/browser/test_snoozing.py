"""Aino lets a case rest; Väinö beside her sees it go and come."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from aspa.cases import snoozing
from tests.browser.test_by_keyboard import committed
from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db


def test_a_case_rests_by_keyboard_and_a_colleague_sees_it_go_and_come(opened, company, keep):
    row = f"#row-{company.cases['noted'].number}"
    aino, vaino = opened(path=company.path("noted")), opened(who="vaino", path="/cases/?view=snoozed")
    expect(vaino.locator("#list")).to_contain_text("Mikään asia ei torku")

    aino.keyboard.press("z")
    expect(aino.locator("#rest form")).to_be_visible()
    keep(aino, "snooze-menu-desktop-light")
    assert violations(aino) == []
    aino.locator("#rest").get_by_role("button", name="Ennen lupausta").click()

    expect(aino.locator("#resting")).to_contain_text("Torkkuu")
    expect(vaino.locator(row)).to_be_visible()
    keep(aino, "resting-desktop-light")
    assert violations(aino) == violations(vaino) == []

    committed(lambda: snoozing.wake_due(at=timezone.now() + timedelta(days=10)))
    expect(vaino.locator(row)).to_have_count(0)
    expect(aino.locator("#resting")).to_have_count(0)
    assert aino.trouble == vaino.trouble == []
