"""What Aino writes survives reloads, lost lines and second windows."""

import contextlib
import re

import pytest
from playwright.sync_api import Error, expect

from aspa.drafting import queries
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
GUIDE = {"name": "ohje.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 ohje"}
HALF = "Hei Liisa,\n\npaketti on"


def field(page):
    return page.locator("#reply_text")


def saved(page):
    """Wait until the server has what was written."""
    expect(page.locator("#panel-reply [data-kept]")).to_contain_text("Tallennettu")


def keep_unheard(page, words):
    """Write what the server keeps without the page hearing of it: the answer never comes."""
    kept = []
    page.route("**/drafts/reply/", lambda route: kept.append(route.fetch()))
    field(page).fill(words)
    for _nth in range(100):
        if not kept:
            page.wait_for_timeout(50)
    assert kept
    page.unroute("**/drafts/reply/")


def test_what_was_written_is_there_on_another_machine(opened, company):
    page = opened(path=company.path("fresh"))
    field(page).fill(HALF)
    page.locator("#reply_act").select_option("call")
    saved(page)

    other = opened(path=company.path("fresh"))

    expect(field(other)).to_have_value(HALF)
    expect(other.locator("#panel-reply [data-kept]")).to_contain_text("Tallennettu")
    assert complaints(page) + complaints(other) == []


def test_a_key_never_waits_for_the_server(opened, company):
    page = opened(path=company.path("swedish"))
    held = []
    page.route("**/drafts/**", lambda route: held.append(route))
    page.locator("#thread").press("r")
    expect(field(page)).to_be_focused()

    page.keyboard.type("paketet ")
    page.wait_for_timeout(900)
    page.keyboard.type("kommer.")

    expect(field(page)).to_have_value("Hej Sofia,\n\npaketet kommer.\n\nVänliga hälsningar\nAino Lehtonen")
    assert len(held) == 1


def test_a_reload_before_the_server_has_answered_asks_nothing(opened, company):
    page = opened(path=company.path("swedish"))
    keep_unheard(page, "Hej Sofia, paketet")
    field(page).fill("Hej Sofia, paketet kommer.")

    page.reload()

    expect(field(page)).to_have_value("Hej Sofia, paketet kommer.")
    expect(page.locator("#panel-reply [data-two]")).to_be_hidden()


def test_a_letter_that_could_not_leave_while_its_draft_was_on_the_way_asks_nothing(opened, company):
    page = opened(path=company.path("swedish"))
    page.route("**/messages/", lambda route: route.abort())
    keep_unheard(page, "Hej Sofia, paketet")
    field(page).fill("Hej Sofia, paketet kommer.")

    field(page).press("Control+Enter")

    expect(page.locator("#notice")).to_contain_text("Tätä ei voitu lähettää")
    saved(page)
    expect(page.locator("#panel-reply [data-two]")).to_be_hidden()
    expect(field(page)).to_have_value("Hej Sofia, paketet kommer.")
    assert queries.draft_of(company.aino, company.cases["swedish"], "reply").text == "Hej Sofia, paketet kommer."


def test_a_letter_that_was_asked_about_and_sent_does_not_come_back_as_a_draft(opened, company):
    page, held = opened(path=company.path("swedish")), []
    page.route("**/drafts/reply/", lambda route: held.append(route))
    field(page).fill("Hej, {ordernummer} kommer.")
    field(page).press("Control+Enter")
    expect(page.locator("#open-asked")).to_be_focused()
    while not held:  # what was refused is kept again, and the answer takes its time
        page.wait_for_timeout(50)

    field(page).fill("Hej, T-1 kommer.")
    field(page).press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("T-1 kommer")
    page.unroute_all()
    with contextlib.suppress(Error):  # cut off, as it should be
        held[0].continue_()
    page.wait_for_timeout(2000)
    assert queries.draft_of(company.aino, company.cases["swedish"], "reply").text == ""


def test_a_refused_letter_whose_draft_was_kept_unheard_asks_nothing(opened, company):
    page = opened(path=company.path("fresh"))
    keep_unheard(page, "Hei, {tilausnumero} tulee.")
    field(page).press("Control+Enter")
    expect(page.locator("#open-asked")).to_be_focused()

    with page.expect_request_finished(lambda one: "/drafts/" in one.url and "Jo huomenna." in (one.post_data or "")):
        field(page).press_sequentially("Jo huomenna.")

    saved(page)
    expect(page.locator("#panel-reply [data-two]")).to_be_hidden()
    assert "Jo huomenna." in queries.draft_of(company.aino, company.cases["fresh"], "reply").text


