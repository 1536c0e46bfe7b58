"""Many cases at once, by keyboard and by pointer, and back again."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, violations

pytestmark = pytest.mark.django_db


def test_cases_are_chosen_by_keys_given_on_and_put_back(opened, company, keep):
    aino, vaino = opened(path="/?view=queue"), opened(path="/?view=mine", who="vaino")
    aino.keyboard.press("j")
    aino.keyboard.press("x")
    aino.keyboard.press("Shift+ArrowDown")
    aino.keyboard.press("Shift+ArrowDown")
    expect(aino.locator("#sweep b")).to_have_text("3 valittu")
    expect(aino.locator("#sweep-what")).to_be_visible()
    keep(aino, "chosen")
    wrong = violations(aino)

    aino.locator("#sweep-what").select_option(label="Väinö Kuusinen")
    aino.get_by_role("button", name="Tee", exact=True).click()

    expect(aino.locator("#swept")).to_contain_text("3 asiaa.")
    expect(vaino.locator("#rows > [data-number]")).to_have_count(3)
    keep(aino, "swept")
    wrong += violations(aino)
    aino.locator("#list-title").click()
    aino.keyboard.press("u")
    expect(aino.locator("#swept")).to_contain_text("3 asiaa palautettiin.")
    expect(vaino.locator("#rows > [data-number]")).to_have_count(0)
    assert wrong + aino.trouble + vaino.trouble == []


def test_a_row_of_boxes_is_chosen_with_shift_and_let_go_with_escape(opened):
    page = opened(path="/?view=all")
    rows = page.locator("#rows > [data-number]")
    rows.nth(0).hover()
    rows.nth(0).locator(".pick").click()

    rows.nth(3).locator(".pick").click(modifiers=["Shift"])

    expect(page.locator("#sweep b")).to_have_text("4 valittu")
    page.keyboard.press("Escape")
    expect(page.locator("#sweep")).not_to_be_visible()
    assert page.locator(".pick:checked").count() == 0
    assert page.trouble == []


def test_two_cases_are_chosen_and_tagged_by_keys_alone_and_put_back(opened, keep):
    page = opened(path="/?view=all")
    for key in ("j", "x", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#sweep-what")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#sweep-what")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("lägg till")  # Swedish is understood, too
    expect(page.locator("#command [role=option]").first).to_contain_text("Valituille: Lisää tunniste")

    page.keyboard.press("Enter")
    expect(page.locator("#sweep [name=tag]")).to_be_focused()
    keep(page, "tagging-many")
    wrong = violations(page)
    page.keyboard.type("kevät")
    page.keyboard.press("Enter")

    expect(page.locator("#swept")).to_contain_text("2 asiaa.")
    expect(page.locator("#rows .tag", has_text="kevät")).to_have_count(2)
    keep(page, "tagged-many")
    page.locator("#list-title").click()
    page.keyboard.press("u")
    expect(page.locator("#rows .tag", has_text="kevät")).to_have_count(0)
    assert wrong + page.trouble == []


def test_what_is_named_before_it_is_offered_is_done_when_it_comes(opened, company):
    page, held = opened(path="/?view=all"), []
    page.route("**/choices/**", lambda route: held.append(route))
    page.locator(f"#row-{company.cases['fresh'].number} .pick").dispatch_event("click")
    page.keyboard.press("Control+k")
    page.keyboard.type("yhdistä vanhimpaan")

    page.keyboard.press("Enter")
    expect(page.locator("#command")).to_be_visible()
    held[0].continue_()

    expect(page.locator("#sweep-what")).to_have_value("merge:oldest")
    expect(page.get_by_role("button", name="Tee", exact=True)).to_be_focused()


def test_cases_of_two_customers_become_one_only_where_that_is_said(opened, company, keep):
    page = opened(path="/?view=all")
    for name in ("fresh", "letter"):
        page.locator(f"#row-{company.cases[name].number} .pick").dispatch_event("click")
    page.keyboard.press("Control+k")
    page.keyboard.type("yhdistä vanhimpaan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tee", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#swept")).to_contain_text("1 ei onnistunut")

    for name in ("fresh", "letter"):
        page.locator(f"#row-{company.cases[name].number} .pick").dispatch_event("click")
    page.locator("#sweep [name=across]").check()
    keep(page, "merging-many")
    wrong = violations(page)
    page.get_by_role("button", name="Tee", exact=True).press("Enter")

    expect(page.locator("#swept")).to_contain_text("1 asia.")
    keep(page, "merged-many")
    page.get_by_role("button", name="Kumoa kaikki").press("Enter")
    expect(page.locator("#swept")).to_contain_text("1 asia palautettiin.")
    assert wrong + page.trouble == []


def test_a_hint_of_the_sweep_before_does_not_hide_what_the_next_did(opened, company):
    page, held = opened(path="/?view=all"), []

    def sweep(name):
        page.locator(f"#row-{company.cases[name].number} .pick").dispatch_event("click")
        page.locator("#sweep-what").select_option("tag:")
        page.locator("#sweep [name=tag]").fill(name)
        page.get_by_role("button", name="Tee", exact=True).press("Enter")

    sweep("fresh")
    expect(page.locator("#swept")).to_contain_text("fresh")
    page.route("**/sweeps/", lambda route: held.append(route))
    with page.expect_request("**/sweeps/"):
        sweep("letter")
    topic = f"sweep-{page.locator('#swept').get_attribute('data-sweep')}"
    with page.expect_response("**/sweeps/*/"):
        page.evaluate("topic => document.dispatchEvent(new CustomEvent('hint', { detail: { topic } }))", topic)
    expect(page.locator("#swept.htmx-request")).to_have_count(0)
    held[0].continue_()

    expect(page.locator("#swept")).to_contain_text("letter")
    assert page.trouble == []


def test_what_is_done_to_chosen_cases_is_offered_only_while_some_are(opened):
    page = opened(path="/?view=all")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#sweep-what")).to_be_visible()
    page.keyboard.press("x")

    page.keyboard.press("Control+k")
    page.keyboard.type("valituille")

    expect(page.locator("#command [role=option]", has_text="Valituille:")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_what_is_said_of_chosen_cases_can_be_used_by_everybody(opened, keep, size, scheme):
    page, wrong = opened(path="/?view=all", size=size, scheme=scheme), []
    page.keyboard.press("j")
    page.keyboard.press("x")
    what = page.locator("#sweep-what")
    expect(what).to_be_visible()

    for one in ("tag:", "merge:oldest"):
        what.select_option(one)
        keep(page, f"many-{one.partition(':')[0]}-{size}-{scheme}")
        wrong += violations(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#sweep [name=across]")).to_be_visible()
    expect(page.locator("#sweep [name=tag]")).to_be_hidden()
    assert wrong + page.trouble == []
