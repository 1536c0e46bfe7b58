"""What understanding costs: processor time of a mail, memory of a process, messages indexed a second."""

import time
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "aspa/language/examples/reasons.tsv"
LETTERS = 1000  # of a mail
MAILS, WARM, ROUNDS = 200, 400, 5
MB = 1_000_000


def run() -> list[dict[str, Any]]:
    """Measure; the limit of what is understood is the time in which the same mails are only split into words."""
    import psutil

    from aspa.language.words import PLAIN, analyze

    before, began = psutil.Process().memory_info().rss, time.process_time()
    from aspa.language.analysis import understand

    understand("Hei, missä tilaukseni 100234 viipyy?")
    loaded = time.process_time() - began
    made = mails()
    for mail in made[:WARM]:
        understand(mail)
    memory = (psutil.Process().memory_info().rss - before) / MB
    each = made[WARM:]
    split = [seconds(PLAIN.findall, each) for _round in range(ROUNDS)]
    return [
        figure("understand_cpu", [1000 * seconds(understand, each) for _round in range(ROUNDS)], "ms/1000 letters", 1.5,
               1000 * median(split)),
        figure("index_rate", [1 / seconds(analyze, each) for _round in range(ROUNDS)], "messages/s", 2000,
               1 / median(split)),
        figure("language_memory", [memory], "MB", 300, before / MB),
        figure("language_load", [loaded], "s", 2, median(split)),
    ]  # fmt: skip


def mails() -> list[str]:
    """Return mails of a thousand letters, made of example messages."""
    rows = [line.split("\t")[3] for line in EXAMPLES.read_text().splitlines() if line.startswith("fi\t")]
    chance = Random(1)
    return ["\n".join(chance.choices(rows, k=40))[:LETTERS] for _mail in range(WARM + MAILS)]


def seconds(work: Any, each: list[str]) -> float:
    """Return the processor time of one mail."""
    start = time.process_time()
    for mail in each:
        work(mail)
    return (time.process_time() - start) / len(each)


def figure(name: str, rounds: list[float], unit: str, aim: float, limit: float) -> dict[str, Any]:
    """Return a figure; the ratio is to the limit."""
    value = median(rounds)
    shown = [round(one, 2) for one in rounds]
    ratio = round(value / limit, 2)
    return {"name": name, "value": round(value, 2), "unit": unit, "aim": aim, "limit": round(limit, 4), "ratio": ratio,
            "rounds": shown}  # fmt: skip
