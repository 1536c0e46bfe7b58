"""What comes from something in between is no answer of this house: nothing typed is lost, nothing shown goes away."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db
WORDS = "Hei Leena, takuu on voimassa."
PROXY = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
STRANGERS = {
    "proxy": {"status": 502, "body": PROXY, "content_type": "text/html"},
    "words": {"status": 504, "body": "upstream timed out", "content_type": "text/plain"},
    "busy": {"status": 503, "body": "", "content_type": "text/html"},
    "hotel": {"status": 200, "body": PROXY.replace("502", "Huone?"), "content_type": "text/html"},
}
NOT_SENT = "Tätä ei voitu lähettää: yhteyttä Aspaan ei ole. Kirjoittamasi on tallessa."


def met(page, path, stranger):
    """Let something in between answer what goes to a path."""
    page.route(path, lambda route: route.fulfill(**STRANGERS[stranger]))


@pytest.mark.parametrize("stranger", STRANGERS)
def test_an_answer_that_met_a_stranger_is_kept_and_sent_again(opened, company, keep, stranger):
    page = opened(path=company.path("noted"))
    met(page, "**/messages/", stranger)
    page.locator("#reply_text").fill(WORDS)

    page.locator("#reply_text").press("Control+Enter")

    notice = page.locator("#notice")
    expect(notice).to_contain_text(NOT_SENT)
    expect(page.locator("#case-title")).to_have_text("Takuu")
    expect(page.locator("#reply_text")).to_have_value(WORDS)
    assert violations(page) == []
    keep(page, f"no-answer-{stranger}")
    page.unroute("**/messages/")
    notice.get_by_role("button", name="Yritä uudelleen").click()
    expect(page.locator(".message.ours").last).to_contain_text(WORDS)
    expect(notice).to_be_hidden()


def test_a_hint_that_is_told_meanwhile_leaves_the_notice(opened, company):
    page = opened(path=company.path("noted"))
    met(page, "**/messages/", "proxy")
    page.locator("#reply_text").fill(WORDS)
    page.locator("#reply_text").press("Control+Enter")
    expect(page.locator("#notice")).to_contain_text(NOT_SENT)

    with page.expect_response("**/cases/*/?*") as drawn:
        page.evaluate("document.dispatchEvent(new CustomEvent('hint', { detail: { topic: 'everything' } }))")
    drawn.value.finished()

    page.wait_for_timeout(300)  # until it has been drawn
    expect(page.locator("#notice")).to_contain_text(NOT_SENT)


def test_who_went_on_to_another_case_is_led_back_to_what_was_not_sent(opened, company, keep):
    page = opened(path="/cases/?view=all")
    number, other = (company.cases[name].number for name in ("noted", "swedish"))
    page.locator(f"#row-{number} a").click()
    met(page, "**/messages/", "proxy")
    page.locator("#reply_text").fill(WORDS)
    page.locator("#reply_text").press("Control+Enter")
    expect(page.locator("#notice")).to_contain_text(NOT_SENT)

    page.locator(f"#row-{other} a").click()

    expect(page.locator("#case-title")).to_have_text("Mitt paket")
    expect(page.locator("#notice")).to_contain_text(NOT_SENT)
    expect(page.locator("#notice button")).to_have_count(0)
    keep(page, "no-answer-left")
    page.unroute("**/messages/")
    page.locator("#notice").get_by_role("link", name=f"#{number}").click()
    expect(page.locator("#reply_text")).to_have_value(WORDS)


def test_a_case_that_could_not_be_opened_is_opened_again(opened, company):
    page = opened(path=company.path("swedish"))
    page.goto("/cases/?view=all")
    number = company.cases["noted"].number
    page.locator(f"#row-{company.cases['swedish'].number} a").click()
    expect(page.locator("#case-title")).to_have_text("Mitt paket")
    met(page, f"**/cases/{number}/**", "proxy")

    page.locator(f"#row-{number} a").click()

    expect(page.locator("#notice")).to_contain_text("Tätä ei voitu hakea: yhteyttä Aspaan ei ole.")
    expect(page.locator("#case-title")).to_have_text("Mitt paket")
    page.unroute(f"**/cases/{number}/**")
    page.locator("#notice").get_by_role("button", name="Yritä uudelleen").click()
    expect(page.locator("#case-title")).to_have_text("Takuu")


def test_what_a_hint_could_not_fetch_stays_and_is_asked_for_again(opened, company):
    page = opened(path=company.path("noted"))
    page.clock.install()
    met(page, "**/cases/*", "hotel")
    page.evaluate("document.dispatchEvent(new CustomEvent('hint', { detail: { topic: 'everything' } }))")
    with page.expect_response("**/cases/*"):
        page.clock.run_for(5_000)
    expect(page.locator("#case-title")).to_have_text("Takuu")
    expect(page.locator("#notice")).to_be_hidden()
    page.unroute("**/cases/*")

    with page.expect_response(lambda answer: answer.headers.get("aspa") and "view=" in answer.url):
        page.clock.run_for(20_000)

    expect(page.locator("#case-title")).to_have_text("Takuu")
