"""Aino writes stiffly, and hints for plain language come beside her answer; she mends it, and they go."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from aspa.brands.models import Brand
from aspa.brands.wording import verbs as wording
from aspa.drafting.leaving import verbs as leaving
from aspa.drafting.models import Draft
from tests.browser.company import Company
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
STIFF = (
    "Kuluttajalle toimitetaan uusi kenkä ensi viikolla, koska varastomme inventaari on tällä hetkellä kesken ja osa "
    "tavarasta on valitettavasti kadonnut matkalla johonkin muualle."
)
PLAIN = "Saat uuden kengän ensi viikolla. Voit pitää vanhan."
PROMISING = "Selvitän asian ja soitan sinulle ensi viikolla."
LOOKS = [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.fixture(scope="module")
def avoiding(company: Company, django_db_blocker: pytest.FixtureRequest) -> Company:
    """Kuusi avoids a word; Väinö writes with looks, Aino plainly."""
    with django_db_blocker.unblock():
        wording.avoid(Brand.objects.get(), language="fi", word="kuluttaja", plain="asiakas", by="aspa", at=company.now)
        leaving.settle(company.vaino, undo_for=0, is_plain=False)
    return company


def begun(opened: Callable[..., Page], company: Company, text: str = STIFF, **how: str) -> tuple[Page, Locator]:
    """An answer that was begun, and where its hints stand."""
    page = opened(path=company.path("fresh"), **how)
    page.locator("#reply_text").fill(text)
    return page, page.locator(".advice li")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_stiff_answer_is_hinted_at_until_it_is_mended(opened, avoiding, keep, size, scheme):
    page, hints = begun(opened, avoiding, size=size, scheme=scheme)
    expect(hints).to_contain_text(["selkeämmin: asiakas", "Pitkä virke:", "Kuka tekee?"])
    page.locator(".reply").scroll_into_view_if_needed()
    hints.last.scroll_into_view_if_needed()
    keep(page, f"advice-{size}-{scheme}")
    wrong = violations(page)

    page.locator("#reply_text").fill(PLAIN)

    expect(hints).to_have_count(0)
    expect(page.locator("[data-advised]")).to_have_text("")
    assert wrong + violations(page) + complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_what_is_promised_in_words_becomes_a_promise_by_one_press(opened, avoiding, keep, size, scheme):
    page, hints = begun(opened, avoiding, PROMISING, size=size, scheme=scheme)
    expect(hints).to_have_count(1)
    hints.first.scroll_into_view_if_needed()
    keep(page, f"offered-{size}-{scheme}")
    wrong = violations(page)

    hints.locator("[data-promises]").click()

    expect(hints).to_have_count(0)
    expect(page.locator("#reply_act")).to_have_value("call")
    expect(page.locator("#reply-form [name=time]")).to_have_value("16:00")
    expect(page.locator("#reply_text")).to_be_focused()
    assert wrong + violations(page) + complaints(page) == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_their_coming_moves_neither_what_is_typed_nor_what_is_pressed(opened, avoiding, size):
    page, hints = begun(opened, avoiding, PLAIN, size=size)
    expect(page.locator("[data-kept]").first).to_contain_text("Tallennettu")
    places = [page.locator(one) for one in ("#reply_text", "#reply-form .sending")]
    before = [one.bounding_box() for one in places]

    page.locator("#reply_text").fill(STIFF)
    expect(hints).to_have_count(3)

    assert [one.bounding_box() for one in places] == before


def test_a_hint_is_put_away_by_keyboard_and_stays_so_with_the_draft(opened, avoiding):
    page, hints = begun(opened, avoiding)
    expect(hints).to_have_count(3)

    page.get_by_role("button", name="Piilota vinkki Kuka tekee? toimitetaan").focus()
    page.keyboard.press("Enter")

    expect(hints).to_have_count(2)
    expect(page.get_by_role("button", name="Piilota vinkki Pitkä virke")).to_be_focused()
    page.get_by_role("button", name="Piilota vinkki Pitkä virke").press("Enter")
    page.get_by_role("button", name="Piilota vinkki Kuluttajalle").press("Enter")
    expect(page.locator("#reply_text")).to_be_focused()
    kept = ["passive:toimitetaan", "long:kuluttajalle toimitetaan uusi", "jargon:kuluttaja"]
    until(lambda: Draft.objects.filter(fields__dismissed="\n".join(kept)).exists(), page)
    page.reload()
    page.locator("#reply_text").press("Control+End")
    page.keyboard.type(" Kuluttajalle vastataan.")
    expect(hints).to_contain_text(["Kuka tekee? vastataan"])
    assert complaints(page) == []


def until(is_so: Callable[[], bool], page: Page) -> None:
    """Wait for what the page does behind itself."""
    for _nth in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError


def test_hints_come_beside_a_letter_with_looks_and_go_when_it_is_sent(opened, avoiding):
    page = opened(path=avoiding.path("letter"), who="vaino")
    page.locator("#reply_text").focus()
    page.locator(".rich").focus()
    page.keyboard.type(STIFF)
    hints = page.locator(".advice li")
    expect(hints).to_have_count(3)

    page.keyboard.press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("Kuluttajalle toimitetaan")
    expect(hints).to_have_count(0)
    assert page.locator("[name=dismissed]").input_value() == ""
    assert complaints(page) == []


def test_whoever_wants_no_hints_gets_none(opened, avoiding):
    page = opened(path="/profile/")
    page.get_by_label("Näytä selkeän kielen vinkit, kun kirjoitan").uncheck()
    page.locator("#habits").get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("status").filter(has_text="Tallennettu")).to_be_visible()

    page.goto(avoiding.path("fresh"))

    expect(page.locator("#reply_text")).to_be_visible()
    expect(page.locator("[data-advises]")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_an_administrator_keeps_the_words_that_are_avoided(opened, avoiding, keep, size, scheme):
    page = opened(who="vaino", path="/settings/", size=size, scheme=scheme)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    words = page.locator("#words")
    words.get_by_label("Vältettävä sana").fill("Hyvityslasku")
    words.get_by_label("Selkeämpi sana tilalle").fill("hyvitys")
    words.get_by_role("button", name="Lisää sana").click()
    expect(words.locator("li")).to_have_count(2)
    words.scroll_into_view_if_needed()
    keep(page, f"words-{size}-{scheme}")
    wrong = violations(page)

    words.get_by_role("button", name="Poista hyvityslasku").click()

    expect(words.locator("li")).to_have_count(1)
    assert wrong + complaints(page) == []
