"""What Aspa weighs: memory while nobody asks anything, and what a browser loads to show the desk."""

import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from tests.parts.serving import Installation, Serving

ROUNDS = 3
SETTLES = 8.0  # seconds until what was loaded at start has come to rest
PASSWORD = "kuusen-juurella-7"
LINKED = re.compile(r'(?:href|src)="(/static/[^"#?]+)')
IMPORTED = re.compile(r'(?:from|import)\s*"(\.[^"]+)"')


def run() -> list[dict[str, Any]]:
    """Measure memory (Pss of every process) beside the database's share, and the bytes of a desk with all its parts."""
    with _serving() as serving:
        memory, database = [], []
        for _ in range(ROUNDS):
            time.sleep(SETTLES)
            memory.append(_pss(serving, of="") / 1e6)
            database.append(_pss(serving, of="postgres") / 1e6)
        html, rest = _weight(serving)
    return [
        _figure("idle_memory", memory, "MB", 300, database),
        _figure("page_weight", [(html + rest) / 1e3], "kB", 150, [html / 1e3]),
    ]


@contextmanager
def _serving() -> Iterator[Serving]:
    with tempfile.TemporaryDirectory(prefix="aspa-idle-") as name:
        Path(name).chmod(0o755)
        place = Installation(Path(name) / "data")
        done = place.aspa("seed", "--password-stdin", given=f"{PASSWORD}\n")
        assert done.returncode == 0, done.stderr
        with Serving(place) as serving:
            yield serving


def _pss(serving: Serving, *, of: str) -> int:
    processes = [each for each in serving.everybody() if of in " ".join(each.cmdline())]
    return sum(process.memory_full_info().pss for process in processes)


def _weight(serving: Serving) -> tuple[int, int]:
    """Return the bytes of a list and of a case as they travel, and of everything that they load."""
    with signed_in(f"http://{serving.at.http}", "aino@kuusi.example", PASSWORD) as browser:
        pages = [browser.get("/"), browser.get(first_case(browser.get("/").text))]
        wanted = {link for page in pages for link in LINKED.findall(page.text)}
        seen: dict[str, int] = {}
        while wanted:
            path = wanted.pop()
            answer = browser.get(path)
            assert answer.status_code == 200, path
            seen[path] = answer.num_bytes_downloaded
            if path.endswith(".js"):
                wanted |= {str(httpx.URL(path).join(link)) for link in IMPORTED.findall(answer.text)} - seen.keys()
    return sum(page.num_bytes_downloaded for page in pages), sum(seen.values())


@contextmanager
def signed_in(base: str, email: str, password: str) -> Iterator[httpx.Client]:
    """Sign in to a desk as a browser does."""
    headers = {"Accept-Encoding": "gzip, br", "Referer": base, "Accept-Language": "fi"}
    with httpx.Client(base_url=base, headers=headers, follow_redirects=True, timeout=60) as browser:
        form = browser.get("/sign-in/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, form
        given = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
        answer = browser.post("/sign-in/", data=given)
        assert "/sign-in/" not in str(answer.url), answer.text
        yield browser


def first_case(page: str) -> str:
    """Return the address of the first case that a list shows."""
    found = re.search(r'href="(/cases/\d+/[^"]*)"', page)
    assert found, page
    return found[1]


def _figure(name: str, rounds: list[float], unit: str, aim: float, limits: list[float]) -> dict[str, Any]:
    value, limit = median(rounds), median(limits)
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "aim": aim,
        "limit": round(limit, 1),
        "ratio": round(value / limit, 2),
        "rounds": [round(each, 1) for each in rounds],
    }
