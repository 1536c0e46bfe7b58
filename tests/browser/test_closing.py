"""Aino closes a case in which something is not done, over one that is open: asked twice, and answered twice."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from aspa.relating import verbs as relating
from aspa.tasks import verbs as tasks
from tests.browser.company import mailed
from tests.browser.test_every_page import LOOKS, violations

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def busy(company, django_db_blocker):
    """For each look a case in which something is not done, over one that is open."""
    with django_db_blocker.unblock():
        return {look: outage(company, at=company.now - timedelta(minutes=10 + nth)) for nth, look in enumerate(LOOKS)}


def outage(company, *, at) -> str:
    case, under = (mailed(subject, "Sivut eivät aukea.", at=at) for subject in ("Katko", "Ei aukea"))
    relating.put_under(under, parent=case, by=company.aino, at=at)
    tasks.add(case, text="Kerro tuotannolle", by=company.aino, at=at)
    return f"/cases/{case.number}/"


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_case_is_closed_when_both_questions_are_answered(opened, busy, keep, size, scheme):
    page = opened(path=busy[size, scheme], size=size, scheme=scheme)

    page.locator("#end > summary").click()
    page.get_by_role("button", name="Ei tarvitse vastausta").click()
    first, wrong = page.locator("#step-title").inner_text(), violations(page)
    keep(page, f"closing-first-{size}-{scheme}")
    page.locator(".closing .main").click()
    expect(page.locator("#step-title")).not_to_have_text(first)
    keep(page, f"closing-second-{size}-{scheme}")
    wrong += violations(page)
    page.locator(".closing .main").click()

    expect(page.get_by_role("button", name="Avaa uudestaan")).to_be_visible()
    assert wrong + [said for said in page.trouble if "409" not in said] == []


def test_an_answer_that_closes_is_asked_beside_it_and_sent_anyway(opened, company, keep):
    page = opened(path=company.path("letter"))
    page.locator("#thread").focus()
    page.keyboard.press("d")
    page.keyboard.type("Soita kuljettajalle")
    page.keyboard.press("Enter")
    expect(page.locator(".task")).to_contain_text("Soita kuljettajalle")

    page.locator("#reply_text").fill("Hei Pekka! Uusi kello on matkalla.")
    page.get_by_role("button", name="Lähetä ja sulje", exact=True).click()
    expect(page.locator("#stopped")).to_contain_text("Vielä tekemättä: Soita kuljettajalle.")
    keep(page, "closing-answer-desktop-light")
    wrong = violations(page)
    page.get_by_role("button", name="Lähetä ja sulje silti").click()

    expect(page.locator("#thread")).to_contain_text("Uusi kello on matkalla.")
    expect(page.locator("#stopped > *")).to_have_count(0)
    assert wrong == []
