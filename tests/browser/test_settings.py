"""What an administrator does in the settings is seen, read aloud and at hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_link_is_made_copied_and_withdrawn_by_keyboard(opened, keep, size):
    page = opened(who="vaino", path="/settings/", size=size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Kenelle").fill(f"Sofia {size}")
    page.get_by_label("Kenelle").press("Enter")

    link = page.get_by_label("Lähetä tämä linkki kollegallesi")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.body.scrollTop + document.documentElement.scrollTop") == 0
    keep(page, f"invited-{size}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#invited [role=status]")).to_have_text("Kopioitu.")
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()

    page.get_by_role("button", name=f"Peru Sofia {size}").press("Enter")
    expect(page.locator(".said")).to_have_text("Kutsu on peruttu.")
    expect(page.get_by_text(f"Sofia {size}")).to_have_count(0)
    assert page.trouble == []


def test_where_a_page_may_not_copy_the_link_is_chosen(opened):
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("button", name="Kutsu kollega").click()
    link = page.get_by_label("Lähetä tämä linkki kollegallesi")
    expect(link).to_be_focused()
    page.evaluate("document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(); null")

    page.get_by_role("button", name="Kopioi").click()

    assert page.evaluate("getSelection().toString()") == link.input_value()
    expect(page.locator("#invited [role=status]")).to_have_text("")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_was_saved_is_said_where_the_eye_is(opened, keep, size):
    page = opened(who="vaino", path="/settings/", size=size)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    page.get_by_label("Sunnuntai").fill("kiinni")
    page.get_by_role("button", name="Tallenna ajat").click()

    expect(page).to_have_url(re.compile("#hours$"))
    expect(page.locator(".said")).to_have_text("Tallennettu.")
    expect(page.locator(".said")).to_be_focused()
    expect(page.locator(".said")).to_be_in_viewport(ratio=1)
    expect(page.locator("#hours h2")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Sunnuntai")).to_have_value("suljettu")
    keep(page, f"saved-{size}")


def test_an_address_that_names_no_place_breaks_nothing(opened):
    page = opened(who="vaino", path="/settings/#%")

    expect(page.get_by_label("Kenelle")).to_be_visible()
    assert page.trouble == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_address_and_a_queue_are_taken_out_of_use_by_keyboard(opened, keep, size):
    page = opened(who="vaino", path="/settings/", size=size)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    for field, value in (("Toinen osoite", f"apu-{size}@kuusi.example"), ("Uuden jonon nimi", f"Laskut {size}")):
        page.get_by_label(field).fill(value)
        page.get_by_label(field).press("Enter")
        expect(page.locator(".said")).to_have_text("Tallennettu.")

    page.get_by_role("button", name=f"Poista käytöstä apu-{size}@kuusi.example").press("Enter")
    expect(page.get_by_role("button", name=f"Ota takaisin käyttöön apu-{size}@kuusi.example")).to_be_visible()
    page.get_by_role("button", name=f"Lopeta jono Laskut {size}").press("Enter")

    expect(page).to_have_url(re.compile("#queues$"))
    expect(page.get_by_role("button", name=f"Perusta uudelleen Laskut {size}")).to_be_visible()
    keep(page, f"taken-out-of-use-{size}")
    assert page.trouble == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_is_wrong_far_down_a_page_is_brought_under_the_eye(opened, keep, size):
    page = opened(who="vaino", path="/settings/", size=size)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    sunday = page.get_by_label("Sunnuntai")
    sunday.fill("kymmenestä kahteen")
    page.get_by_role("button", name="Tallenna ajat").click()

    expect(page.locator("#id_sunday_error")).to_be_in_viewport(ratio=1)
    expect(sunday).to_be_focused()
    expect(sunday).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.body.scrollTop + document.documentElement.scrollTop") == 0
    keep(page, f"wrong-{size}")


def test_what_was_typed_elsewhere_on_the_page_stays_when_one_form_is_saved(opened, keep):
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    page.get_by_label("Allekirjoitus").fill("Kuusi Oy\nHelsinki")
    page.get_by_label("Kuittaa jokainen uusi yhteydenotto").uncheck()
    page.get_by_label("Sunnuntai").fill("kiinni")
    expect(page.get_by_text("Vielä tallentamatta.")).to_have_count(2)

    page.get_by_role("button", name="Tallenna ajat").click()

    expect(page.locator(".said")).to_have_text("Tallennettu.")
    expect(page.get_by_label("Allekirjoitus")).to_have_value("Kuusi Oy\nHelsinki")
    expect(page.get_by_text("Vielä tallentamatta.")).to_have_count(1)
    page.get_by_text("Vielä tallentamatta.").scroll_into_view_if_needed()
    keep(page, "unsaved")
    page.get_by_role("button", name="Hylkää").click()
    expect(page.get_by_label("Allekirjoitus")).not_to_have_value("Kuusi Oy\nHelsinki")
    expect(page.get_by_label("Kuittaa jokainen uusi yhteydenotto")).to_be_checked()
    expect(page.get_by_text("Vielä tallentamatta.")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("Vielä tallentamatta.")).to_have_count(0)
    assert page.trouble == []


def test_what_was_refused_stays_when_another_form_is_saved(opened):
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    page.get_by_label("Sunnuntai").fill("aina")
    page.get_by_role("button", name="Tallenna ajat").click()
    expect(page.get_by_label("Sunnuntai")).to_be_focused()

    page.locator("form", has=page.get_by_label("Allekirjoitus")).get_by_role("button", name="Tallenna").click()

    expect(page.locator(".said")).to_have_text("Tallennettu.")
    expect(page.get_by_label("Sunnuntai")).to_have_value("aina")


def test_what_was_sent_after_the_sign_in_ran_out_is_there_after_it(opened):
    page = opened(who="vaino", path="/settings/")
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    page.get_by_label("Sunnuntai").fill("12-14")
    page.context.clear_cookies(name="aspa")
    page.get_by_role("button", name="Tallenna ajat").click()
    expect(page).to_have_url(re.compile("/sign-in/"))

    page.get_by_label("Sähköpostiosoite").fill("vaino@kuusi.fi")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu", exact=True).click()

    expect(page.get_by_label("Sunnuntai")).to_have_value("12-14")
    expect(page.get_by_text("Vielä tallentamatta.")).to_have_count(1)


def test_what_led_to_another_page_is_not_there_again(opened):
    page = opened(who="vaino", path="/settings/")
    page.locator("#opening summary").click()
    page.locator("#opening [name=name]").fill("Havu")
    page.locator("#opening [name=address]").fill("tuki@havu.fi")
    page.get_by_role("button", name="Avaa brändi").click()
    expect(page.locator(".said")).to_have_text("Tallennettu.")

    page.goto("/settings/")
    page.locator("#opening summary").click()

    expect(page.locator("#opening [name=name]")).to_have_value("")
