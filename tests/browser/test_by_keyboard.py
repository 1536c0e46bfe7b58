"""A morning at the desk without touching the mouse, and an afternoon in which nothing that is written gets lost."""

import re
from datetime import datetime
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from aspa.cases import queries
from aspa.cases import verbs as cases
from tests.browser.test_every_page import violations
from tests.cast import HELSINKI, arrives, mail, tell

pytestmark = pytest.mark.django_db
NUMBER_OF_A_CASE = re.compile(r"\d+")


def write(page: Page, text: str) -> None:
    """Write where the cursor is."""
    page.keyboard.type(text)


def opened_number(page: Page) -> int:
    """The number of the case that is open."""
    return int(page.locator("#case").get_attribute("data-number"))


def test_a_case_is_found_taken_noted_answered_and_left_by_keyboard(opened, company, keep):
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#thread")).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator(".case-head .facts")).to_contain_text("sinä")

    page.keyboard.press("m")
    expect(page.locator("#memo_text")).to_be_focused()
    write(page, "Tarkistin laskun: summa on väärä.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("summa on väärä")

    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    write(page, "lasku on nyt oikaistu.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("lasku on nyt oikaistu.")
    keep(page, "answered-by-keyboard")
    assert page.trouble == []
    case = queries.case_by_number(company.aino, opened_number(page))
    assert case.messages.get(kind="reply").text.startswith("Hei Matti,\n\nlasku on nyt oikaistu.")
    assert page.locator("#reply_text").input_value() == page.locator("#reply_text").evaluate("it => it.defaultValue")


def test_going_finding_and_help_are_keys_too(opened):
    page = opened()
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("#list-title")).to_have_text("Omat")

    page.keyboard.press("/")
    write(page, "paketti")
    page.keyboard.press("Enter")
    expect(page.locator("#list-title")).to_have_text("Löytyi: paketti")

    page.keyboard.press("n")
    expect(page.locator("#id_name")).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    assert page.trouble == []


def test_what_left_the_list_leaves_its_place_to_the_next(opened):
    page = opened(path="/cases/?view=queue")
    rows = page.locator("#rows > [data-number]")
    expect(rows.nth(2)).to_be_visible()
    first, second, third = (rows.nth(nth).get_attribute("data-number") for nth in range(3))
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#case")).to_have_attribute("data-number", second)
    page.keyboard.press("t")
    expect(page.locator(f"#row-{second}")).to_have_count(0)

    page.keyboard.press("j")
    expect(page.locator(f"#row-{third} a")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(f"#row-{first} a")).to_be_focused()


def test_single_keys_can_be_switched_off(opened):
    page = opened()
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("n")

    expect(page.locator("#list-title")).to_have_text("Seuraavaksi")


def test_letters_are_letters_while_somebody_writes(opened, company):
    page = opened(path=company.path("swedish"))
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()

    write(page, "njktmac?/")

    assert "njktmac?/" in page.locator("#reply_text").input_value()
    assert not page.locator("#keys").is_visible()


def test_what_was_begun_survives_a_reload_and_goes_when_it_is_sent(opened, company):
    page = opened(path=company.path("letter"))
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    write(page, "Uusi kello on")
    page.reload()
    expect(page.locator("#reply_text")).to_have_value(re.compile("Uusi kello on"))

    page.locator("#reply_text").press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("Uusi kello on")
    page.reload()
    expect(page.locator("#reply_text")).not_to_have_value(re.compile("Uusi kello on"))


def committed(act) -> None:
    """Do something as another part of the house would: on a line to the database of its own, committed."""
    thread = Thread(target=act)
    thread.start()
    thread.join()


def test_a_new_message_appears_by_itself_and_what_is_being_written_stays(opened, company, keep, django_db_blocker):
    page = opened(path=company.path("noted"))
    expect(page.locator("html")).to_have_attribute("data-line", "online")
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    write(page, "Selvitän takuun")
    number = company.cases["noted"].number

    def letter_comes():
        from django.db import connection  # noqa: PLC0415  # this thread's own

        with django_db_blocker.unblock():
            arrives(mail(f"Vs: Takuu [#{number}]", "Löysin kuitin!", sender="Leena <leena@example.org>"))
            tell()
            connection.close()

    committed(letter_comes)

    expect(page.locator("#thread")).to_contain_text("Löysin kuitin!")
    expect(page.locator("#reply_text")).to_be_focused()
    expect(page.locator("#reply_text")).to_have_value(re.compile("Selvitän takuun"))
    keep(page, "live-message")


def test_a_refusal_is_read_out_where_the_hands_are(opened, company):
    page = opened(path=company.path("fresh"))
    page.keyboard.press("c")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page.locator("#notice")).to_contain_text("Vastaa tai merkitse")


