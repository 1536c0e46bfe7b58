"""
Take the pictures in docs/screenshots anew, from the demo company, as a real browser shows it.

usage: python -m tests.pictures [NAME...]
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.parts.chromium import PROGRAM
from tests.parts.serving import Installation, Serving

PLACE = Path(__file__).resolve().parent.parent / "docs/screenshots"
PASSWORD = "kuusen-juurella-7"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SUBJECT = "Rikki mennyt tuote"  # the case in which most is going on
PAGES = {  # name → where it is
    "next": "/",
    "suspected": "/cases/?view=suspected",
    "handovers": "/handovers/",
    "customers": "/customers/",
    "passages": "/settings/passages/",
    "people": "/settings/people/",
    "roles": "/settings/roles/",
    "audit": "/settings/audit/",
    "settings": "/settings/",
    "tasks": "/tasks/",
}


def main(wanted: list[str]) -> None:
    """Seed, serve, and take each picture in both sizes, light and dark."""
    with tempfile.TemporaryDirectory(prefix="aspa-pictures-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        place = Installation(Path(folder) / "data")
        done = place.aspa("seed", "--password-stdin", given=f"{PASSWORD}\n")
        assert done.returncode == 0, done.stderr
        with Serving(place), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
            for size in SIZES:
                for scheme in ("light", "dark"):
                    take(browser, f"http://{place.http}", size, scheme, wanted)
            browser.close()


def take(browser: Browser, base: str, size: str, scheme: str, wanted: list[str]) -> None:
    """Take every picture that is wanted in one look."""
    look = {"viewport": SIZES[size], "color_scheme": scheme, "locale": "fi", "reduced_motion": "reduce"}
    page = browser.new_context(base_url=base, **look).new_page()
    sign_in(page)
    for name, path in {**PAGES, "case": case_of(page)}.items():
        if wanted and name not in wanted:
            continue
        page.goto(path)
        page.wait_for_timeout(400)  # what comes a moment later: counts, times
        page.screenshot(path=PLACE / f"{name}-{size}-{scheme}.png")
    page.context.close()


def sign_in(page: Page) -> None:
    """Come in as Väinö, who administers."""
    page.goto("/")
    page.locator("[name=login]").fill("vaino@kuusi.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("body.desk")


def case_of(page: Page) -> str:
    """Return the address of the case in which most is going on."""
    page.goto(f"/cases/?view=all&q={SUBJECT}")
    return page.locator("a[href^='/cases/1']").first.get_attribute("href") or "/"


if __name__ == "__main__":
    main(sys.argv[1:])
