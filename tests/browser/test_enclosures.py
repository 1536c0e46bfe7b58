"""Aino sends files along: chosen, dropped, pasted; taken away again; never lost by a mistake."""

import re

import pytest
from playwright.sync_api import expect

from aspa.cases import queries
from aspa.cases.models import Attachment
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
GUIDE = {"name": "ohje, ä.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 ohje"}
PICTURE = {"name": "kuva.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"x" * 84_000}
HUGE = {"name": "video.mp4", "mimeType": "video/mp4", "buffer": b"x" * 20_000_001}
CARRY = """(field, [kind, name, type, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["sisältö"], name, { type }));
  if (text) carried.setData("text/plain", text);
  const facts = { bubbles: true, cancelable: true, clipboardData: carried, dataTransfer: carried };
  field.dispatchEvent(kind === "paste" ? new ClipboardEvent(kind, facts) : new DragEvent(kind, facts));
}"""
NO_PAUSES = """() => { const later = setTimeout;
  window.setTimeout = (act, ms, ...given) => later(act, ms < 500 ? ms : 1e9, ...given) }"""  # hands are quicker


def chosen(page):
    """The files that wait, as they are shown."""
    return page.locator(".enclose li")


def test_files_go_with_an_answer_and_stand_in_the_thread(opened, company, keep):
    page = opened(path=company.path("fresh"))
    page.locator("#reply_files").set_input_files([PICTURE])
    page.locator("#reply_files").set_input_files([GUIDE])
    expect(chosen(page)).to_have_text([re.compile(r"kuva\.png\s+84 kt"), re.compile(r"ohje, ä\.pdf\s+13 tavua")])
    page.locator("#reply_text").fill("Hei Liisa, tässä ohje.")
    keep(page, "enclosed-desktop-light")

    page.locator("#reply_text").press("Control+Enter")

    link = page.locator("#thread .files a", has_text="ohje, ä.pdf")
    expect(link).to_be_visible()
    expect(chosen(page)).to_have_count(0)
    expect(page.locator(".enclose [role=status]")).to_have_text("")
    assert page.request.get(link.get_attribute("href")).body() == GUIDE["buffer"]
    file = Attachment.objects.get(name="kuva.png", message__kind="reply")
    assert queries.attachment_bytes(file) == PICTURE["buffer"]
    assert complaints(page) == []


def test_files_are_dropped_and_pasted_but_pasted_text_is_text(opened, company):
    page = opened(path=company.path("noted"))
    field = page.locator("#reply_text")

    field.evaluate(CARRY, ["drop", "lasku.pdf", "application/pdf", ""])
    field.evaluate(CARRY, ["paste", "image.png", "image/png", ""])
    field.evaluate(CARRY, ["paste", "image.png", "image/png", "Kopioitu teksti"])

    expect(chosen(page)).to_have_text([re.compile("lasku.pdf"), re.compile("kuva-2.png")])
    expect(page.locator(".enclose [role=status]")).to_have_text("Liitetty: kuva-2.png")


def test_files_are_taken_away_by_keyboard(opened, company):
    page = opened(path=company.path("letter"))
    page.locator("#reply_files").set_input_files([GUIDE, PICTURE])

    page.get_by_role("button", name="Poista ohje, ä.pdf").press("Enter")
    expect(page.get_by_role("button", name="Poista kuva.png")).to_be_focused()
    page.keyboard.press("Enter")

    expect(chosen(page)).to_have_count(0)
    expect(page.locator("#reply_files")).to_be_focused()
    assert page.locator("#reply_files").evaluate("field => field.files.length") == 0


def test_a_file_taken_away_while_it_is_being_kept_does_not_come_back(opened, company):
    page = opened(path=company.path("called"))
    kept = []
    page.route("**/drafts/*/files/", lambda route: kept.append(route))
    page.locator("#reply_files").set_input_files([GUIDE])
    page.get_by_role("button", name="Poista ohje, ä.pdf").press("Enter")

    with page.expect_response("**/removal/"):
        kept[0].continue_()

    page.reload()
    expect(page.locator("#reply_files")).to_be_attached()
    expect(chosen(page)).to_have_count(0)


def test_whoever_is_at_a_file_stays_there_when_another_has_been_kept(opened, company):
    page = opened(path=company.path("stranger"))
    kept = []
    page.route("**/drafts/*/files/", lambda route: kept.append(route))
    page.locator("#reply_files").set_input_files([GUIDE, PICTURE])
    page.get_by_role("button", name="Poista kuva.png").focus()

    with page.expect_response("**/files/"):
        kept[0].continue_()

    expect(page.locator(".enclose li").first.locator("input")).to_be_enabled()
    expect(page.get_by_role("button", name="Poista kuva.png")).to_be_focused()


def test_a_letter_takes_along_what_was_still_being_kept(opened, company):
    page, kept = opened(path=company.path("stranger")), []
    page.route("**/drafts/*/files/", lambda route: kept.append(route))
    page.locator("#reply_files").set_input_files([PICTURE])
    page.locator("#reply_files").set_input_files([GUIDE])
    expect(chosen(page)).to_have_count(2)
    assert len(kept) == 2  # each once
    page.locator("#reply_text").fill("Molemmat ovat tässä.")

    page.locator("#reply_text").press("Control+Enter")

    expect(page.locator("#thread .files a", has_text="kuva.png")).to_be_visible()
    expect(page.locator("#thread .files a", has_text="ohje, ä.pdf")).to_be_visible()
    expect(chosen(page)).to_have_count(0)
    assert complaints(page) == []


def test_a_letter_that_stays_goes_on_keeping_its_files(opened, company):
    page, held = opened(path=company.path("lengthy")), []
    page.route("**/drafts/*/files/", lambda route: held.append(route), times=1)
    page.locator("#reply_files").set_input_files([GUIDE])
    expect(chosen(page)).to_have_count(1)

    page.locator("#reply_text").press("Control+Enter")  # nothing is written yet

    expect(page.locator("#reply_text_error")).to_be_visible()
    expect(chosen(page).locator("input")).to_be_enabled()
    assert len(held) == 1


def test_a_key_opens_the_choice_of_files(opened, company):
    page = opened(path=company.path("lengthy"))
    choices = []
    page.on("filechooser", lambda choice: choices.append(choice))
    page.locator("#thread").focus()

    page.keyboard.press("f")

    expect(page.locator("#reply_files")).to_be_focused()
    page.wait_for_timeout(200)
    choices[0].set_files([GUIDE])
    expect(chosen(page)).to_have_count(1)


def test_too_much_is_said_before_anything_is_sent(opened, company, keep, tmp_path):
    (tmp_path / "video.mp4").write_bytes(HUGE["buffer"])
    page = opened(path=company.path("undelivered"))
    page.locator("#reply_files").set_input_files([tmp_path / "video.mp4"])
    page.locator("#reply_text").fill("Hej!")

    page.locator("#reply_text").press("Control+Enter")

    expect(page.locator(".enclose [role=alert]").first).to_contain_text("yhteensä 21 Mt")
    keep(page, "too-much")
    expect(page.locator("#reply_text")).to_have_value("Hej!")
    assert violations(page) + complaints(page) == []


def test_files_survive_a_mistake_and_a_look_at_another_case(opened, company):
    page, held = opened(path=company.path("swedish")), []
    page.route("**/drafts/*/files/", lambda route: held.append(route), times=1)  # sending cuts it off
    page.evaluate(NO_PAUSES)
    page.locator("#reply_files").set_input_files([GUIDE])
    page.locator("#reply_text").press("Control+Enter")  # nothing is written yet
    page.wait_for_selector("#reply_text_error")

    page.locator(".case-row", has_text="Lasku").first.click()
    expect(chosen(page)).to_have_count(0)
    page.locator(".case-row", has_text="Mitt paket").first.click()

    expect(chosen(page)).to_have_count(1)
    expect(chosen(page).locator("input[name=kept]")).to_be_enabled()


def test_an_impatient_hand_sends_one_answer(opened, company):
    page = opened(path=company.path("late"))
    page.locator("#reply_text").fill("Kerran vain.")

    for _nth in range(3):
        page.locator("#reply_text").press("Control+Enter")

    expect(page.locator("#thread")).to_contain_text("Kerran vain.")
    page.wait_for_timeout(300)
    case = queries.case_by_number(company.aino, company.cases["late"].number)
    assert case.messages.filter(kind="reply").count() == 1


@pytest.mark.parametrize("text", ["Hej Sofia, ditt paket kommer i morgon.", " "])
def test_a_slow_answer_never_lands_in_another_case(opened, company, text):
    page = opened(path=company.path("swedish"))
    held = []
    page.route("**/messages/", lambda route: held.append(route))
    page.locator("#reply_text").fill(text)
    page.locator("#reply_text").press("Control+Enter")

    page.locator(".case-row", has_text="Takuu").first.click()
    expect(page.locator("#case h1")).to_have_text("Takuu")
    held[0].continue_()
    page.wait_for_timeout(800)

    number = page.locator("#case").get_attribute("data-number")
    assert page.locator("#case h1").inner_text() == "Takuu"
    assert page.locator("#panel-reply form").get_attribute("action") == f"/cases/{number}/messages/"
    assert page.locator("#reply").get_attribute("data-case") == number
    left = page.locator("#notice", has_text="ei ole vielä lähtenyt")
    assert left.count() == (0 if text.strip() else 1)