def test_hands_are_quicker_than_htmx(opened, company):
    page = opened()
    page.add_init_script(
        "const later = setTimeout; window.setTimeout = (what, ms, ...rest) => later(what, ms ?? 60000, ...rest)"
    )
    page.goto(company.path("fresh"))
    page.keyboard.press("c")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page.locator("#notice")).to_contain_text("Vastaa tai merkitse")
    expect(page.locator("#case")).to_be_visible()


def test_a_click_on_the_resting_answer_begins_between_greeting_and_ending(opened, company):
    page = opened(path=company.path("letter"))

    page.locator("#reply_text").click()
    page.wait_for_timeout(100)
    write(page, "uusi kello on matkalla.")

    expect(page.locator("#reply_text")).to_have_value(re.compile(r"^Hei Pekka,\n\nuusi kello on matkalla\.\n\n"))


def test_another_time_is_offered_that_can_be_promised(opened, company):
    page = opened(path=company.path("fresh"))
    for words in ("Tämä kestää.", "Tämä kestää vielä."):
        page.get_by_role("tab", name="Toinen aika").click()
        page.locator("#time_text").fill(words)
        page.get_by_role("button", name="Lähetä uusi aika").click()
        expect(page.locator("#thread")).to_contain_text(words)

    expect(page.locator("#notice")).to_be_empty()


def test_no_hour_is_offered_that_has_passed(opened, company):
    page = opened(path=company.path("noted"))
    page.get_by_role("tab", name="Toinen aika").click()
    form = page.locator("#panel-time form")
    today = form.locator("[name=day] option").first.get_attribute("value")
    page.clock.set_fixed_time(datetime.fromisoformat(f"{today}T17:10").replace(tzinfo=HELSINKI))

    form.locator("[name=day]").select_option(index=0)

    expect(form.locator("[name=time]")).to_have_value("17:30")
    expect(form.locator("[name=time] option[value='17:00']")).to_be_disabled()
    form.locator("[name=day]").select_option(index=1)
    expect(form.locator("[name=time] option[value='17:00']")).to_be_enabled()


