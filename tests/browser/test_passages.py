"""Väinö keeps ready passages; Aino puts them into answers by keystroke, in the plain field and the rich one."""

import pytest
from playwright.sync_api import expect

from aspa.drafting.leaving import verbs as leaving
from aspa.passages import verbs
from aspa.passages.models import Use
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
RETURNS = {
    "fi": "Voit palauttaa tuotteen 14 päivän kuluessa.\nAsiasi numero on {asian numero}.",
    "sv": "Du kan returnera varan inom 14 dagar.",
}
TEXTS = {
    "palautus": ("Palautusehdot", RETURNS),
    "takuu": ("Takuu", {"fi": "Takuu on voimassa kaksi vuotta tilauksesta {tilausnumero}."}),
    "toimitus": ("Toimitusajat", {"fi": "Paketti tulee perille 1–3 arkipäivässä.", "sv": "Paketet kommer snart."}),
    "maksu": ("Maksutavat", {"fi": "Meillä voit maksaa kortilla, laskulla tai osissa.", "en": "You may pay by card."}),
}


@pytest.fixture(scope="module")
def keeping(company, django_db_blocker):
    """Passages that Väinö keeps; Aino writes plainly, Väinö with looks, and both send at once."""
    with django_db_blocker.unblock():
        for code, (name, texts) in TEXTS.items():
            verbs.make(code=code, name=name, texts=texts, owner=company.vaino, by=company.vaino, at=company.now)
        leaving.settle(company.vaino, undo_for=0, is_plain=False)
    return company


def choosing(page, text=""):
    """Open the list in the answer by its keystroke, and look for something."""
    page.keyboard.type("//" + text)
    expect(page.locator("#passages-text")).to_be_focused()
    expect(page.locator("#passages-text")).to_have_value(text)
    expect(page.locator("#passages-list [aria-selected=true]")).to_have_count(1)


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "light")])
def test_a_passage_is_put_into_a_plain_answer_by_keystroke(opened, keeping, keep, size, scheme):
    page = opened(path=keeping.path("fresh"), size=size, scheme=scheme)
    area = page.locator("#reply_text")
    area.fill("Hei Liisa, \n\nTerveisin Aino")
    area.evaluate("(one) => one.setSelectionRange(11, 11)")
    choosing(page, "pal")
    expect(page.locator("#passages-list li")).to_have_count(1)
    keep(page, f"passages-{size}-{scheme}")
    wrong = violations(page)

    page.keyboard.press("Enter")

    said = f"Voit palauttaa tuotteen 14 päivän kuluessa.\nAsiasi numero on {keeping.cases['fresh'].number}."
    expect(area).to_have_value(f"Hei Liisa, {said}\n\nTerveisin Aino")
    expect(area).to_be_focused()
    page.keyboard.type(" Kiitos!")
    expect(area).to_have_value(f"Hei Liisa, {said} Kiitos!\n\nTerveisin Aino")
    assert wrong + complaints(page) == []


def test_the_list_stands_above_what_is_being_typed(opened, keeping):
    page = opened(path=keeping.path("fresh"))
    page.locator("#reply_text").focus()
    choosing(page)

    box, field = page.locator("#passages").bounding_box(), page.locator("#reply_text").bounding_box()

    assert box["y"] >= 0
    assert box["y"] + box["height"] <= field["y"]


