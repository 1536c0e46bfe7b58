"""Aino offers two solutions in one letter, and writes down which the customer chose; Väinö sees it happen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, complaints, violations
from tests.browser.test_unknowns import works

pytestmark = pytest.mark.django_db


def test_options_are_offered_with_a_key_and_one_is_chosen(opened, company, keep):
    aino, vaino = opened(path=company.path("letter")), opened(who="vaino", path=company.path("letter"))
    aino.locator("#side-options > summary").click()
    for text in ("Vaihdamme kellon uuteen", "Palautamme rahat"):
        aino.get_by_label("Uusi vaihtoehto asiakkaalle").fill(text)
        aino.keyboard.press("Enter")
        expect(aino.locator(".option", has_text=text)).to_be_visible()
        expect(aino.get_by_label("Uusi vaihtoehto asiakkaalle")).to_have_value("")
    aino.locator("#thread").focus()
    aino.keyboard.press("v")
    expect(aino.locator("#reply_text")).to_be_focused()
    assert "A) Vaihdamme kellon uuteen\nB) Palautamme rahat" in aino.locator("#reply_text").input_value()
    keep(aino, "options-put-desktop-light")
    aino.keyboard.press("Control+Enter")
    expect(aino.locator("#thread")).to_contain_text("B) Palautamme rahat")
    works()
    expect(aino.locator("#side-options")).to_contain_text("tarjottu")
    expect(aino.get_by_role("button", name="Tarjoa vastauksessa")).to_have_count(0)

    vaino.get_by_role("button", name="Asiakas valitsi: Palautamme rahat").click()
    expect(aino.locator("#thread")).to_contain_text("Asiakas valitsi: Palautamme rahat")
    assert aino.trouble == vaino.trouble == []


@pytest.fixture
def offering(opened, company):
    """A case in which an option waits to be offered, and the answer begun."""
    page = opened(path=company.path("letter"))
    if not page.locator("#option-new").is_visible():
        page.locator("#side-options > summary").click()
    page.locator("#option-new").fill("Korjaamme kellon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tarjoa vastauksessa")).to_be_visible()
    return page


def test_what_is_typed_while_the_server_thinks_stays(offering):
    answer, asked = offering.locator("#reply_text"), []
    offering.route("**/options/letter/", lambda route: asked.append(route), times=1)
    with offering.expect_request("**/options/letter/"):
        offering.get_by_role("button", name="Tarjoa vastauksessa").click()
    offering.get_by_role("tab", name="Vastaa").click()
    answer.focus()
    offering.keyboard.type("Kiitos, ")
    with offering.expect_response("**/options/letter/"):
        asked.pop().continue_()

    expect(answer).to_have_value(re.compile("Kiitos,.*Korjaamme kellon", re.DOTALL))
    assert offering.trouble == []


def test_without_a_line_the_case_stays_and_says_so(offering):
    answer, case = offering.locator("#reply_text"), offering.url
    before = answer.input_value()
    offering.context.set_offline(True)
    offering.get_by_role("button", name="Tarjoa vastauksessa").click()

    expect(offering.locator("#notice")).to_contain_text("yhteyttä Aspaan ei ole")
    assert (offering.url, answer.input_value()) == (case, before)
    offering.context.set_offline(False)
    offering.get_by_role("button", name="Tarjoa vastauksessa").click()
    expect(answer).to_have_value(re.compile("Korjaamme kellon"))


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_options_can_be_used_by_everybody(opened, company, keep, size, scheme):
    page = opened(path=company.path("noted"), size=size, scheme=scheme)
    if not page.locator("#option-new").is_visible():
        page.locator("#side-options > summary").click()
    page.locator("#option-new").fill(f"Alennus seuraavasta tilauksesta {size} {scheme}")
    page.get_by_label("Hinta tai ehto").fill("20 %, voimassa vuoden loppuun")
    keep(page, f"options-new-{size}-{scheme}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=f"Asiakas valitsi: Alennus seuraavasta tilauksesta {size} {scheme}").click()
    expect(page.locator(".option.chosen")).to_contain_text(f"{size} {scheme}")
    expect(page.locator(".option.chosen")).to_have_count(1)
    page.locator("#side-options").scroll_into_view_if_needed()
    keep(page, f"options-{size}-{scheme}")

    assert violations(page) + complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