def test_another_time_is_offered_while_something_is_promised_and_not_late(opened, company):
    page = opened(path=company.path("late"))
    expect(page.get_by_role("tab", name="Toinen aika")).not_to_be_visible()
    page.goto(company.path("called"))
    page.get_by_role("tab", name="Toinen aika").click()
    expect(page.get_by_role("button", name="Lähetä uusi aika")).to_be_visible()

    page.get_by_role("button", name="Tehty").click()

    expect(page.get_by_role("tab", name="Toinen aika")).not_to_be_visible()
    expect(page.get_by_role("tab", name="Vastaa sähköpostilla")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#reply_text")).to_be_visible()


def test_a_case_that_is_sent_and_closed_is_neither_moved_nor_closed_again(opened, company):
    page = opened(path=company.path("letter"))
    page.locator("#reply_text").fill("Hei Pekka, uusi kello on matkalla.")

    page.get_by_role("button", name="Lähetä ja sulje").click()

    expect(page.get_by_role("button", name="Avaa uudestaan")).to_be_visible()
    expect(page.get_by_role("tab", name="Toinen aika")).not_to_be_visible()
    page.locator("#reply_text").focus()
    expect(page.get_by_role("button", name="Lähetä ja sulje")).not_to_be_visible()
    expect(page.get_by_role("button", name="Lähetä", exact=True)).to_be_visible()


def test_a_case_is_given_to_a_colleague_by_keyboard(opened, company):
    page = opened(path=company.path("stranger"))
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Väinö Kuusinen")).to_be_visible()
    page.get_by_role("button", name="Väinö Kuusinen").press("Enter")

    expect(page.locator(".case-head .facts")).to_contain_text("Väinö Kuusinen")


def test_letters_in_an_open_menu_go_to_what_begins_with_them(opened, company):
    page = opened(path=company.path("fresh"))
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Väinö Kuusinen")).to_be_visible()

    page.keyboard.press("v")
    expect(page.locator("#give button", has_text="Väinö")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("t")

    expect(page.locator("#give")).to_have_attribute("open", "")
    expect(page.locator("#panel-memo")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{company.path('fresh')}$"))


def test_what_cannot_be_sent_is_said_and_kept(opened, company):
    page = opened(path=company.path("swedish"))
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    write(page, "Paketet kommer i morgon")
    page.context.set_offline(True)
    page.wait_for_function("fetch('/healthz').then(() => false, () => true)")  # the browser may take a moment

    page.keyboard.press("Control+Enter")

    expect(page.locator("#notice")).to_contain_text("Tätä ei voitu lähettää")
    expect(page.locator("#reply_text")).to_have_value(re.compile("Paketet kommer"))
    page.context.set_offline(False)
    expect(page.locator("#notice")).to_be_empty()


def test_what_was_wrong_is_forgotten_once_it_is_sent(opened, company):
    page = opened(path=company.path("letter"))
    page.keyboard.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reply_text_error")).to_be_visible()

    page.locator("#reply_text").focus()
    write(page, "Kello vaihdetaan uuteen.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("Kello vaihdetaan uuteen.")
    expect(page.locator("#reply_text_error, #panel-reply [aria-invalid]")).to_have_count(0)


def test_the_browsers_own_back_leads_back(opened):
    page = opened()
    page.locator(".case-row").nth(0).click()
    expect(page.locator("#case")).to_have_attribute("data-number", NUMBER_OF_A_CASE)
    first = opened_number(page)
    page.locator(".case-row").nth(1).click()
    expect(page.locator("#case")).not_to_have_attribute("data-number", str(first))
    second = opened_number(page)
    expect(page).to_have_url(re.compile(f"/cases/{second}/"))

    page.go_back()
    expect(page.locator("#case")).not_to_have_attribute("data-number", str(second))
    page.go_back()

    expect(page.locator(".case-none")).to_be_visible()


def test_who_goes_back_twice_in_one_breath_is_where_they_meant_to_be(opened):
    page, held = opened(), []
    for nth in range(2):
        page.locator(".case-row").nth(nth).click()
        expect(page.locator("#rows > li").nth(nth)).to_have_attribute("aria-current", "true")
        expect(page).to_have_url(re.compile(f"/cases/{opened_number(page)}/"))
    last = page.url
    page.route("**/htmx-*.js", lambda route: route.continue_() if held else held.append(route))

    page.go_back(wait_until="commit")
    expect(page.locator("#case")).not_to_have_attribute("data-number", re.search(r"cases/(\d+)", last)[1])
    page.evaluate("setTimeout(() => history.back())")
    expect(page).to_have_url(re.compile(r":\d+/$"))
    held[0].continue_()

    expect(page.locator(".case-none")).to_be_visible()


def test_a_phone_goes_from_list_to_case_and_back(opened, keep):
    page = opened(size="phone")
    page.locator(".case-row").first.click()
    expect(page.locator("#list")).not_to_be_visible()
    keep(page, "phone-case")

    page.get_by_label("Takaisin luetteloon").click()

    expect(page.locator("#list")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_line_says_when_it_is_gone(opened, keep):
    page = opened()
    expect(page.locator("html")).to_have_attribute("data-line", "online")

    page.context.set_offline(True)

    expect(page.locator(".offline")).to_be_visible()
    keep(page, "offline")


def test_older_messages_come_above_what_is_read(opened, company, django_db_blocker):
    case = company.cases["called"]
    committed(lambda: many_memos(company, case, django_db_blocker))
    page = opened(path=company.path("called"))
    expect(page.locator(".message")).to_have_count(300)
    read = page.locator(f"#{page.locator('.message').first.get_attribute('id')}")
    page.get_by_role("link", name="Näytä vanhemmat viestit").focus()
    before = read.bounding_box()["y"]

    page.keyboard.press("Enter")

    expect(page.locator("#thread")).to_be_focused()
    expect(page.locator("#thread")).to_contain_text("Voitteko soittaa?")
    assert page.locator(".message").count() == 303
    assert abs(read.bounding_box()["y"] - before) < 5
    assert page.trouble == []


def many_memos(company, case, blocker) -> None:
    """Write a memo three hundred times, on a line of one's own."""
    from django.db import connection  # noqa: PLC0415  # this thread's own

    with blocker.unblock():
        for nth in range(300):
            cases.memo(case, text=f"Muistio {nth}", by=company.vaino, at=company.now)
        connection.close()


def test_whoever_gives_and_closes_a_case_stays_in_it(opened, company):
    page = opened(path=company.path("late"))
    page.locator("#thread").press("a")
    page.get_by_role("button", name="Väinö Kuusinen").press("Enter")
    expect(page.locator(".case-head")).to_contain_text("omistaja Väinö Kuusinen")
    assert page.evaluate("document.activeElement.closest('#case') !== null")

    page.keyboard.press("c")
    page.get_by_role("button", name="Ei tarvitse vastausta").press("Enter")

    expect(page.locator("#case")).to_have_attribute("data-closed", "")
    expect(page.locator("#thread")).to_be_focused()
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_a_key_whose_thing_is_not_there_says_so(opened, company, keep, size, scheme):
    page = opened(path=company.path("late"), size=size, scheme=scheme)
    said = page.get_by_role("status").and_(page.locator("#key-said"))
    page.locator("#thread").focus()
    lacking = [
        key
        for key in "rfpmtazdqvceslou"
        if not page.locator(f'#case [data-key="{key}"], #views [data-key="{key}"]').count()
    ]
    assert {"q", "v", "u"} <= set(lacking)

    for key in lacking:
        page.keyboard.press(key)
        expect(said).to_contain_text(f"({key})")
    page.keyboard.press("q")
    expect(said).to_have_text("Tässä asiassa ei ole nyt tätä: Kysy vastauksessa (q)")

    keep(page, f"key-said-{size}-{scheme}")
    assert violations(page) == []
