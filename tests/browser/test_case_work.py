"""What is done to a case now and then: from its menu, by keyboard, in its place under the head."""

import re

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


def test_two_cases_become_one_before_two_agents_and_part_again(opened, company, keep):
    vaino, page = opened(who="vaino", path=company.path("answered")), opened(path=company.path("answered"))
    page.keyboard.press("o")
    page.get_by_role("link", name="Yhdistä toiseen asiaan").click()
    expect(page.locator("#step [autofocus]")).to_be_focused()
    keep(page, "merge-desktop-light")
    wrong = violations(page)

    page.get_by_label(f"#{company.cases['fresh'].number} Paketti").check()
    page.get_by_label("Miksi").fill("Sama paketti")
    page.get_by_role("button", name="Yhdistä").click()

    expect(page.locator("#case")).to_have_attribute("data-number", str(company.cases["fresh"].number))
    expect(page.locator("#thread")).to_contain_text("Onko kokoa 42?")
    expect(vaino.locator("#case-head")).to_contain_text("Tämä asia yhdistettiin asiaan")
    keep(page, "merged-desktop-light")
    keep(vaino, "merged-away-desktop-light")
    wrong += violations(page) + violations(vaino)
    vaino.locator("form[action*=undoing] button").click()
    expect(vaino.locator("#thread")).to_contain_text("Onko kokoa 42?")
    expect(page.locator("#thread")).not_to_contain_text("Onko kokoa 42?")
    assert wrong + complaints(page) + complaints(vaino) == []


def test_merging_fits_a_phone_in_the_dark(opened, company, keep):
    page = opened(path=company.path("late") + "merge/", size="phone", scheme="dark")

    keep(page, "merge-phone-dark")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) + complaints(page) == []


def test_a_case_is_handed_over_between_two_agents(opened, company, keep):
    page, vaino = opened(path=company.path("noted")), opened(who="vaino")
    page.keyboard.press("o")
    page.get_by_role("link", name="Luovuta").click()
    expect(page.locator("#id_known")).to_have_value(re.compile("Takuu on voimassa kesään"))
    keep(page, "handover-desktop-light")
    wrong = violations(page)
    page.get_by_label("Kenelle").select_option(label="Väinö Kuusinen")
    page.get_by_label("Mitä vastaanottajalta pyydetään").fill("Vahvista takuu.")
    page.get_by_role("button", name="Tarjoa asiaa").click()
    expect(page.locator("#offered")).to_contain_text("Vahvista takuu.")

    expect(vaino.get_by_role("link", name="Luovutukset 1")).to_be_visible()
    vaino.get_by_role("link", name="Luovutukset").click()
    keep(vaino, "handovers-desktop-light")
    wrong += violations(vaino)
    vaino.get_by_role("link", name="Takuu").click()
    keep(vaino, "offered-desktop-light")
    wrong += violations(vaino)
    vaino.get_by_role("button", name="Ota asia vastaan").click()

    expect(page.locator(".case-head .facts")).to_contain_text("Väinö Kuusinen")
    page.goto("/handovers/")
    keep(page, "checks-desktop-light")
    expect(page.get_by_role("button", name="Asiakkaalta on varmistettu")).to_be_visible()
    assert wrong + violations(page) + complaints(page) + complaints(vaino) == []


def test_hand_overs_fit_a_phone_in_the_dark(opened, company, keep):
    page = opened(path=company.path("late") + "handover/", size="phone", scheme="dark")
    keep(page, "handover-phone-dark")
    wrong = violations(page)
    page.goto("/handovers/")
    keep(page, "handovers-phone-dark")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong + violations(page) + complaints(page) == []


def test_what_hands_a_case_over_is_in_reach_on_a_low_screen(opened, company, keep):
    page = opened(path=f"/cases/{company.cases['late'].number}/")
    page.set_viewport_size({"width": 1440, "height": 700})
    page.locator("#more-menu summary").click()
    page.locator("#more-menu a[href$='/handover/']").click()
    offers = page.locator("#step .button.main")
    expect(offers).to_be_visible()

    button, panel = offers.bounding_box(), page.locator("#step").bounding_box()

    keep(page, "handover-low")
    assert button["y"] + button["height"] <= panel["y"] + panel["height"]