def test_who_looks_in_vain_goes_back_as_it_was(opened, keeping):
    page = opened(path=keeping.path("fresh"))
    area = page.locator("#reply_text")
    area.fill("https:")
    page.keyboard.type("//kuusi.fi ")
    expect(page.locator("#passages")).not_to_be_visible()
    page.keyboard.type("//")
    page.locator("#passages-text").fill("norsu")
    expect(page.locator("#passages [data-none]")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("Escape")

    expect(area).to_be_focused()
    page.keyboard.type("!")
    expect(area).to_have_value("https://kuusi.fi //!")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_what_is_open_is_chosen_told_and_asked_about(opened, keeping, keep, size, scheme):
    page = opened(path=keeping.path("late" if size == "phone" else "letter"), size=size, scheme=scheme)
    area = page.locator("#reply_text")
    area.fill("Hei! ")
    page.locator("#panel-reply [data-passages]").click()
    page.locator("#passages-text").fill("takuu")
    page.locator("#passages-list li", has_text="Takuu").click()
    assert area.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)") == "{tilausnumero}"
    expect(page.locator("[data-open-places]")).to_have_text("Täydennettävää: {tilausnumero}")

    page.keyboard.press("Control+Enter")
    expect(page.locator("#open-asked")).to_be_focused()
    keep(page, f"open-asked-{size}-{scheme}")
    wrong = violations(page)
    area = page.locator("#reply_text")
    area.fill(area.input_value().replace("{tilausnumero}", "T-88213"))
    expect(page.locator("[data-open-places]")).to_be_hidden()
    page.keyboard.press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("tilauksesta T-88213")
    expect(page.locator("#open-asked")).to_have_count(0)
    assert Use.objects.filter(version__code="takuu").exists()
    assert wrong + [line for line in complaints(page) if "422" not in line] == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_a_passage_is_put_into_a_letter_with_looks(opened, keeping, keep, size, scheme):
    page = opened(path=keeping.path("noted" if size == "phone" else "called"), who="vaino", size=size, scheme=scheme)
    page.locator("#reply_text").focus()
    box = page.locator("#panel-reply .rich")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Hei! ")
    choosing(page, "takuu")

    page.keyboard.press("Enter")
    keep(page, f"passage-rich-{size}-{scheme}")
    page.keyboard.type("T-88213")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    choosing(page, "pal")
    page.keyboard.press("Enter")

    words = "Hei! Takuu on voimassa kaksi vuotta tilauksesta T-88213.\nVoit palauttaa tuotteen 14 päivän kuluessa."
    expect(page.locator("#reply_text")).to_have_value(whole(words, keeping, size))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("T-88213")
    assert Use.objects.filter(version__code="palautus").exists()
    assert complaints(page) == []


def whole(words, company, size):
    """Return the whole answer: what was put in ends with the number of the case."""
    return f"{words}\nAsiasi numero on {company.cases['noted' if size == 'phone' else 'called'].number}."


def test_the_customers_language_is_answered_and_a_fallback_is_told(opened, keeping):
    page = opened(path=keeping.path("swedish"))
    page.locator("#reply_text").fill("Hej! ")
    choosing(page)

    expect(page.locator("#passages-list li", has_text="Palautusehdot")).to_contain_text("Du kan returnera")
    expect(page.locator("#passages-list li", has_text="Takuu").locator(".pill")).to_have_text("suomi")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_passages_are_kept_on_pages_of_their_own(opened, keeping, keep, size, scheme):
    page = opened(who="vaino", path="/settings/passages/", size=size, scheme=scheme)
    keep(page, f"passages-list-{size}-{scheme}")
    wrong = violations(page)
    page.get_by_role("link", name="Maksutavat").click()
    page.get_by_label("suomi").fill(f"Meillä voit maksaa kortilla tai laskulla ({size} {scheme}).")
    page.get_by_label("Mikä muuttui ja miksi").fill("Osamaksu loppui")
    page.get_by_role("button", name="Tallenna").click()
    page.locator(".version").first.locator("summary").click()
    expect(page.locator(".version").first).to_contain_text("Osamaksu loppui")
    page.locator("#history").scroll_into_view_if_needed()
    keep(page, f"passage-history-{size}-{scheme}")
    wrong += violations(page)
    page.goto("/settings/passages/new/")
    keep(page, f"passage-new-{size}-{scheme}")

    assert wrong + violations(page) + complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keys_are_told(opened, keeping, keep):
    page = opened(path=keeping.path("fresh"))
    page.keyboard.press("?")

    keys = page.locator("#keys")
    for what, key in (
        ("Lähetä myöhemmin", "l"),
        ("Kumoa vastaus, joka ei ole vielä lähtenyt", "u"),
        ("Lihavoitu", "Ctrl B"),
    ):
        expect(keys.locator(f"dt:text-is('{what}') + dd")).to_have_text(key)
    expect(keys).to_contain_text("//")
    keep(page, "keys-desktop-light")
    assert violations(page) == []