def test_a_page_that_was_made_before_the_last_words_were_saved_has_them(opened, company):
    page = opened(path=company.path("swedish"))
    older = page.request.get(company.path("swedish")).body()
    field(page).fill("Hej Sofia, paketet kommer.")
    saved(page)
    page.route(f"**{company.path('swedish')}", lambda route: route.fulfill(body=older, content_type="text/html"))

    page.reload()

    expect(field(page)).to_have_value("Hej Sofia, paketet kommer.")
    saved(page)
    expect(page.locator("#panel-reply [data-two]")).to_be_hidden()


def test_a_page_that_was_made_before_the_first_of_two_savings_asks_nothing(opened, company):
    page = opened(path=company.path("swedish"))
    older = page.request.get(company.path("swedish")).body()
    field(page).fill("Hej Sofia, paketet")
    saved(page)
    page.route("**/drafts/reply/", lambda route: route.abort())
    field(page).fill("Hej Sofia, paketet kommer.")
    page.route(f"**{company.path('swedish')}", lambda route: route.fulfill(body=older, content_type="text/html"))

    page.reload()

    expect(field(page)).to_have_value("Hej Sofia, paketet kommer.")
    expect(page.locator("#panel-reply [data-two]")).to_be_hidden()


def test_a_second_window_is_told_and_takes_either(opened, company, keep):
    first, second = (opened(path=company.path("letter")) for _nth in range(2))
    field(first).fill("Ensimmäinen ikkuna.")
    saved(first)

    field(second).fill("Toinen ikkuna.")

    two = second.locator("#panel-reply [data-two]")
    expect(two).to_contain_text("Ensimmäinen ikkuna.")
    expect(field(second)).to_have_value("Toinen ikkuna.")
    keep(second, "two-windows")
    assert violations(second) == []
    two.get_by_role("button", name="Ota se").click()
    expect(field(second)).to_have_value("Ensimmäinen ikkuna.")
    expect(two).to_be_hidden()


def test_the_one_here_may_be_kept_over_the_other(opened, company):
    first, second = (opened(path=company.path("noted")) for _nth in range(2))
    field(first).fill("Ensimmäinen ikkuna.")
    saved(first)
    field(second).fill("Toinen ikkuna.")

    second.get_by_role("button", name="Pidä tämä").click()

    saved(second)
    assert queries.draft_of(company.aino, company.cases["noted"], "reply").text == "Toinen ikkuna."


def test_without_a_line_it_is_kept_here_and_reaches_the_server_later(opened, company):
    page = opened(path=company.path("called"))
    page.route("**/drafts/**", lambda route: route.abort())
    field(page).fill("Kirjoitettu junassa.")
    expect(page.locator("#panel-reply [data-kept]")).to_contain_text("Säilyy tässä selaimessa")
    page.unroute_all()

    page.reload()

    expect(field(page)).to_have_value("Kirjoitettu junassa.")
    saved(page)
    assert queries.draft_of(company.aino, company.cases["called"], "reply").text == "Kirjoitettu junassa."


def test_files_wait_with_the_draft(opened, company):
    page = opened(path=company.path("stranger"))
    page.locator("#reply_files").set_input_files([GUIDE])
    expect(page.locator(".enclose li input[name=kept]")).not_to_have_value("")

    page.reload()

    expect(page.locator(".enclose li")).to_contain_text("ohje.pdf")
    field(page).fill("Hei, tässä.")
    field(page).press("Control+Enter")
    expect(page.locator("#thread .files a", has_text="ohje.pdf")).to_be_visible()
    expect(page.locator(".enclose li")).to_have_count(0)


def test_a_letter_that_was_sent_leaves_nothing_behind(opened, company):
    page = opened(path=company.path("lengthy"))
    field(page).fill("Hienoa, Eeva!")
    saved(page)

    field(page).press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("Hienoa, Eeva!")
    page.reload()
    expect(field(page)).to_have_value("Hei Eeva,\n\n\n\nYstävällisin terveisin\nAino Lehtonen")
    expect(page.locator("#panel-reply [data-kept]")).to_be_hidden()


def test_a_letter_goes_on_where_it_stopped(opened, company):
    page = opened(path=company.path("fresh"))
    field(page).click()
    page.keyboard.type("Paketti lähtee")
    saved(page)
    page.reload()

    field(page).click()
    page.keyboard.type(" huomenna.")

    expect(field(page)).to_have_value(re.compile(r"^Hei Liisa,\n\nPaketti lähtee huomenna\.\n\n"))


def test_a_letter_kept_in_this_browser_only_goes_on_where_it_stopped(opened, company):
    page = opened(path=company.path("fresh"))
    page.route("**/drafts/**", lambda route: route.abort())
    field(page).click()
    page.keyboard.type("Paketti lähtee")
    page.reload()

    field(page).click()
    page.keyboard.type(" huomenna.")

    expect(field(page)).to_have_value(re.compile(r"^Hei Liisa,\n\nPaketti lähtee huomenna\.\n\n"))
