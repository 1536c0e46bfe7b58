"""
Opening a case from the list, as an agent sees it: from the click until the case is painted, in a browser at full data.

The limit is the same browser in the same run, to which a bare server gives the same bytes as a page with nothing else.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.desk import MANY, PASSWORD, seeded
from tests.parts.chromium import PROGRAM
from tests.parts.serving import Installation, Serving

AIM = 100  # ms
ROUNDS, ROWS, WARM = 3, 20, 20
VIEWS = ("next", "mine", "queue", "today", "all")
SIZE = {"width": 1440, "height": 900}
# A click is timed by the input itself; a case is there when the frame that shows it has been painted.
TIMED = """() => {
  window.took = [];
  let row, from;
  addEventListener("click", (event) => {
    row = event.target.closest("#rows > [data-number]");
    from = event.timeStamp;
  }, true);
  const painted = () => {
    if (!row || document.querySelector("#case")?.dataset.number !== row.dataset.number) return;
    const since = from, { port1, port2 } = new MessageChannel();
    row = undefined;
    port1.onmessage = () => window.took.push(performance.now() - since);
    requestAnimationFrame(() => port2.postMessage(0));
  };
  document.addEventListener("htmx:after:swap", painted);
  document.addEventListener("bare:swap", painted);
}"""
ASKED = """async (path) => {
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "section#case" };
  return (await fetch(path, { headers })).text();
}"""
BARE = """<!doctype html><meta charset="utf-8"><title>Bare</title>
<ol id="rows">%s</ol><main><section id="case"></section></main>
<script>
document.querySelector("#rows").addEventListener("click", async (event) => {
  event.preventDefault();
  const row = event.target.closest("li");
  const text = await (await fetch("/case", { cache: "no-store" })).text();
  document.querySelector("main").innerHTML = text;
  document.querySelector("#case").dataset.number = row.dataset.number;
  document.dispatchEvent(new Event("bare:swap"));
});
</script>"""


def run() -> list[dict[str, Any]]:
    """Measure p95 (ms) of opening a hundred cases a round; the limit is a bare page with the same bytes."""
    place = Installation(seeded(MANY))
    with Serving(place), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE, locale="fi-FI", base_url=f"http://{place.http}")
        sign_in(page)
        rounds = [_round(page) for _ in range(ROUNDS + 1)][1:]  # the first one warms everything
        with bare(_part(page)) as address:
            other = chromium.new_page(viewport=SIZE, base_url=address)
            limits = [_bare(other) for _ in range(ROUNDS + 1)][1:]
        chromium.close()
    return [_figure(rounds, limits)]


def sign_in(page: Page) -> None:
    """Sign in as the administrator of the big company."""
    page.goto("/sign-in/")
    page.fill("[name=login]", "johtaja@suuri.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#rows")


def _round(page: Page) -> float:
    """Open the first cases of each view, one after the other."""
    took: list[float] = []
    for view in VIEWS:
        page.goto(f"/?view={view}")
        page.wait_for_selector("html[data-line=online]")
        took += _opened(page)
    return quantiles(took, n=20)[-1]


def _bare(page: Page) -> float:
    took: list[float] = []
    for _ in VIEWS:
        page.goto("/")
        took += _opened(page)
    return quantiles(took, n=20)[-1]


def _opened(page: Page) -> list[float]:
    page.evaluate(TIMED)
    rows = page.locator("#rows > [data-number] > a")
    count = min(rows.count(), ROWS)
    for nth in range(count):
        rows.nth(nth).click()
        page.wait_for_function("many => window.took.length > many", arg=nth, polling=20)
    took: list[float] = page.evaluate("window.took")
    return took


def _part(page: Page) -> str:
    """Return the part that the list gets for a case, of the length in the middle of a few."""
    page.goto("/?view=all")
    paths = page.locator("#rows > [data-number] > a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    parts: list[str] = [page.evaluate(ASKED, path) for path in paths[:9]]
    assert all('id="case"' in part for part in parts), parts[0][:500]
    return sorted(parts, key=len)[len(parts) // 2]


@contextmanager
def bare(part: str) -> Iterator[str]:
    """Serve a page of rows and one part for each of them, packed beforehand; yield its address."""
    rows = "".join(f'<li data-number="{nth}"><a href="/">{nth}</a></li>' for nth in range(1, ROWS + 1))
    answers = {"/": gzip.compress((BARE % rows).encode()), "/case": gzip.compress(part.encode())}

    class Bare(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: else the second waits for the browser to acknowledge the first
        disable_nagle_algorithm = True

        def handle(self) -> None:
            with suppress(ConnectionResetError):  # a browser that ends does not say good-bye
                super().handle()

        def do_GET(self) -> None:
            body = answers.get(self.path, answers["/"])
            self.send_response(200)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _figure(rounds: list[float], limits: list[float]) -> dict[str, Any]:
    value, limit = median(rounds), median(limits)
    return {
        "name": "case_open",
        "value": round(value, 1),
        "unit": "ms p95",
        "aim": AIM,
        "limit": round(limit, 1),
        "ratio": round(value / limit, 2),
        "rounds": [round(each, 1) for each in rounds],
    }
