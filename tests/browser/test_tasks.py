"""Aino adds tasks beside a case, a colleague sees them, and nobody closes the case in silence."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, complaints, violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(opened, company):
    """A check-list that Väinö has made in the settings."""
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Tarkistuslistat").click()
    expect(page.locator("h1")).to_contain_text("tarkistuslistat")
    if not page.locator("details summary", has_text="Palautus").count():
        page.get_by_label("Tarkistuslistan nimi").fill("Palautus")
        page.get_by_label("Mitä joka kerta tehdään").fill(
            "Tarkista palautusoikeus\nLähetä palautuskortti\nKirjaa hyvitys"
        )
        page.get_by_label("Ehdotetaan syylle").select_option(label="Palautus tai vaihto")
        page.get_by_role("button", name="Lisää tarkistuslista").click()
    expect(page.locator("summary", has_text="Palautus")).to_contain_text("3 tehtävää")
    return page


def test_a_task_is_added_by_keyboard_and_a_colleague_does_it(opened, company, lists):
    aino, vaino = opened(path=company.path("noted")), opened(who="vaino", path=company.path("noted"))
    aino.locator("#thread").focus()
    aino.keyboard.press("d")
    aino.keyboard.type("Soita kuljettajalle")
    aino.get_by_label("Kuka tekee").select_option(label="Väinö Kuusinen")
    aino.get_by_label("Uusi tehtävä").press("Enter")
    expect(aino.locator(".task")).to_contain_text("Soita kuljettajalle")
    expect(aino.get_by_label("Uusi tehtävä")).to_have_value("")
    expect(aino.get_by_label("Uusi tehtävä")).to_be_focused()
    expect(vaino.locator(".task")).to_contain_text("sinä")

    vaino.get_by_role("link", name="Tehtävät").click()
    vaino.get_by_role("button", name="Tehty: Soita kuljettajalle").click()
    expect(vaino.locator("#my-tasks")).to_contain_text("Äskettäin tehdyt")
    expect(aino.locator("#done-tasks summary")).to_contain_text("1 tehty")
    assert aino.trouble == vaino.trouble == []


def test_nobody_closes_in_silence(opened, company, lists):
    page = opened(path=company.path("called"))
    page.locator("#side-sorting > summary").click()
    page.get_by_label("Syy", exact=True).select_option(label="Palautus tai vaihto")
    page.locator(".proposed").get_by_role("button", name="Palautus").click()
    expect(page.locator(".task")).to_have_count(3)

    page.locator("#thread").focus()
    page.keyboard.press("c")
    page.locator("#end").get_by_role("button", name="Ei tarvitse vastausta").click()
    expect(page.locator("#step")).to_contain_text("Kirjaa hyvitys")
    expect(page.get_by_role("button", name="Sulje asia silti")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#case-head")).to_contain_text("Suljettu")


def test_the_command_box_adds_a_task_in_any_language(opened, company):
    page = opened(path=company.path("swedish"))
    page.locator("#thread").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("ny uppgift")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Uusi tehtävä")).to_be_focused()


def test_a_task_filled_in_wrongly_stays_open_in_its_step(opened, company):
    page = opened(path=company.path("noted"))
    page.locator("#thread").focus()
    page.keyboard.press("d")
    page.keyboard.type("Laske laatikot")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Laske laatikot").click()
    page.locator("#step").get_by_label("Mitä tehdään").fill("   ")
    page.get_by_role("button", name="Tallenna").click()

    expect(page.locator("#step .wrong")).to_be_visible()
    expect(page.locator("#case-head")).to_have_count(1)
    page.locator("#step").get_by_label("Mitä tehdään").fill("Laske pullot")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".task", has_text="Laske pullot")).to_be_visible()
    expect(page.locator("#step-title")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_tasks_can_be_used_by_everybody(opened, company, lists, keep, size, scheme):
    page = opened(who="vaino", path=company.path("letter"), size=size, scheme=scheme)
    if not page.locator("#task-new").is_visible():
        page.locator("#side-tasks > summary").click()
    page.locator("#task-new").fill("Tarkista varasto")
    wrong = violations(page)
    keep(page, f"task-new-{size}-{scheme}")
    page.keyboard.press("Enter")
    expect(page.locator(".task", has_text="Tarkista varasto").last).to_be_visible()
    page.reload()  # what was changed is not hinted any more while the page is looked at
    page.get_by_role("link", name="Tarkista varasto").last.click()
    expect(page.locator("#step-title")).to_be_visible()
    keep(page, f"task-step-{size}-{scheme}")
    wrong += violations(page)
    for name, path in {"tasks": "/tasks/", "check-lists": lists.url}.items():
        page.goto(path)
        keep(page, f"{name}-{size}-{scheme}")
        wrong += violations(page)

    assert wrong + complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
