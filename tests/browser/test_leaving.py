"""Väinö thinks again: a reply waits for him, is undone, is scheduled, and is asked what happens next."""

import re

import pytest
from playwright.sync_api import expect

from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.drafting.leaving import verbs
from aspa.drafting.models import Held
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def asking(company, django_db_blocker):
    """A brand whose replies say what comes next, as brands are founded; Väinö writes plainly."""
    with django_db_blocker.unblock():
        brands.speak(Brand.objects.get(), tone="", greetings={}, asks_next=True, by="aspa", at=company.now)
        verbs.settle(company.vaino, undo_for=60, is_plain=True)
    return company


def test_a_reply_is_undone_by_one_key(opened, asking, keep):
    page = opened(path=asking.path("fresh"), who="vaino")
    page.locator("#reply_text").fill("Hei Liisa, tulossa on.")
    page.locator("#reply_act").select_option("follow_up")
    page.locator("#reply_text").press("Control+Enter")
    expect(page.locator("#thread .held")).to_contain_text("Lähtee 5")
    expect(page.locator("#panel-reply .htmx-request")).to_have_count(0)
    expect(page.locator("#reply[data-open]")).to_have_count(0)
    keep(page, "held-desktop-light")
    assert violations(page) + complaints(page) == []

    page.locator("#thread").press("u")

    expect(page.locator("#reply_text")).to_have_value("Hei Liisa, tulossa on.")
    expect(page.locator("#reply_act")).to_have_value("follow_up")
    expect(page.locator("#thread .held")).to_have_count(0)


def test_after_an_undo_one_stands_where_one_stood(opened, asking):
    page = opened(path=f"{asking.path('fresh')}?view=all", who="vaino")
    page.locator("#reply_text").fill("Hei Liisa, kohta tulee.")
    page.locator("#reply_act").select_option("follow_up")
    page.locator("#reply_text").press("Control+Enter")
    expect(page.locator("#thread .held")).to_contain_text("Lähtee 5")

    page.locator("#thread").press("u")

    expect(page.locator("#thread .held")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/\?view=all$"))
    expect(page.locator("#views [aria-current]")).to_have_attribute("href", re.compile("view=all"))
    expect(page.locator("#reply_text")).to_have_value("Hei Liisa, kohta tulee.")
    expect(page.locator("#reply_text")).to_be_focused()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_what_happens_next_is_asked_once_and_by_keyboard(opened, asking, keep, size, scheme):
    page = opened(path=asking.path("letter" if size == "phone" else "noted"), who="vaino", size=size, scheme=scheme)
    page.locator("#reply_text").fill("Hei, selvitän asiaa.")
    page.locator("#reply_text").press("Control+Enter")
    expect(page.locator("#asked")).to_be_focused()
    keep(page, f"asked-{size}-{scheme}")
    assert violations(page) == []

    for key in ["Tab", "Enter"] if size == "phone" else ["Control+Enter"]:
        page.keyboard.press(key)

    expect(page.locator("#thread .held")).to_contain_text("selvitän asiaa")


def test_a_reply_that_was_to_wait_waits_also_where_it_is_sent_again_by_key(opened, asking):
    page = opened(path=asking.path("lengthy"), who="vaino")
    page.locator("#reply_text").fill("Hei, palaan tähän.")
    page.locator("#later summary").click()
    page.get_by_role("button", name="Huomenna klo 8").click()
    expect(page.locator("#asked")).to_be_focused()

    page.keyboard.press("Control+Enter")

    expect(page.locator("#thread .held")).to_contain_text("Lähtee huomenna klo 8.00")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_a_reply_is_scheduled_from_the_menu(opened, asking, keep, size, scheme):
    page = opened(path=asking.path("late" if size == "phone" else "called"), who="vaino", size=size, scheme=scheme)
    page.locator("#reply_text").fill("Hei, palaan tähän aamulla.")
    page.locator("#reply_act").select_option("follow_up")
    page.locator("#later summary").click()
    keep(page, f"later-{size}-{scheme}")
    assert violations(page) == []

    page.get_by_role("button", name="Huomenna klo 8").click()

    expect(page.locator("#thread .held")).to_contain_text("Lähtee huomenna klo 8.00")
    assert Held.objects.filter(is_scheduled=True).exists()
    assert complaints(page) == []


def test_a_copy_is_addressed_with_what_is_known(opened, asking):
    page = opened(path=asking.path("swedish"), who="vaino")
    page.locator("#reply_text").focus()
    page.locator("#addressing summary").click()
    expect(page.locator("#known-addresses option")).to_have_attribute("value", "sofia@example.se")
    page.locator("#reply_bcc").fill("salaa@example.org")
    page.locator("#reply_text").fill("Hej! Paketet kommer i morgon.")
    page.locator("#reply_act").select_option("follow_up")

    page.locator("#reply_text").press("Control+Enter")

    expect(page.locator("#thread .held")).to_contain_text("Hej! Paketet kommer i morgon.")
    assert Held.objects.order_by("-id").first().letter["bcc"] == ["salaa@example.org"]
