"""Searching at a million messages: words in whatever form they stand, newest first, and words that are mistyped."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from statistics import median, quantiles
from typing import Any

from bench.desk import COMMON, seeded
from bench.language import figure

CASES = 100_000  # with ten messages each
SEARCHES, WARM, ROUNDS = 300, 60, 3
NAMES = ("virtannen", "korhonnen", "mäkinnen", "niemminen", "hämälainen", "koskinenn", "jarvinen", "lehtonnen")
TYPED = ("palautuus", "toimtus", "laskku", "tilauus", "takku", "kenkkä", "vaihtto", "osoitte")


def run() -> list[dict[str, Any]]:
    """Measure whole searches with fifty rows each (ms); the limit is finding a case by its number in the same run."""
    with as_an_agent(CASES) as viewer:
        from aspa.cases.finding.find import find
        from aspa.cases.finding.meant import meant

        chance = Random(7)
        numbers = [str(10_000 + chance.randrange(CASES)) for _nth in range(SEARCHES)]
        words = [text for _nth in range(SEARCHES // 3) for text in wanted(chance)]
        typed = [chance.choice((*NAMES, *TYPED)) for _nth in range(SEARCHES)]
        for text in words[:WARM]:
            find(viewer, text)
        limit = median(times(lambda text: find(viewer, text), numbers * ROUNDS))
        found = [times(lambda text: find(viewer, text), words) for _round in range(ROUNDS)]
        mended = [times(lambda text: meant(text, organisation_id=viewer.organisation_id), typed)
                  for _round in range(ROUNDS)]  # fmt: skip
    return [
        figure("search_p50", [median(each) for each in found], "ms", 1, limit),
        figure("search_p99", [quantiles(each, n=100)[98] for each in found], "ms", 10, limit),
        figure("search_typo", [median(each) for each in mended], "ms", 50, limit),
    ]


def wanted(chance: Random) -> Iterator[str]:
    """What people look for: an order, a word, two common words."""
    yield f"{100_000 + chance.randrange(CASES)} tilaus"
    yield chance.choice(COMMON)
    yield " ".join(chance.sample(COMMON, 2))


def times(work: Callable[[str], Any], texts: list[str]) -> list[float]:
    """Return how long each took, in ms."""
    taken = []
    for text in texts:
        begin = time.perf_counter()
        work(text)
        taken.append(1000 * (time.perf_counter() - begin))
    return taken


@contextmanager
def as_an_agent(count: int) -> Iterator[Any]:
    """Yield an agent of the company with so many cases, at its database, as the desk is served."""
    os.environ |= {"ASPA_DATA": str(seeded(count)), "DJANGO_SETTINGS_MODULE": "aspa.settings"}
    os.environ.pop("ASPA_DATABASE_URL", None)
    import django

    django.setup()
    from aspa.kit import walls
    from aspa.ops.database import migrate
    from aspa.ops.serving.postgres import PrivatePostgres
    from aspa.staff.models import Agent
    from bench.place import as_served

    server = PrivatePostgres()
    server.start()
    try:
        with walls.as_owner():
            migrate()
            agent = Agent.objects.get(email="johtaja@suuri.example")
        with as_served(), walls.within(agent.organisation_id):
            yield agent
    finally:
        server.stop()
