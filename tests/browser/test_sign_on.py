"""Aino signs in with her company's account, at a real provider, in a real browser."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Page, expect

from aspa.kit import connecting
from aspa.sign_on.models import Account
from aspa.staff.models import Agent
from tests.browser.test_every_page import violations
from tests.cast import PASSWORD
from tests.parts.oidc import SECRET, Oidc

pytestmark = pytest.mark.django_db
BUTTON = "Kirjaudu: Kuusi-tunnus"


@pytest.fixture(scope="module")
def oidc(desk_url: str) -> Iterator[Oidc]:
    """A running provider that sends people back to the desk."""
    with Oidc(f"{desk_url}/sign-in/return/") as server:
        yield server


@pytest.fixture
def set_up(opened, oidc: Oidc):
    """Let Väinö set it up on the desk, as he types it; nothing is there from a test before."""
    with psycopg.connect(**connecting.parameters(), autocommit=True) as line:
        line.execute("truncate sign_on_account, sign_on_arrival, sign_on_provider")

    def fill(**changed: str) -> Page:
        page = opened(who="vaino", path="/settings/sign-on/")
        typed = {"name": "Kuusi-tunnus", "issuer": oidc.issuer, "client_id": "aspa", "secret": SECRET, **changed}
        for name, value in typed.items():
            page.locator(f"#id_{name}").fill(value)
        return saved(page)

    return fill


def saved(page: Page) -> Page:
    """Save what stands on the page, and wait until it is."""
    with page.expect_navigation():
        page.get_by_role("button", name="Tallenna ja kokeile yhteyttä").click()
    return page


def signs_in(page: Page, who: str) -> None:
    """Say at the provider who one is."""
    page.get_by_role("link", name=BUTTON).click()
    at_the_provider(page, who)


def at_the_provider(page: Page, who: str) -> None:
    """Type there who one is."""
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("mikä vain")
    page.locator("button[type=submit]").click()


def test_a_connection_is_tried_as_it_is_typed(set_up, oidc, keep) -> None:
    page = set_up(issuer=f"{oidc.issuer}/")
    expect(page.locator("#sign-on-state")).to_contain_text(oidc.issuer)
    assert violations(page) == []

    page = set_up(issuer="http://127.0.0.1:1")
    expect(page.locator("#sign-on-state [role=alert]")).to_be_visible()
    page = set_up()
    expect(page.locator("#sign-on-state")).to_contain_text("Yhteys toimii")
    keep(page, "sign-on-desktop-light")
    assert violations(page) == []
    assert SECRET not in page.content()


def test_aino_signs_in_with_the_companys_account(set_up, opened, company, keep) -> None:
    administrators = set_up()
    page = opened(who="", path="/sign-in/?next=/profile/")
    keep(page, "sign-in-provider-desktop-light")
    assert violations(page) == []

    signs_in(page, "aino")

    page.wait_for_url("**/profile/")
    assert Account.objects.get().agent_id == company.aino.pk
    page.trouble.clear()  # the provider's own pages ask for fonts from elsewhere
    page.reload()
    assert page.trouble == []
    page.get_by_role("button", name="Kirjaudu ulos", exact=True).click()
    page.get_by_role("link", name=BUTTON).click()  # the provider knows her still
    page.wait_for_selector("#work")

    administrators.goto("/settings/sign-on/")
    administrators.get_by_role("link", name="Poista kirjautumispalvelu …").click()
    expect(administrators.locator("form.panel")).to_contain_text("1 asiakaspalvelija on kirjautunut sen kautta")
    keep(administrators, "sign-on-removal-desktop-light")
    assert violations(administrators) == []
    administrators.get_by_role("button", name="Poista kirjautumispalvelu").click()
    administrators.get_by_role("heading", name="Kirjautumispalvelu").wait_for()
    assert not Account.objects.exists()


def test_whoever_cancels_is_back_at_the_door(set_up, opened, keep) -> None:
    set_up()
    page = opened(who="", path="/sign-in/", size="phone", scheme="dark")
    page.get_by_role("link", name=BUTTON).click()

    page.get_by_role("link", name="Cancel").click()

    expect(page.get_by_role("alert")).to_contain_text("Kuusi-tunnus")
    keep(page, "sign-on-cancelled-phone-dark")
    assert violations(page) == []


@pytest.mark.parametrize("who", ["stranger", "unverified", "eino"])
def test_whoever_is_no_agent_stays_outside(set_up, opened, company, who: str) -> None:
    set_up(domains="kuusi.fi")
    page = opened(who="", path="/sign-in/")

    signs_in(page, who)

    expect(page.get_by_role("alert")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in/"))
    assert not Account.objects.exists()


def test_a_colleague_who_is_new_becomes_an_agent(set_up, opened, company) -> None:
    page = set_up(domains="kuusi.fi")
    page.locator("#id_role").select_option(label="tulee sellaiseksi roolilla: Asiakaspalvelija")
    saved(page)
    page = opened(who="", path="/sign-in/")

    signs_in(page, "eino")

    page.wait_for_selector("#work")
    eino = Agent.objects.get(email="eino@kuusi.fi")
    assert (eino.name, eino.language, eino.is_administrator) == ("Eino Kallio", "sv", False)


def test_aino_links_the_account_she_has_and_unlinks_it(set_up, opened, company, keep) -> None:
    set_up()
    page = opened(path="/profile/", size="phone")
    page.get_by_role("link", name="Liitä tunnuksesi").click()
    at_the_provider(page, "maiden")
    expect(page.get_by_text("aino.virtanen@kuusi.fi")).to_have_count(2)
    keep(page, "account-asked-phone-light")
    assert violations(page) == []
    page.get_by_role("button", name="Liitä aino.virtanen@kuusi.fi").click()
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Jatka").click()

    expect(page.get_by_role("status").filter(has_text="liitetty")).to_be_visible()
    keep(page, "account-linked-phone-light")
    assert violations(page) == []
    assert Account.objects.get().agent_id == company.aino.pk
    page.get_by_role("button", name="Irrota tunnus").click()
    expect(page.get_by_role("link", name="Liitä tunnuksesi")).to_be_visible()
    assert not Account.objects.exists()


def test_a_forged_answer_of_the_provider_opens_nothing(set_up, opened) -> None:
    set_up()
    page = opened(who="", path="/sign-in/")
    page.get_by_role("link", name=BUTTON).click()
    page.locator("input[name=login]").wait_for()

    page.goto("/sign-in/return/?state=forged&code=x")

    expect(page.get_by_role("heading")).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in/"))


def test_a_wrong_secret_is_no_way_in(set_up, opened) -> None:
    set_up(secret="jokin aivan muu")
    page = opened(who="", path="/sign-in/")

    signs_in(page, "aino")

    expect(page.get_by_role("alert")).to_contain_text("Pyydä apua pääkäyttäjältä.")
    state = opened(who="vaino", path="/settings/sign-on/").locator("#sign-on-state")
    expect(state.get_by_role("alert")).to_contain_text("ei hyväksy asiakassalaisuutta")
    assert not Account.objects.exists()
