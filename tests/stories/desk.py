"""The desk as Väinö uses it: what he clicks and what he sees."""

import os
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "docs/screenshots"
PASSWORD = "kuusen-juurella-7"


class Desk:
    """One browser at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, link: str, *, address: str) -> None:
        """Found Kuusi Oy by the one-time link; its customers write to `address`."""
        self.page.goto(link)
        self.photograph("begin")
        filled = {
            "organisation": "Kuusi Oy",
            "brand": "Kuusi",
            "address": address,
            "admin_name": "Väinö Kuusinen",
            "admin_email": "vaino@kuusi.fi",
            "password": PASSWORD,
        }
        for name, value in filled.items():
            self.page.fill(f"[name={name}]", value)
        self.page.select_option("[name=language]", "fi")
        self.page.click("form.form button.main")
        expect(self.page.locator("#views")).to_be_visible()

    def see(self, view: str) -> None:
        """Look at a list, and note that the page is not loaded again from here on."""
        self.page.goto(f"{self.page.url.split('/', 3)[0]}//{self.page.url.split('/')[2]}/cases/?view={view}")
        expect(self.page.locator("html[data-line=online]")).to_be_attached()
        self.page.evaluate("window.isTheSamePage = true")

    @property
    def is_same_page(self) -> bool:
        """Whether the page has lived since `see`."""
        return self.page.evaluate("window.isTheSamePage === true")

    def row(self, *texts: str) -> None:
        """Wait until the list has just one case, and its row says this."""
        expect(self.page.locator("#rows > li")).to_have_count(1)
        for text in texts:
            expect(self.page.locator("#rows > li")).to_contain_text(text)

    def open(self, subject: str) -> None:
        """Open a case from the list."""
        self.page.locator("#rows > li a", has_text=subject).click()
        expect(self.page.locator("#case-title")).to_contain_text(subject)

    @property
    def promised(self) -> tuple[datetime, datetime]:
        """When the promise that is owed was given, and when it is due."""
        given = self.page.locator("#promise progress").get_attribute("data-from")
        due = self.page.locator("#promise time.left").get_attribute("datetime")
        return datetime.fromisoformat(given or ""), datetime.fromisoformat(due or "")

    def reply(self, text: str) -> None:
        """Answer by keyboard alone; asked what happens next, promise nothing more."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("r")
        self.write(text)
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator("#asked")).to_be_focused()
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.says(text.splitlines()[-1])

    def write(self, text: str) -> None:
        """Write an answer in the editor that has come to where one began."""
        editor = self.page.locator("#panel-reply [contenteditable]")
        expect(editor).to_be_focused()
        editor.fill(text)

    def reply_and_close(self, text: str) -> None:
        """Answer and close the case with it as solved."""
        self.page.locator("#reply_text").focus()
        self.write(text)
        self.page.select_option("#panel-reply [name=outcome]", "solved")
        self.page.click("#panel-reply button[name=closing]")
        expect(self.page.locator("#case-head .pill.spruce")).to_be_visible()

    def says(self, text: str) -> None:
        """Wait until the case says this."""
        expect(self.page.locator("#thread")).to_contain_text(text)

    def photograph(self, name: str) -> None:
        """Keep a picture for docs/ when asked for."""
        if os.environ.get("ASPA_SCREENSHOTS"):
            SCREENSHOTS.mkdir(exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
