"""A colleague is called by name in a memo, by keys or by a finger."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from aspa.history import verbs as history
from aspa.teamwork.models import Mention
from tests.browser.test_every_page import LOOKS, violations

pytestmark = pytest.mark.django_db


def begun(page):
    """A memo that is begun, once the names are there."""
    with page.expect_response("**/colleagues/"):
        page.locator("#tab-memo").click()
    field = page.locator("#memo_text")
    expect(field).to_be_focused()
    field.press_sequentially("Hei @")
    expect(page.locator("#colleagues")).to_be_visible()
    return field


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_names_are_offered_where_they_can_be_used_by_everybody(opened, company, keep, size, scheme):
    page = opened(path=company.path("fresh"), size=size, scheme=scheme)

    field = begun(page)

    keep(page, f"mention-{size}-{scheme}")
    box, written = page.locator("#colleagues").bounding_box(), field.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= written["y"] + 1  # nothing over what is typed
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert violations(page) + page.trouble == []


def test_a_colleague_is_called_by_keys_alone(opened, company):
    page = opened(path=company.path("letter"))
    field = begun(page)

    page.keyboard.type("vai")  # a letter without its dots is enough
    expect(page.locator("#colleagues li:visible")).to_have_text(["Väinö Kuusinen"])
    expect(page.locator("#colleagues li:visible")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(field).to_have_value("Hei @Väinö Kuusinen ")
    expect(page.locator("#colleagues")).to_be_hidden()
    page.keyboard.type("katsotko?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("Hei @Väinö Kuusinen katsotko?")
    assert page.trouble == []
    history.run_due(at=timezone.now())
    assert Mention.objects.get(memo__text__contains="katsotko?").agent == company.vaino


def test_names_come_once_and_only_for_a_memo(opened, company):
    page = opened(path=company.path("late"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("r")
    expect(page.locator("#reply .rich, #reply_text").first).to_be_focused()
    page.keyboard.press("Escape")
    assert not [url for url in asked if "mentions" in url or "colleagues" in url]

    field = begun(page)
    field.press_sequentially("x ja @vä ja @ku")
    page.locator("#thread").focus()
    field.focus()
    field.press_sequentially(" @")

    assert len([url for url in asked if "/colleagues/" in url]) == 1
    assert len([url for url in asked if "/mentions" in url]) == 1


def test_escape_leaves_the_text_and_the_field_as_they_are(opened, company):
    page = opened(path=company.path("swedish"))
    field = begun(page)

    page.keyboard.press("Escape")

    expect(page.locator("#colleagues")).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.type("vä")
    expect(page.locator("#colleagues")).to_be_hidden()
    page.keyboard.type(" @v")
    expect(page.locator("#colleagues")).to_be_visible()


def test_an_address_calls_nobody_and_enter_is_a_new_line(opened, company):
    page = opened(path=company.path("noted"))
    field = begun(page)
    field.fill("")

    field.press_sequentially("liisa@v")
    page.keyboard.press("Enter")

    expect(page.locator("#colleagues")).to_be_hidden()
    expect(field).to_have_value("liisa@v\n")


def test_a_name_is_tapped_on_a_phone(opened, company):
    page = opened(path=company.path("called"), size="phone")
    field = begun(page)

    page.locator("#colleagues li", has_text="Väinö Kuusinen").click()

    expect(field).to_have_value("Hei @Väinö Kuusinen ")
    expect(field).to_be_focused()


def test_without_a_line_a_memo_is_written_all_the_same(opened, company):
    page = opened(path=company.path("stranger"))
    page.route("**/colleagues/", lambda route: route.abort())
    page.locator("#tab-memo").click()
    field = page.locator("#memo_text")
    expect(field).to_be_focused()

    field.press_sequentially("Hei @vä")

    expect(field).to_have_value("Hei @vä")
    expect(page.locator("#colleagues")).to_have_count(0)


def test_in_the_next_case_names_are_there_without_asking_again(opened, company):
    page = opened(path=company.path("undelivered"))
    begun(page)
    page.keyboard.press("Escape")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator(f"#row-{company.cases['lengthy'].number} a").click()
    expect(page.locator("#case")).to_have_attribute("data-number", str(company.cases["lengthy"].number))
    page.locator("#tab-memo").click()
    page.locator("#memo_text").press_sequentially("@v")

    expect(page.locator("#colleagues li:visible")).to_have_text(["Väinö Kuusinen"])
    assert not [url for url in asked if "/colleagues/" in url]
    page.keyboard.press("Tab")
    expect(page.locator("#memo_text")).to_have_value("@Väinö Kuusinen ")
