"""Every page, in both themes and on a phone: no accessibility violation, no complaint of the browser, a screenshot."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db
AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text()
RUN = "() => axe.run(document, {resultTypes: ['violations'], iframes: false})"
COLOURS = "['color-contrast', 'link-in-text-block']"
RUN_COLOURS = f"() => axe.run(document, {{resultTypes: ['violations'], iframes: false, runOnly: {COLOURS}}})"
CASES = ("fresh", "letter", "late", "swedish", "answered", "undelivered", "noted", "called", "stranger", "lengthy")
PAGES = {
    "next": "/",
    "mine": "/cases/?view=mine",
    "late-list": "/cases/?view=late",
    "all": "/cases/?view=all",
    "empty": "/cases/?view=unreadable",
    "found": "/cases/?q=paketti",
    "found-nothing": "/cases/?q=norsu",
    "new": "/cases/new/",
    "settings": "/settings/",
    "mailboxes": "/mailboxes/",
    "profile": "/profile/",
    "password": "/profile/password/",
    "second-step": "/profile/second-step/",
    "missing": "/cases/999999/",
}
OUTSIDE = {
    "sign-in": "/sign-in/",
    "forgotten": "/sign-in/forgotten/",
    "sent": "/sign-in/forgotten/sent/",
    "api": "/api/",
}
LOOKS = [("desktop", "light"), ("phone", "dark")]  # whatever axe looks at is shown to it in both themes


def violations(page):
    """Return what axe finds in a page at rest, as lines a person can act on; what is busy is dimmed for a moment."""
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if is_dark else "dark")
    found += page.evaluate(RUN_COLOURS)["violations"]
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def complaints(page):
    """What the browser complained about, but for the page that is meant to be missing."""
    return [said for said in page.trouble if "404" not in said]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_can_be_used_by_everybody(opened, keep, size, scheme):
    page = opened(size=size, scheme=scheme)
    wrong = {}

    for name, path in PAGES.items():
        page.goto(path)
        keep(page, f"{name}-{size}-{scheme}")
        assert page.url.endswith(path)
        wrong[name] = violations(page) + complaints(page)

    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_sort_of_case_can_be_used_by_everybody(opened, company, keep, size, scheme):
    page = opened(size=size, scheme=scheme)
    wrong = {}

    for name in CASES:
        page.goto(company.path(name))
        page.wait_for_selector("#rows" if size == "desktop" else "#thread")
        keep(page, f"case-{name}-{size}-{scheme}")
        wrong[name] = violations(page) + complaints(page)

    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_door_can_be_used_by_everybody(opened, company, keep, size, scheme):
    page = opened(size=size, scheme=scheme, who="")
    wrong = {}

    for name, path in (OUTSIDE | company.doors).items():
        page.goto(path)
        keep(page, f"{name}-{size}-{scheme}")
        wrong[name] = violations(page) + complaints(page)

    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_an_administrator_can_use_every_page(opened, keep):
    page = opened(who="vaino", path="/settings/")
    keep(page, "settings-administrator")
    wrong = violations(page)
    page.get_by_role("button", name="Kutsu kollega").click()
    link = page.get_by_label("Lähetä tämä linkki kollegallesi")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    keep(page, "settings-invited")
    wrong += violations(page)

    page.goto("/mailboxes/")
    page.get_by_role("button", name="Hae tästä lähtien").click()  # nothing is filled in: the browser asks first
    keep(page, "mailboxes-administrator")

    assert wrong + violations(page) + complaints(page) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_administrator_can_set_a_brand(opened, keep, size, scheme):
    page = opened(who="vaino", path="/settings/", size=size, scheme=scheme)
    page.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    keep(page, f"brand-{size}-{scheme}")
    wrong = violations(page)
    page.get_by_label("Päivä", exact=True).fill("2040-12-24")
    page.get_by_role("button", name="Lisää päivä").click()
    expect(page.get_by_role("button", name="Poista 2040-12-24")).to_be_visible()
    page.get_by_label("Perjantai").fill("aamulla")
    page.get_by_role("button", name="Tallenna ajat").click()

    expect(page.locator("#id_friday_error")).to_contain_text("aamulla")
    page.locator("#hours").scroll_into_view_if_needed()
    keep(page, f"brand-wrong-{size}-{scheme}")
    said = [line for line in complaints(page) if "422" not in line]
    assert wrong + violations(page) + said == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_administrator_can_change_a_mailbox(opened, keep, size, scheme):
    page = opened(who="vaino", path="/mailboxes/", size=size, scheme=scheme)
    connecting = page.locator("form[action^='/mailboxes/of/']").first
    for label, text in {"Käyttäjätunnus": "tuki", "Salasana": "x", "Palvelin": "127.0.0.1", "Portti": "1"}.items():
        connecting.get_by_label(label).fill(text)
    connecting.get_by_role("button", name="Hae tästä lähtien").click()

    page.get_by_role("link", name="Muuta … tuki").click()
    keep(page, f"mailbox-{size}-{scheme}")
    wrong = violations(page)
    page.get_by_label("Portti").fill("2")
    page.get_by_label("Salasana").fill("x")  # what is kept was entered for the other port
    page.get_by_role("button", name="Tallenna ja kokeile yhteyttä").click()

    expect(page.get_by_role("status").filter(has_text="Sitä kokeillaan nyt")).to_be_visible()
    page.get_by_role("link", name="Älä hae enää").click()
    keep(page, f"mailbox-ended-{size}-{scheme}")
    wrong += violations(page)
    page.get_by_role("button", name="Älä hae enää").click()
    expect(page.get_by_role("link", name="Muuta … tuki")).to_have_count(0)
    assert wrong + violations(page) + complaints(page) == []


SET_UP = ["people/", "teams/", "roles/", "programs/", "sign-on/", "audit/", "senders/"]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_administrator_can_set_up_people(opened, keep, size, scheme):
    page = opened(who="vaino", path="/settings/teams/", size=size, scheme=scheme)
    page.get_by_label("Tiimin nimi", exact=True).fill(f"Palautukset {size} {scheme}")
    page.get_by_role("button", name="Perusta tiimi").click()
    wrong = []

    for path in SET_UP:
        page.goto(f"/settings/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        keep(page, f"{path.strip('/')}-{size}-{scheme}")
        wrong += violations(page)
    page.goto("/settings/people/")
    page.get_by_role("link", name="Aino Lehtonen").click()
    page.wait_for_selector("#leaving")
    keep(page, f"person-{size}-{scheme}")
    wrong += violations(page)
    page.get_by_role("link", name="Päätä käyttöoikeus: Aino Lehtonen …").click()
    keep(page, f"departure-{size}-{scheme}")

    assert wrong + violations(page) + complaints(page) == []


@pytest.mark.parametrize("path", ["/settings/", "/mailboxes/", "/profile/", *(f"/settings/{one}" for one in SET_UP)])
def test_settings_fit_a_phone(opened, keep, path):
    page = opened(who="vaino", path=path, size="phone")

    sheet = page.locator(".sheet")
    keep(page, f"{path.strip('/').replace('/', '-')}-phone-administrator")
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_is_light(opened, company, desk_url):
    page = opened(who="")
    line = page.context.new_cdp_session(page)
    weights = []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    page.context.add_cookies([{"name": "aspa", "value": company.sessions["aino"], "url": desk_url}])

    page.goto(company.path("letter"))
    page.wait_for_selector("#rows")

    print(f"page weight {sum(weights)} bytes in {len(weights)} files")
    assert 20_000 < sum(weights) < 150_000


def test_what_opens_on_a_page_can_be_used_by_everybody(opened, company, keep):
    page = opened(path=company.path("letter"))
    page.get_by_text("Näytä alkuperäinen").click()
    page.keyboard.press("Escape")
    page.get_by_text("Sulje", exact=True).click()
    keep(page, "case-open-desktop-light")
    assert violations(page) == []

    page.locator("#thread").focus()
    page.keyboard.press("?")
    keep(page, "keys-desktop-light")

    assert page.locator("#keys").is_visible()
    assert violations(page) == []
    assert complaints(page) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (1280, 720), (1024, 768)])
def test_what_the_customer_wrote_is_in_sight_on_small_screens_too(opened, company, width, height):
    page = opened(path=company.path("late"))
    page.set_viewport_size({"width": width, "height": height})
    in_sight = "document.querySelector('#thread').clientHeight / innerHeight"
    assert page.evaluate(in_sight) > 0.45

    page.locator("#reply_text").focus()

    expect(page.get_by_role("button", name="Lähetä", exact=True)).to_be_in_viewport()
    assert page.evaluate(in_sight) > 0.2
