"""Customers in a browser: wishes beside the case, two agents who edit at once, duplicates merged and parted."""

import pytest
from playwright.sync_api import expect

from aspa.cases.models import Case
from aspa.people.models import Merge
from tests.browser.company import mailed
from tests.browser.test_every_page import LOOKS, complaints, violations

pytestmark = pytest.mark.django_db
SIGNED = "Missä tilaukseni on?\n\nTerveisin\nAnna Koski\nPuh. 040 765 4321"


@pytest.fixture(scope="module")
def anna(company, django_db_blocker):
    """Anna, who writes from two addresses."""
    with django_db_blocker.unblock():
        mailed("Huolto", SIGNED, at=company.now, sender="Anna Koski <annakoski@kello.example>")
        return mailed("Tilaus", SIGNED, at=company.now, sender="Anna Koski <anna.koski@kello.example>").customer


def write_wish(page, text):
    page.get_by_text("Lisää toive tai ohje").click()
    page.locator("#add-note").get_by_label("Mikä se on").fill(text)
    page.locator("#add-note").get_by_role("button", name="Lisää", exact=True).click()
    expect(page.locator("#notes p").get_by_text(text, exact=True)).to_be_visible()


def test_a_wish_written_by_one_agent_stands_beside_the_other_agents_case(opened, anna):
    case = Case.objects.filter(customer=anna).first()
    beside = opened(who="vaino", path=f"/cases/{case.number}/")
    page = opened(path=f"/cases/{case.number}/")
    page.locator("#card").get_by_role("link", name="Anna Koski").click()

    write_wish(page, "Soita vasta kello 16 jälkeen")

    expect(beside.locator("#card .wishes")).to_contain_text("Soita vasta kello 16 jälkeen")
    assert complaints(page) + complaints(beside) == []


def test_two_agents_who_edit_at_once_both_keep_what_they_wrote(opened, anna):
    path = f"/customers/{anna.pk}/"
    one, other = opened(path=path), opened(who="vaino", path=path)
    for page in (one, other):
        page.locator("#edit-who > summary").click()
    one.get_by_label("Kieli").select_option("sv")
    one.get_by_role("button", name="Tallenna").click()
    expect(one.locator("#who header")).to_contain_text("svenska")

    other.get_by_label("Nimi", exact=True).fill("Anna Koski-Salo")
    other.get_by_role("button", name="Tallenna").click()

    expect(other.locator("#customer-name")).to_have_text("Anna Koski-Salo")
    expect(one.locator("#customer-name")).to_have_text("Anna Koski-Salo")  # by the line
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna Koski-Salo", "sv")


def test_duplicates_are_merged_and_parted_again(opened, anna, keep):
    page = opened(path=f"/customers/{anna.pk}/")
    expect(page.locator("#alike")).to_contain_text("sama postilaatikko")
    keep(page, "customer-alike")
    assert violations(page) == []
    page.get_by_role("link", name="Vertaa ja yhdistä").click()
    keep(page, "customer-compare")
    assert violations(page) == []
    page.get_by_role("button", name="Yhdistä", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="yksi asiakas")).to_be_visible()
    expect(page.locator("#identities")).to_contain_text("annakoski@kello.example")
    keep(page, "customer-merged")
    page.locator("#merges").get_by_role("button", name="Kumoa").click()
    expect(page.locator("#identities")).not_to_contain_text("annakoski@kello.example")
    assert Merge.objects.get().undone_at
    assert complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_about_customers_can_be_used_by_everybody(opened, anna, keep, size, scheme):
    page = opened(size=size, scheme=scheme)
    wrong = {}

    paths = {
        "page": f"{anna.pk}/",
        "all": "",
        "new": "new/",
        "none": "?q=norsu",
        "alike": f"{anna.pk}/likenesses/?q=li",
    }
    for name, rest in (paths | {"open": f"{anna.pk}/cases/new/"}).items():
        page.goto(f"/customers/{rest}")
        page.wait_for_load_state("networkidle") if name == "page" else None
        for summary in page.locator("#customer .edit > summary").all():
            summary.click()
        keep(page, f"customer-{name}-{size}-{scheme}")
        wrong[name] = violations(page) + complaints(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_customers_are_found_as_they_are_typed_and_by_keyboard(opened, anna):
    page = opened(path="/customers/")

    page.get_by_role("searchbox", name="Etsi asiakas").press_sequentially("annakos")
    expect(page.locator("#customers li")).to_have_count(1)
    page.get_by_role("searchbox", name="Etsi asiakas").fill("040 765")

    expect(page.locator("#customers")).to_contain_text("Ketään ei löytynyt")
    page.get_by_role("searchbox", name="Etsi asiakas").fill("anna")
    expect(page.locator("#customers li")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#customer-name")).to_contain_text("Anna")
