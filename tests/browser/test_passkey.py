"""A passkey is added, signs in alone, and stands in for a code; Chromium's own virtual key gives it."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def signs_out(page):
    """Leave by the profile; a line that is still being opened would be told that nobody is signed in."""
    page.goto(there(page, "/profile/"))
    expect(page.locator("html")).to_have_attribute("data-line", "online")
    page.get_by_role("button", name="Kirjaudu ulos", exact=True).click()


@pytest.fixture
def keyed(opened, desk_url):
    """Open the desk by a name, as keys are of names, in a browser that holds a key."""

    def open_keyed():
        page = opened(who="")
        line = page.context.new_cdp_session(page)
        line.send("WebAuthn.enable")
        line.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        page.goto(desk_url.replace("127.0.0.1", "localhost") + "/sign-in/")
        return page

    return open_keyed


def there(page, path):
    """The address of a path where the page is, not where the desk is to other tests."""
    return "/".join(page.url.split("/")[:3]) + path


def signs_in(page):
    page.get_by_label("Sähköpostiosoite").fill("aino@kuusi.fi")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu", exact=True).click()


def test_a_passkey_is_added_signs_in_alone_and_is_removed(keyed, keep):
    page = keyed()
    signs_in(page)
    page.wait_for_selector("#work")
    page.goto(there(page, "/profile/second-step/"))
    page.get_by_role("link", name="Lisää pääsyavain").click()
    page.get_by_label("Salasana").fill(PASSWORD)  # to be sure that it is her
    page.get_by_role("button", name="Jatka").click()
    page.get_by_label("Pääsyavaimen nimi").fill("Kannettava")
    keep(page, "passkey-add")
    page.get_by_role("button", name="Lisää pääsyavain").click()
    expect(page.get_by_role("heading", name="Varakoodit")).to_be_visible()
    keep(page, "recovery-codes")
    signs_out(page)

    page.wait_for_selector("form[data-passkey]")
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    page.wait_for_selector("#work")
    signs_out(page)
    page.wait_for_selector("form[data-passkey]")

    signs_in(page)  # the password, and then the key in place of a code
    expect(page.get_by_role("heading", name="Vielä yksi vaihe")).to_be_visible()
    keep(page, "second-step")
    page.get_by_role("button", name="Käytä pääsyavainta").click()
    page.wait_for_selector("#work")
    assert page.trouble == []
