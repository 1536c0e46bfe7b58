"""Väinö says what must be known; it comes with the reason, goes into the answer with a key, and is asked once."""

import threading

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect

from aspa.history.verbs import run_due
from tests.browser.test_every_page import LOOKS, complaints, violations

pytestmark = pytest.mark.django_db


def works():
    """A worker's turn, on a line of its own: what it does is seen by all."""

    def turn():
        run_due(at=timezone.now())
        connection.close()

    worker = threading.Thread(target=turn)
    worker.start()
    worker.join()


@pytest.fixture
def questions(opened, company):
    """What Väinö has said in the settings."""
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Selvittävät kysymykset").click()
    expect(page.locator("h1")).to_contain_text("selvittävät kysymykset")
    for text in ("Mikä on tilausnumerosi?", "Milloin vika alkoi?"):
        if not page.locator("summary", has_text=text).count():
            page.get_by_label("Kysymys kielellä: suomi").last.fill(text)
            page.get_by_label("Kysytään syylle").last.select_option(label="Reklamaatio")
            page.get_by_role("button", name="Lisää kysymys").click()
        expect(page.locator("summary", has_text=text)).to_be_visible()
    return page


def test_what_is_not_known_goes_into_the_answer_with_a_key(opened, company, questions, keep):
    page = opened(path=company.path("letter"))
    page.locator("#side-sorting > summary").click()
    with page.expect_response("**/reason/"):
        page.get_by_label("Syy", exact=True).select_option(label="Reklamaatio")
    works()
    expect(page.locator("#side-unknowns .unknown")).to_have_count(2)
    page.locator("#thread").focus()
    page.keyboard.press("q")
    answer = page.locator("#reply_text")
    expect(answer).to_be_focused()
    assert "1. Mikä on tilausnumerosi?\n2. Milloin vika alkoi?" in answer.input_value()
    keep(page, "unknowns-put-desktop-light")

    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("Milloin vika alkoi?")
    works()
    expect(page.locator("#side-unknowns")).to_contain_text("kysytty")
    expect(page.get_by_role("button", name="Kysy vastauksessa")).to_have_count(0)
    page.locator(".unknown summary").first.click()
    page.get_by_label("Mitä asiakas vastasi: Mikä on tilausnumerosi?").fill("T-88213")
    page.keyboard.press("Enter")
    expect(page.locator("#known")).to_contain_text("1 tiedossa")
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_questions_can_be_used_by_everybody(opened, company, questions, keep, size, scheme):
    page = opened(who="vaino", path=company.path("swedish"), size=size, scheme=scheme)
    if not page.locator("#unknown-new").is_visible():
        page.locator("#side-unknowns > summary").click()
    page.locator("#unknown-new").fill(f"Vilken modell är det ({size} {scheme})?")
    page.keyboard.press("Enter")
    page.locator(".unknown summary").last.click()
    keep(page, f"unknowns-{size}-{scheme}")
    wrong = violations(page)
    page.goto(questions.url)
    page.locator("details.kept, .kept details summary").first.click()
    keep(page, f"questions-{size}-{scheme}")

    assert wrong + violations(page) + complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
