"""Väinö writes with looks: keys, pasted words, pictures; what leaves is clean and has its plain twin."""

import re

import pytest
from playwright.sync_api import expect

from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.channels.models import Delivery
from aspa.drafting.leaving import verbs
from tests.browser.test_every_page import complaints, violations

pytestmark = pytest.mark.django_db
# As Word 365 and a web shop put it on the clipboard.
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{margin:0cm}</style></head><body>"
    "<!--StartFragment--><p class=MsoNormal style='mso-fareast-language:EN-US'><b><span lang=FI style='font-family:"
    "\"Calibri\"'>Takuu<o:p></o:p></span></b></p><p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;"
    "mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>kaksi vuotta</p>"
    "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>"
    "kuitti</p><!--EndFragment--></body></html>"
)
WEB = (
    "<meta charset='utf-8'><h2 style='color:rgb(1,2,3)' onclick='x()'>Palautus</h2><table><tr><td>14</td><td>päivää"
    "</td></tr></table><img src='https://spy.example/pixel.gif'><a href='https://kuusi.fi/palautus' >ohje</a>"
    "<script>alert(1)</script>"
)
PASTE = """(box, [type, data]) => {
  const carried = new DataTransfer();
  const bytes = () => Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  if (type === "image/png") carried.items.add(new File([bytes()], "image.png", { type }));
  else { carried.setData(type, data); carried.setData("text/plain", "teksti"); }
  box.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: carried }));
}"""
DROP = """(box, data) => {
  const carried = new DataTransfer(), bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  carried.items.add(new File([bytes], "kuva.png", { type: "image/png" }));
  const last = box.lastElementChild.getBoundingClientRect();
  const at = { clientX: last.left + 4, clientY: last.top + last.height / 2, bubbles: true, cancelable: true };
  const how = { ...at, dataTransfer: carried };
  for (const kind of ["dragover", "drop"]) box.lastElementChild.dispatchEvent(new DragEvent(kind, how));
}"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module")
def rich(company, django_db_blocker):
    with django_db_blocker.unblock():
        brands.speak(Brand.objects.get(), tone="", greetings={}, asks_next=False, by="aspa", at=company.now)
        verbs.settle(company.vaino, undo_for=0, is_plain=False)
    return company


def begun(opened, company, case, **how):
    """Open a case and begin to write."""
    page = opened(path=company.path(case), who="vaino", **how)
    page.locator("#reply_text").focus()
    box = page.locator("#panel-reply .rich")
    expect(box).to_be_focused()
    return page, box


def left(page) -> Delivery:
    """Send, and return what leaves."""
    before = Delivery.objects.filter(purpose="reply").count()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel-reply .rich")).to_have_count(0)
    assert Delivery.objects.filter(purpose="reply").count() == before + 1
    return Delivery.objects.filter(purpose="reply").latest("id")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_looks_are_given_by_keys(opened, rich, keep, size, scheme):
    page, _box = begun(opened, rich, {"desktop": "fresh", "phone": "letter"}[size], size=size, scheme=scheme)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Hei, paketti on ")
    page.keyboard.press("Control+b")
    page.keyboard.type("matkalla")
    page.keyboard.press("Control+b")
    page.keyboard.type(" jo. ")
    keep(page, f"rich-{size}-{scheme}")
    assert violations(page) == []

    delivery = left(page)

    assert "paketti on <b>matkalla</b> jo." in delivery.html.replace("\xa0", " ").replace("&nbsp;", " ")
    assert "paketti on matkalla jo." in delivery.text
    expect(page.locator("#thread .looked b")).to_have_text("matkalla")
    assert complaints(page) == []


def test_what_was_typed_before_the_editor_came_stays_where_it_was(opened, rich):
    page = opened(path=rich.path("swedish"), who="vaino")
    page.locator("#thread").press("r")
    page.wait_for_function("document.activeElement.matches('#reply_text, .rich')")
    page.keyboard.type("paketet kommer ", delay=5)
    expect(page.locator("#panel-reply .rich")).to_be_focused()
    page.keyboard.type("i morgon.")

    expect(page.locator("#reply_text")).to_have_value(
        re.compile(r"^Hej Sofia,\n\npaketet kommer i morgon\.\n\nVänliga")
    )


def test_word_and_the_web_are_cleaned_when_pasted(opened, rich):
    page, box = begun(opened, rich, "noted")
    page.keyboard.press("Control+a")

    box.evaluate(PASTE, ["text/html", WORD])
    box.evaluate(PASTE, ["text/html", WEB])

    expect(box.locator("ul li")).to_have_text(["kaksi vuotta", re.compile("kuitti")])
    expect(box.locator("b").first).to_have_text("Takuu")
    expect(box.locator("a")).to_have_attribute("href", "https://kuusi.fi/palautus")
    html = box.inner_html()
    assert not re.search(r"style=|class=|Mso|onclick|spy\.example|script|<h2|<td", html)
    assert complaints(page) == []


def test_a_pasted_picture_stands_in_the_letter_and_in_the_draft(opened, rich):
    page, box = begun(opened, rich, "called")
    box.evaluate(PASTE, ["image/png", DOT])
    expect(box.locator("img[data-cid]")).to_have_count(1)
    expect(page.locator("#panel-reply [data-kept]")).to_contain_text("Tallennettu")

    page.reload()
    box.focus()
    picture = page.locator("#panel-reply .rich img")
    expect(picture).to_have_js_property("naturalWidth", 1)
    page.keyboard.type("Soitamme tänään, ja näin se käy.")
    delivery = left(page)

    [enclosed] = delivery.enclosures.all()
    assert f'src="cid:{enclosed.content_id}"' in delivery.html
    expect(page.locator("#thread .looked img")).to_have_js_property("naturalWidth", 1)
    assert complaints(page) == []


def test_a_letter_waits_for_a_picture_that_is_still_being_kept(opened, rich):
    page, box = begun(opened, rich, "fresh")
    held, before = [], Delivery.objects.count()
    page.route("**/drafts/*/files/", lambda route: held.append(route))
    box.evaluate(PASTE, ["image/png", DOT])
    expect(box.locator("img")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reply-form.htmx-request")).to_be_visible()
    assert Delivery.objects.count() == before

    held[0].continue_()

    expect(page.locator("#panel-reply .rich")).to_have_count(0)
    expect(page.locator("#thread .looked img")).to_have_js_property("naturalWidth", 1)
    assert complaints(page) == []


def test_a_picture_that_cannot_be_kept_goes_along_as_a_file(opened, rich):
    page, box = begun(opened, rich, "noted")
    page.route("**/drafts/*/files/", lambda route: route.abort())
    box.evaluate(PASTE, ["image/png", DOT])

    expect(page.locator("#panel-reply .enclose li")).to_contain_text("image.png")
    expect(box.locator("img")).to_have_count(0)
    page.keyboard.type("Kuva on liitteenä.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#thread .files a", has_text="image.png")).to_be_visible()


def test_a_letter_whose_picture_could_not_be_kept_is_looked_at_first(opened, rich):
    page, box = begun(opened, rich, "lengthy")
    held, before = [], Delivery.objects.count()
    page.route("**/drafts/*/files/", lambda route: held.append(route))
    box.evaluate(PASTE, ["image/png", DOT])
    expect(box.locator("img")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reply-form.htmx-request")).to_be_visible()

    held[0].abort()

    expect(page.locator("#panel-reply .enclose li")).to_contain_text("image.png")
    expect(page.locator("#reply-form.htmx-request")).to_have_count(0)
    assert Delivery.objects.count() == before
    page.keyboard.type("Kuva on liitteenä.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread .files a", has_text="image.png")).to_be_visible()


def test_a_dropped_picture_stands_where_it_was_dropped_and_is_no_attachment(opened, rich):
    page, box = begun(opened, rich, "stranger")
    page.keyboard.press("Control+a")
    page.keyboard.type("Alku")
    page.keyboard.press("Enter")
    page.keyboard.type("Loppu")

    box.evaluate(DROP, DOT)

    expect(box.locator("div:last-of-type img[data-cid]")).to_have_count(1)
    expect(page.locator("#panel-reply .files li")).to_have_count(0)
    expect(page.locator("#panel-reply form[data-over]")).to_have_count(0)
    delivery = left(page)
    [enclosed] = delivery.enclosures.all()
    assert f'src="cid:{enclosed.content_id}"' in delivery.html
    assert complaints(page) == []


def test_a_letter_with_looks_goes_on_where_it_stopped(opened, rich):
    page, box = begun(opened, rich, "late")
    page.keyboard.press("Control+a")
    page.keyboard.type("Paketti ")
    page.keyboard.press("Control+b")
    page.keyboard.type("lähtee")
    expect(page.locator("#panel-reply [data-kept]")).to_contain_text("Tallennettu")
    page.reload()

    expect(box.locator("b")).to_have_text("lähtee")
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" huomenna.")

    expect(box).to_contain_text(re.compile(r"Paketti\s+lähtee\W*huomenna\."))


def test_a_letter_that_is_refused_keeps_its_looks_in_sight(opened, rich):
    page, box = begun(opened, rich, "called")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+b")
    page.keyboard.type("Lihavoitu.")
    page.locator("#reply_to_now").click()
    page.locator("#reply-form [name=cc]").fill("ei osoite")
    page.locator("#reply-form [name=cc]").press("Control+Enter")

    expect(page.locator("#reply_cc_error")).to_be_visible()
    expect(box.locator("b")).to_have_text("Lihavoitu.")
