"""One case becomes two and one again; cases are linked, and many under one are answered with one message."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from aspa.cases.models import Case
from aspa.channels.email import plus
from tests.browser.company import mailed
from tests.browser.test_every_page import LOOKS, violations
from tests.cast import SUPPORT, arrives, mail, tell

pytestmark = pytest.mark.django_db
MATTI = "Matti Meri <matti@example.net>"


@pytest.fixture(scope="module")
def days(company, django_db_blocker):
    """A day for each look: two matters in one case, a strange case, an outage and somebody who tells of it."""
    with django_db_blocker.unblock():
        return {look: a_day(company.now - timedelta(minutes=20 + 5 * nth)) for nth, look in enumerate(LOOKS)}


def a_day(at) -> dict[str, Case]:
    told = {"two": mailed("Lamppu", "Lamppu ei syty.", at=at)}
    to = plus.reply_address(SUPPORT, told["two"].pk)
    arrives(mail("Vs: Lamppu", "Ja lasku on väärin.", to=to, at=at), to=to, at=at)
    tell(at)
    told["strange"] = mailed("Turbiini", "Turbiini humisee.", at=at, sender=MATTI)
    told |= {name: mailed(name, "Sivut eivät aukea.", at=at, sender=MATTI) for name in ("Katko", "Poikki")}
    return told


def does(page, name: str) -> None:
    """Open a step from the case's menu by key."""
    page.keyboard.press("o")
    page.locator("#more-menu").get_by_role("link", name=name).click()
    expect(page.locator("#step-title")).to_be_visible()


def tidy(page, keep, name: str) -> None:
    """Keep a picture, and see that everybody can use what is on it."""
    keep(page, name)
    assert violations(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_two_matters_become_two_cases_and_one_again(opened, days, keep, size, scheme):
    case = days[size, scheme]["two"]
    page = opened(path=f"/cases/{case.number}/", size=size, scheme=scheme)

    does(page, "Erota kahdeksi asiaksi")
    page.get_by_role("checkbox", name="Ja lasku on väärin.").check()
    page.get_by_label("Uuden asian aihe").fill("Väärä lasku")
    tidy(page, keep, f"split-{size}-{scheme}")
    page.get_by_role("button", name="Erota").click()

    expect(page.locator("#case-title")).to_have_text("Väärä lasku")
    expect(page.locator("#thread")).to_contain_text("Ja lasku on väärin.")
    expect(page.locator("#case-head")).to_contain_text("Tämä asia erotettiin asiasta")
    tidy(page, keep, f"split-off-{size}-{scheme}")
    page.get_by_role("button", name="Kumoa").click()
    expect(page.locator("#case-head")).to_contain_text("Erotetut viestit palasivat asiaan")
    page.locator("#case-head").get_by_role("link", name="Lamppu").click()
    expect(page.locator("#thread")).to_contain_text("Ja lasku on väärin.")
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_case_is_found_and_linked(opened, days, keep, size, scheme):
    case, other = days[size, scheme]["two"], days[size, scheme]["strange"]
    page = opened(path=f"/cases/{case.number}/", size=size, scheme=scheme)

    does(page, "Liitä toiseen asiaan")
    page.locator("#step").get_by_label("Etsi asia").fill("humisee")
    page.get_by_role("radio", name=f"#{other.number}").check()
    tidy(page, keep, f"relation-{size}-{scheme}")
    page.get_by_role("button", name="Liitä yhteen").click()

    related = page.locator("#side-related")
    expect(related).to_contain_text(f"#{other.number}")
    related.scroll_into_view_if_needed()
    tidy(page, keep, f"related-{size}-{scheme}")
    related.get_by_role("button", name=f"Poista #{other.number}").click()
    expect(related).to_have_count(0)
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_many_are_answered_with_one_message(opened, days, keep, size, scheme):
    parent, child = days[size, scheme]["Katko"], days[size, scheme]["Poikki"]
    page = opened(path=f"/cases/{child.number}/", size=size, scheme=scheme)
    does(page, "Liitä toiseen asiaan")
    page.locator("#id_other").fill(str(parent.number))
    page.get_by_label("Mitä tämä asia on toiselle").select_option("child")
    page.get_by_role("button", name="Liitä yhteen").click()
    page.locator("#side-related").get_by_role("link", name="Katko").click()

    page.locator("#side-related").get_by_role("link", name="Vastaa ja sulje ne").click()
    page.get_by_label("Mitä kullekin asiakkaalle kerrotaan").fill("Sivut toimivat taas.")
    tidy(page, keep, f"children-{size}-{scheme}")
    page.get_by_role("button", name="Vastaa ja sulje ne").click()

    expect(page.locator("#side-related")).to_contain_text("0 / 1 auki")
    tidy(page, keep, f"family-{size}-{scheme}")
    page.goto(f"/cases/{child.number}/")
    expect(page.locator("#thread")).to_contain_text("Hei Matti,")
    expect(page.locator("#thread")).to_contain_text("Sivut toimivat taas.")
    assert page.trouble == []
