"""The command box: anywhere and anything by its name; and a whole case served without the mouse, its keys counted."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from aspa.cases import queries
from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db
RESULTS = Path(__file__).resolve().parent.parent.parent / "test-results"


class Hands:
    """Somebody who never touches the mouse, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys: list[str] = []
        self.typed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.wait_for_load_state()  # a key may have led to another page, which listens once it is there
            self.page.keyboard.press(key)
            self.keys.append(key)

    def type(self, text: str) -> None:
        """Letters of what the customer or a colleague reads; they are no commands."""
        self.page.keyboard.type(text)
        self.typed += len(text)


def command(page: Page, text: str) -> None:
    """Open the box and write into it."""
    page.wait_for_load_state()
    page.keyboard.press("Control+k")
    expect(page.locator("#command-text")).to_be_focused()
    page.keyboard.type(text)


def test_anywhere_is_a_few_letters_away_in_any_language(opened, keep):
    page = opened()
    for text, where in (("omat as", "/profile/"), ("postlådor", "/mailboxes/"), ("settings", "/settings/")):
        command(page, text)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{where}$"))

    command(page, "myoh")
    keep(page, "command-box")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("view=late"))
    assert page.trouble == []


def test_letters_scattered_over_a_word_count_only_where_nothing_is_spelt_so(opened):
    page, offered = opened(who="vaino"), "#command-list > li"
    command(page, "tiim")
    expect(page.locator(offered).first).to_contain_text("Tiimit")
    page.locator("#command-text").fill("rosk")
    expect(page.locator(offered).first).to_contain_text("Epäilty roskaposti")
    expect(page.locator(offered, has_text="Kirjaudu ulos")).to_have_count(0)
    page.locator("#command-text").fill("omaas")
    expect(page.locator(offered, has_text="Omat asetukset")).to_have_count(1)


def test_a_case_is_opened_by_its_number_and_closed_by_a_word(opened, company):
    page, case = opened(), company.cases["stranger"]
    command(page, f"#{case.number}")
    page.keyboard.press("Enter")
    expect(page.locator("#case")).to_have_attribute("data-number", str(case.number))

    command(page, "sulje roskap")
    page.keyboard.press("Enter")

    expect(page.locator(".case-head .facts")).to_contain_text("Roskaposti")


def test_the_box_gives_back_what_was_being_written(opened, company):
    page = opened(path=company.path("letter"))
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    page.keyboard.type("uusi kello/k")

    command(page, "asetukset")
    page.keyboard.press("Escape")

    expect(page.locator("#reply_text")).to_be_focused()
    page.keyboard.type(" tulee")
    expect(page.locator("#reply_text")).to_have_value(re.compile("uusi kello/k tulee"))


def test_where_one_goes_comes_before_what_is_done_at_once(opened, company):
    page = opened(path=company.path("fresh"))

    command(page, "roskap")

    expect(page.locator("#command [role=option]").first).to_have_text(re.compile("^Epäilty roskaposti"))
    expect(page.locator("#command [role=option]", has_text="Sulje: Roskaposti")).to_have_count(1)


def test_what_nothing_is_called_is_searched_for(opened):
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("paketti")
    expect(page.get_by_role("option").first).to_have_text("Etsi: paketti")

    page.keyboard.press("Enter")

    expect(page.locator("#list-title")).to_have_text("Löytyi: paketti")


@pytest.mark.parametrize("path", ["/", "/settings/"])
def test_the_keys_of_a_case_are_told_before_one_is_open(opened, path):
    page = opened(path=path)

    page.keyboard.press("?")

    expect(page.get_by_role("heading", name="Asia", exact=True)).to_be_visible()


def test_a_whole_case_is_served_by_keyboard_alone(opened, company, keep):
    page = opened()
    hands = Hands(page)
    hands.press("w")  # the most urgent case that waits, now one's own
    expect(page.locator(".case-head .facts")).to_contain_text("sinä")
    hands.press("m")
    expect(page.locator("#memo_text")).to_be_focused()
    hands.type("Tarkistin: summa on väärä.")
    hands.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("summa on väärä")
    hands.press("Escape", "r")
    expect(page.locator("#reply_text")).to_be_focused()
    hands.type("lasku on nyt oikaistu.")
    hands.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("lasku on nyt oikaistu.")
    hands.press("Escape", "c", "Tab", "Enter")
    expect(page.locator(".case-head .facts")).to_contain_text("Ratkaistu")

    keep(page, "served-by-keyboard")
    told = {"commands": len(hands.keys), "keys": hands.keys, "letters": hands.typed}
    (RESULTS / "keystrokes.json").write_text(json.dumps(told))
    number = int(page.locator("#case").get_attribute("data-number"))
    case = queries.case_by_number(company.aino, number)
    assert (case.closure.outcome, case.owner_agent) == ("solved", company.aino)
    assert len(hands.keys) <= 10
