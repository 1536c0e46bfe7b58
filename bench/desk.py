"""The desk at full data: list, case and find through HTTP, one browser, at 10,000 and at a million cases."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import httpx
import psutil

from bench.idle import signed_in
from tests.parts.serving import Installation, Serving

FEW, MANY = 10_000, int(os.environ.get("BENCH_CASES", "1000000"))
ROUNDS, PAGES, WARM = 3, 200, 60
PASSWORD = "kuusen-juurella-7"
HERE = Path(__file__).resolve().parents[1]
VIEWS = ("next", "mine", "queue", "today", "late", "closed", "all")
# Words of 2–25 messages in a hundred, which stand together in a few of a thousand: the hardest search there is.
COMMON = (
    "ei mutta kuin sitten juuri itse yli hyvin teillä pitkä päivää viikkoa menee näyttää vaihtaa annan kadotin "
    "haluaisin tarvitsisin tarkistan hankimme kyseessä kopion tarjous tuotteesta tilauksessa noudettavissa"
).split()
AIM, AIM_CPU = 20, 2.0  # ms
FIGURES = ("desk_list", "desk_case", "desk_find", "desk_words", "desk_words_common")
Took = dict[str, list[float]]


def run() -> list[dict[str, Any]]:
    """Measure p95 (ms) of each kind of page and the web server's CPU for it; the limit is the same at 10,000 cases."""
    few, many = _measured(FEW), _measured(MANY)
    return [
        _figure(name + tail, many[name + tail], few[name + tail], AIM_CPU if tail else AIM)
        for name in FIGURES
        for tail in ("", "_cpu")
    ]


def _measured(count: int) -> Took:
    place = Installation(seeded(count))
    took: Took = {}
    with Serving(place) as serving, signed_in(f"http://{place.http}", "johtaja@suuri.example", PASSWORD) as browser:
        web = _web(serving)
        chance = Random(5)
        numbers = _numbers(browser, count)
        for name, address in _pages(count, numbers, chance).items():
            _rounds(browser, web, address, took, name)
    return took


def seeded(count: int) -> Path:
    """Return the data folder of an installation with that many cases, made once; each start brings its tables along."""
    data = HERE / f"build/bench/{count}"
    if not (data / "filled").exists():
        shutil.rmtree(data, ignore_errors=True)
        begin = time.monotonic()
        command = ["seed", "--scale", str(count), "--password-stdin"]
        done = Installation(data).aspa(*command, given=f"{PASSWORD}\n", within=3_600)
        assert done.returncode == 0, done.stderr
        (data / "filled").write_text(f"{time.monotonic() - begin:.0f} s\n")
    return data


def _pages(count: int, first: int, chance: Random) -> dict[str, Callable[[], str]]:
    def someone() -> int:
        return int(chance.random() * count)

    return {
        "desk_list": lambda: f"/?view={chance.choice(VIEWS)}",
        "desk_case": lambda: f"/cases/{first + someone()}/",
        "desk_find": lambda: f"/?q={first + someone()}",
        "desk_words": lambda: f"/?q={100_000 + someone()}+tilaus",
        "desk_words_common": lambda: f"/?q={'+'.join(chance.sample(COMMON, 2))}",
    }


def _rounds(browser: httpx.Client, web: psutil.Process, address: Callable[[], str], took: Took, name: str) -> None:
    """Fetch pages one after the other; keep the p95 and the CPU a page of each round."""
    list(_times(browser, address, WARM))
    for _ in range(ROUNDS):
        before = sum(web.cpu_times()[:2])
        times = list(_times(browser, address, PAGES))
        cpu = (sum(web.cpu_times()[:2]) - before) / PAGES * 1e3
        took.setdefault(name, []).append(quantiles(times, n=20)[-1])
        took.setdefault(f"{name}_cpu", []).append(cpu)


def _times(browser: httpx.Client, address: Callable[[], str], count: int) -> Iterator[float]:
    for _ in range(count):
        page = address()
        begin = time.perf_counter()
        answer = browser.get(page)
        yield (time.perf_counter() - begin) * 1e3
        assert answer.status_code == 200, (page, answer.status_code)


def _numbers(browser: httpx.Client, count: int) -> int:
    """Return the number of the first case: an installation made for this has its numbers in one row."""
    for number in range(10_000, 10_100):
        if browser.get(f"/cases/{number}/").status_code == 200:
            return number
    raise LookupError("no case was found")


def _web(serving: Serving) -> psutil.Process:
    port = int(serving.at.http.rpartition(":")[2])
    return next(
        part for part in serving.parts() if any(c.laddr and c.laddr.port == port for c in part.net_connections("inet"))
    )


def _figure(name: str, rounds: list[float], limits: list[float], aim: float) -> dict[str, Any]:
    value, limit = median(rounds), median(limits)
    return {
        "name": name,
        "value": round(value, 2),
        "unit": "ms CPU" if name.endswith("_cpu") else "ms p95",
        "aim": aim,
        "limit": round(limit, 2),
        "ratio": round(value / limit, 2),
        "rounds": [round(each, 2) for each in rounds],
    }
