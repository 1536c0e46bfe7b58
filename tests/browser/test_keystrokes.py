"""A whole case served without touching the mouse, and how many keys that takes beside the words."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from aspa.cases.models import Case

pytestmark = pytest.mark.django_db
COUNT = """() => {
  Object.assign(window, { pressed: 0, pointed: 0, isWriting: false });
  const modifiers = ["Control", "Shift", "Alt", "Meta"];
  addEventListener("keydown", ({ key }) => { window.pressed += !window.isWriting && !modifiers.includes(key); }, true);
  const point = () => { window.pointed += 1; };
  for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) addEventListener(kind, point, true);
}"""


@dataclass
class Hands:
    """Two hands on a keyboard; the page itself counts what they press."""

    page: Page

    def __post_init__(self) -> None:
        self.page.evaluate(COUNT)

    def press(self, *keys: str) -> None:
        """Press one key after the other, a chord counting as one."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Write words, which do not count."""
        self.page.evaluate("window.isWriting = true")
        self.page.keyboard.type(words)
        self.page.evaluate("window.isWriting = false")

    @property
    def strokes(self) -> int:
        """How many keys were pressed, since the mouse was never touched."""
        pressed, pointed = self.page.evaluate("[window.pressed, window.pointed]")
        assert pointed == 0
        return pressed


@pytest.fixture
def record(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Keep a count with the results of the tests, and print it."""

    def note(name: str, count: int) -> None:
        record_property(name, count)
        print(f"{name}: {count}")

    return note


def test_a_case_is_opened_answered_and_closed_with_seven_keys(opened, company, record):
    page, case = opened(), company.cases["late"]
    hands = Hands(page)

    hands.press("j", "Enter")  # the most urgent stands first
    expect(page.locator("#thread")).to_be_focused()
    hands.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    hands.write("lasku on nyt oikaistu.")
    hands.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("lasku on nyt oikaistu.")
    hands.press("c", "Tab", "Enter")
    expect(page.get_by_role("button", name="Avaa uudestaan")).to_be_visible()

    record("keystrokes_of_a_case", hands.strokes)
    assert hands.strokes <= 7
    assert page.trouble == []
    case = Case.objects.select_related("closure").get(pk=case.pk)
    assert (case.closure.outcome, case.owner_agent, case.promise) == ("solved", company.aino, None)
    assert case.messages.get(kind="reply").text.startswith("Hei Matti,\n\nlasku on nyt oikaistu.")


def test_a_case_is_taken_noted_tagged_answered_and_closed_by_keys_alone(opened, company, record):
    page, case = opened(path="/?view=queue"), company.cases["letter"]
    hands = Hands(page)
    while page.locator(f"#row-{case.number} a").evaluate("row => row !== document.activeElement"):
        hands.press("j")
    walked = hands.strokes

    hands.press("Enter")
    expect(page.locator("#thread")).to_be_focused()
    hands.press("t")
    expect(page.locator(".case-head .facts")).to_contain_text("sinä")
    note(page, hands, "Vaihdetaan @vä")
    tag(page, hands, "takuu")
    answer_and_close(page, hands)

    record("keystrokes_of_a_case_with_everything", hands.strokes - walked)
    assert hands.strokes - walked <= 14
    case = Case.objects.select_related("closure").get(pk=case.pk)
    assert (case.closure.outcome, case.owner_agent) == ("solved", company.aino)
    assert [one.tag.name for one in case.taggings.all()] == ["takuu"]
    assert page.trouble == []


def test_the_next_key_need_not_wait_until_the_letter_has_left(opened, company):
    page, case, held = opened(path=company.path("swedish")), company.cases["swedish"], []
    page.route("**/messages/", lambda route: held.append((route, route.fetch())))
    hands = Hands(page)
    hands.press("r")
    expect(page.locator("#reply_text")).to_be_focused()
    hands.write("paketet kommer i morgon.")
    hands.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("paketet kommer i morgon.")  # a hint was quicker

    hands.press("c", "Tab")
    for route, answer in held:
        route.fulfill(response=answer)
    expect(page.locator("#reply form.htmx-request")).to_have_count(0)
    hands.press("Enter")

    expect(page.get_by_role("button", name="Avaa uudestaan")).to_be_visible()
    assert Case.objects.get(pk=case.pk).closure.outcome == "solved"


def note(page: Page, hands: Hands, words: str) -> None:
    """Write a memo that calls a colleague."""
    with page.expect_response("**/colleagues/"):
        hands.press("m")
    hands.write(words)
    expect(page.locator("#colleagues")).to_be_visible()
    hands.press("Enter", "Control+Enter")
    expect(page.locator("#thread")).to_contain_text("Vaihdetaan @Väinö Kuusinen")


def tag(page: Page, hands: Hands, name: str) -> None:
    """Give the open case a tag, by the command box."""
    hands.press("/")
    hands.write("lisää tunniste")
    hands.press("Enter")
    expect(page.locator("#tag")).to_be_focused()
    hands.write(name)
    hands.press("Enter")
    expect(page.locator(".tagged")).to_contain_text(name)


def answer_and_close(page: Page, hands: Hands) -> None:
    """Write the answer, send it, and close the case as solved."""
    hands.press("Escape", "r")
    expect(page.locator("#reply_text")).to_be_focused()
    hands.write("uusi kello on matkalla.")
    hands.press("Control+Enter")
    expect(page.locator("#thread")).to_contain_text("uusi kello on matkalla.")
    hands.press("c", "Tab", "Enter")
    expect(page.get_by_role("button", name="Avaa uudestaan")).to_be_visible()


def test_a_new_case_is_written_at_once_and_left_by_keys(opened):
    page = opened()
    page.keyboard.press("n")
    name = page.get_by_label("Asiakkaan nimi")
    expect(name).to_be_focused()

    page.keyboard.type("Maija")
    expect(name).to_have_value("Maija")
    page.keyboard.press("Escape")
    expect(name).not_to_be_focused()
    page.keyboard.press("?")

    expect(page.locator("#keys")).to_be_visible()
