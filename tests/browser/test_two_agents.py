"""Aino and Väinö at the same desk, side by side: each sees what the other does, and no customer hears from both."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db


def begins(page, text):
    """Begin an answer, and stop typing in the middle of it."""
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    page.keyboard.type(text)


def test_the_second_answer_waits_until_its_writer_has_read_the_first(opened, company, keep):
    aino, vaino = opened(path=company.path("fresh")), opened(path=company.path("fresh"), who="vaino")
    begins(aino, "paketti tulee huomenna.")
    begins(vaino, "paketti tulee tänään.")
    vaino.keyboard.press("Control+Enter")
    expect(vaino.locator("#thread")).to_contain_text("paketti tulee tänään.")

    aino.keyboard.press("Control+Enter")

    stopped = aino.locator(".stopped")
    expect(stopped).to_be_focused()
    expect(stopped).to_contain_text("paketti tulee tänään.")
    expect(aino.locator("#reply_text")).to_have_value(re.compile("paketti tulee huomenna."))
    keep(aino, "stopped")
    assert violations(aino) == []
    aino.get_by_role("button", name="Lähetä silti").click()
    expect(aino.locator("#thread")).to_contain_text("paketti tulee huomenna.")
    expect(stopped).to_have_count(0)
    assert [line for line in aino.trouble + vaino.trouble if "409" not in line] == []


def test_an_answer_that_is_changed_after_the_stop_leaves(opened, company):
    aino, vaino = opened(path=company.path("swedish")), opened(path=company.path("swedish"), who="vaino")
    begins(aino, "paketet kommer i morgon.")
    begins(vaino, "paketet kommer i dag.")
    vaino.keyboard.press("Control+Enter")
    expect(vaino.locator("#thread")).to_contain_text("paketet kommer i dag.")
    aino.keyboard.press("Control+Enter")
    expect(aino.locator(".stopped")).to_be_focused()

    aino.locator("#reply_text").fill("Hej igen, min kollega hade rätt: paketet kommer i dag.")
    aino.keyboard.press("Control+Enter")

    expect(aino.locator("#thread")).to_contain_text("min kollega hade rätt: paketet")


def test_what_came_before_somebody_began_stops_nothing(opened, company):
    aino, vaino = opened(path=company.path("letter")), opened(path=company.path("letter"), who="vaino")
    begins(vaino, "uusi kello on matkalla.")
    vaino.keyboard.press("Control+Enter")
    expect(aino.locator("#thread")).to_contain_text("uusi kello on matkalla.")

    begins(aino, "lisään vielä kuitin.")
    aino.keyboard.press("Control+Enter")

    expect(aino.locator("#thread")).to_contain_text("lisään vielä kuitin.")


def test_each_sees_that_the_other_reads_writes_and_leaves(opened, company, keep):
    aino, vaino = opened(path=company.path("noted")), opened(path=company.path("noted"), who="vaino")
    expect(aino.locator("#present")).to_contain_text("Väinö Kuusinen: lukee asiaa")
    expect(vaino.locator("#present")).to_contain_text("Aino Lehtonen: lukee asiaa")

    begins(vaino, "takuu on voimassa.")

    expect(aino.locator("#writing")).to_have_text("Väinö Kuusinen kirjoittaa vastausta")
    aino.locator("#reply_text").focus()
    keep(aino, "a-colleague-writes")
    assert violations(aino) == []
    vaino.keyboard.press("Control+Enter")
    expect(aino.locator("#writing")).to_be_empty()
    vaino.goto("/")
    expect(aino.locator("#present")).not_to_be_visible()
    assert aino.trouble + vaino.trouble == []


def test_a_view_is_kept_and_its_count_lives(opened, company, keep):
    aino, vaino = opened(path="/views/new/"), opened(path=company.path("stranger"), who="vaino")
    aino.get_by_label("Nimi").fill("Väinön asiat")
    aino.get_by_label("Omistaja").select_option(label="Väinö Kuusinen")
    aino.get_by_label("Näkyy").select_option(label="kaikille")
    keep(aino, "a-view-is-made")
    wrong = violations(aino)
    aino.get_by_role("button", name="Tallenna näkymä").click()
    expect(aino.locator("#list-title")).to_have_text("Väinön asiat")
    count = aino.locator("#views a[aria-current] .count")
    before = int(count.inner_text() or 0)

    vaino.keyboard.press("t")

    expect(count).to_have_text(str(before + 1))
    expect(aino.locator("#rows")).to_contain_text("Otto")
    keep(aino, "a-view-of-ones-own")
    assert wrong + violations(aino) + aino.trouble == []


def test_one_key_hands_each_a_case_of_their_own(opened, company, keep):
    aino, vaino = opened(path="/?view=queue"), opened(path="/?view=queue", who="vaino")

    aino.keyboard.press("w")
    vaino.keyboard.press("w")

    expect(aino.locator(".case-head .facts")).to_contain_text("sinä")
    expect(vaino.locator(".case-head .facts")).to_contain_text("sinä")
    numbers = {page.locator("#case").get_attribute("data-number") for page in (aino, vaino)}
    assert len(numbers) == 2


def test_whoever_focuses_is_left_in_peace(opened, company, keep):
    aino, vaino = opened(), opened(path=company.path("lengthy"), who="vaino")
    aino.get_by_role("button", name="Keskity").click()
    expect(aino.locator("html[data-focus]")).to_have_count(1)
    expect(aino.locator(".count")).to_have_count(0)
    keep(aino, "focus")
    wrong = violations(aino)

    vaino.keyboard.press("a")

    expect(vaino.get_by_role("button", name="Aino Lehtonen keskittyy")).to_be_disabled()
    aino.get_by_role("button", name="Lopeta keskittyminen").click()
    expect(aino.locator(".count").first).to_be_visible()
    assert wrong + aino.trouble + vaino.trouble == []


def test_a_colleague_is_asked_and_the_case_stays(opened, company, keep):
    aino, vaino = opened(path=company.path("noted")), opened(path="/", who="vaino")
    aino.get_by_text("Kysy kollegalta").click()
    aino.get_by_label("Keneltä kysyt").select_option(label="Väinö Kuusinen")
    aino.get_by_label("Kysymys", exact=True).fill("Onko tämä malli vielä takuussa?")
    keep(aino, "asking")
    wrong = violations(aino)

    aino.get_by_role("button", name="Kysy; asia pysyy sinulla").click()

    expect(aino.locator("#thread")).to_contain_text("@Väinö Kuusinen Onko tämä malli")
    vaino.get_by_role("link", name="Sinulta kysytään").click()
    vaino.locator(".case-row").first.click()
    vaino.get_by_label("Vastaus kollegalle").fill("On, kesään asti.")
    keep(vaino, "asked")
    wrong += violations(vaino)
    vaino.get_by_role("button", name="Vastaa kysymykseen").click()
    expect(aino.locator("#thread")).to_contain_text("On, kesään asti.")
    expect(aino.locator(".case-head .facts")).to_contain_text("sinä")
    assert wrong + aino.trouble + vaino.trouble == []
