"""What customers ask and how they feel, as Aino meets it: a check-list, a hint, a search that finds."""

import re

import pytest
from playwright.sync_api import Page, expect

from aspa.cases.models import Case
from tests.browser.company import Company, mailed
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
THREE = "Hei!\n\nMissä tilaamani kengät viipyvät? Saanko ne perjantaiksi? Paljonko palautus maksaa, jos ne eivät sovi?"
ANGRY = "Aivan surkeaa palvelua, olen raivoissani! Kolmas kerta kun paketti on hukassa, eikä ketään kiinnosta."
HIDDEN = "Henkilötunnukseni on 131052-308T. Olin hankalassa asiakaspalvelutilanteessa."
TIINA = "Tiina Tuttu <tiina@example.org>"
FIRST = "Missä tilaukseni 100234 viipyy? Kenkien piti tulla viime viikolla."
AGAIN = "Tilaus 100234: kengät eivät ole vieläkään tulleet."
THIRD = "Kysyn jo kolmannen kerran tilauksesta 100234, missä kengät ovat?"
LOOKS = [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.fixture(scope="module")
def three(company: Company, django_db_blocker: pytest.FixtureRequest) -> dict[str, Case]:
    """A customer with three questions, one who is angry, one who tells too much."""
    with django_db_blocker.unblock():
        return {
            "asks": mailed("Kengät", THREE, at=company.now),
            "angry": mailed("Palvelu", ANGRY, sender="Raimo Raivo <raimo@example.org>", at=company.now),
            "third": [mailed(text[:9], text, sender=TIINA, at=company.now) for text in (FIRST, AGAIN, THIRD)][-1],
            "hidden": mailed("Asia", HIDDEN, sender="Kaisu Kortesjärvi <kaisu@example.org>", at=company.now),
        }


def boxes(page: Page) -> list[bool]:
    return page.locator(".asked-list [data-question]").evaluate_all("(all) => all.map((one) => one.checked)")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_three_questions_are_answered_by_their_list(opened, three, keep, size, scheme):
    page = opened(path=f"/cases/{three['asks'].number}/", size=size, scheme=scheme)
    expect(page.locator("mark.asks")).to_have_count(3)
    page.locator("#reply_text").fill(
        "Hei Liisa,\n\nkengät lähtivät eilen, ja ne ovat perillä torstaina. Palautus on maksuton.\n\nTerveisin\nAino"
    )
    expect(page.locator(".asked-list :checked")).to_have_count(2)
    page.locator(".asked-list").scroll_into_view_if_needed()
    keep(page, f"asked-{size}-{scheme}")

    page.locator("[data-sends]").first.click()
    expect(page.locator("#left-asked")).to_contain_text("Saanko ne perjantaiksi?")
    page.locator("#left-asked").scroll_into_view_if_needed()
    keep(page, f"asked-left-{size}-{scheme}")
    assert violations(page) + [said for said in complaints(page) if "422" not in said] == []


def test_what_somebody_ticked_stays_and_the_answer_leaves(opened, three):
    page = opened(path=f"/cases/{three['asks'].number}/")
    page.locator("#reply_text").fill("Hei Liisa,\n\nkengät ovat perillä torstaina. Palautus on maksuton.")
    expect(page.locator(".asked-list :checked")).to_have_count(2)
    middle = page.locator(".asked-list [data-question]").nth(1)
    middle.check()
    page.locator("#reply_text").press_sequentially(" Ilmoita, jos ne eivät tule.")
    page.wait_for_timeout(1500)
    assert boxes(page) == [True, True, True]

    page.locator("[data-sends]").first.click()
    expect(page.locator(".asked-list")).to_be_hidden()
    expect(page.locator("#thread")).to_contain_text("Ilmoita, jos ne eivät tule.")
    assert complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_angry_customer_is_seen_and_answered_kindly(opened, three, keep, size, scheme):
    page = opened(path=f"/cases/{three['angry'].number}/", size=size, scheme=scheme)
    page.locator(".mood summary").click()
    expect(page.locator(".mood")).to_contain_text("raivoissani")
    keep(page, f"mood-{size}-{scheme}")
    wrong = violations(page)
    page.locator(".mood summary").click()

    page.locator("#reply_text").focus()
    page.locator("[data-begins]").click()
    expect(page.locator("#reply_text")).to_have_value("""Hei Raimo,

Ymmärrän, että olet vihainen, ja pahoittelen tapahtunutta. Hoidan asian nyt kuntoon.



Ystävällisin terveisin
Aino Lehtonen""")
    page.keyboard.type("Paketti on löytynyt.")
    expect(page.locator("#reply_text")).to_have_value(re.compile(r"kuntoon\.\n\nPaketti on löytynyt\.\n\nYstävällisin"))
    keep(page, f"mood-begun-{size}-{scheme}")
    assert wrong + violations(page) + complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_third_contact_about_the_same_is_recognised(opened, three, keep, size, scheme):
    page = opened(path=f"/cases/{three['third'].number}/", size=size, scheme=scheme)
    expect(page.locator("#case .pill.red")).to_have_text("3 yhteydenottoa samasta asiasta")
    keep(page, f"third-{size}-{scheme}")
    page.locator(".suggested").scroll_into_view_if_needed()
    keep(page, f"likely-{size}-{scheme}")

    assert violations(page) + complaints(page) == []


def test_whoever_is_angry_comes_before_who_was_promised_the_same_time(opened, three):
    page = opened(path="/?view=next")
    names = page.locator("#rows .case-row").all_inner_texts()
    [raimo] = [nth for nth, text in enumerate(names) if "Raimo Raivo" in text]
    kaisu = next(nth for nth, text in enumerate(names) if "Kaisu" in text)

    assert raimo < kaisu
    assert "klo 16" in names[raimo]


def test_a_mood_that_was_misunderstood_is_put_right(opened, three):
    page = opened(path=f"/cases/{three['angry'].number}/")
    page.locator(".mood summary").click()
    page.locator(".mood button", has_text="pettynyt").click()

    expect(page.locator(".mood summary")).to_have_text("pettynyt")
    assert complaints(page) == []


def test_a_likely_reason_is_given_with_one_press(opened, three):
    page = opened(path=f"/cases/{three['asks'].number}/")
    likely = page.locator(".suggested button").first
    called = likely.inner_text()
    likely.click()

    expect(page.locator(".suggested")).to_have_count(0)
    expect(page.locator("#reason option:checked")).to_have_text(called)
    assert complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_search_finds_the_compound_and_the_mistyped_name(opened, three, keep, size, scheme):
    page = opened(path="/?q=tilanne", size=size, scheme=scheme)
    expect(page.locator("#list mark")).to_have_text(["asiakaspalvelutilanteessa"])
    expect(page.locator("#list")).to_contain_text("******-****")
    keep(page, f"found-{size}-{scheme}")
    wrong = violations(page)

    page.goto("/?q=Kortesjarvii")
    expect(page.locator(".meant")).to_contain_text("kortesjärvi")
    expect(page.locator("#rows")).to_contain_text("Kaisu Kortesjärvi")
    keep(page, f"meant-{size}-{scheme}")
    assert wrong + violations(page) + complaints(page) == []
