"""Reception end to end: journal → customer, case, promise, search words, acknowledgement."""

import os
import threading
import time
from collections.abc import Callable
from statistics import median
from typing import Any

MAILS = 6_000
WORKERS = 2
ROUNDS = 5
TABLES = (
    "customers_customer", "customers_identity", "promises_promise", "channels_delivery", "cases_case", "cases_message",
    "cases_attachment", "understanding_understood", "understanding_question", "history_event", "live_hint",
)  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Measure mails a second, and the same rows written the fastest way, with parsing left out, as the limit."""
    from bench.letters import letters
    from bench.place import fresh_database

    with fresh_database() as brand:
        raws = list(letters(MAILS, to="tuki@kuusi.example"))
        rates, limits = [], []
        for _ in range(ROUNDS):  # one beside the other, so that a busy machine slows both
            clear()
            write(brand, raws)
            rates.append(MAILS / told_in())
            limits.append(MAILS / copied_in())
    # All that is understood of a mail is understood in reception, so the two are one figure with two aims.
    return [figure(name, rates, limits, aim=aim) for name, aim in (("understand", 1000), ("understand_full", 500))]


def figure(name: str, rates: list[float], limits: list[float], *, aim: int) -> dict[str, Any]:
    """Return a figure of mails a second."""
    value, limit = median(rates), median(limits)
    return {
        "name": name,
        "value": round(value),
        "unit": "mails/s",
        "aim": aim,
        "limit": round(limit),
        "ratio": round(value / limit, 2),
        "rounds": [round(rate) for rate in rates],
    }


def clear() -> None:
    """Empty what reception writes, and the journal."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(TABLES)}, journal_entry cascade")


def write(brand: Any, raws: list[bytes]) -> None:
    """Put mails into the journal."""
    from django.utils import timezone

    from aspa.journal.verbs import Arrival, write_down

    for start in range(0, len(raws), 200):
        write_down(
            [
                Arrival(brand.organisation_id, brand.pk, "email", raw, "", "tuki@kuusi.example", "door", timezone.now())
                for raw in raws[start : start + 200]
            ]
        )


def told_in() -> float:
    """Return the seconds in which two workers tell everything that waits."""
    from django.db import connections

    from aspa.reception import receive
    from bench.place import as_served

    connections.close_all()
    start = time.perf_counter()
    children = []
    for _ in range(WORKERS):
        if not (pid := os.fork()):
            with as_served():
                reception = receive.Reception()
                reception.is_proven = True  # a worker's first turn goes letter by letter; measured is what follows
                while reception.turn() == 0.0:
                    pass
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    return time.perf_counter() - start


def copied_in() -> float:
    """Return the seconds in which two connections write the same rows: COPY into emptied tables, the journal marked."""
    import psycopg
    from django.db import connection

    given = connection.get_connection_params()
    settings = {key: given[key] for key in ("host", "user", "dbname")}

    def mark(half: int) -> None:
        with psycopg.connect(**settings) as mine:
            mine.execute("update journal_entry set told_at = now() where id %% %s = %s", [WORKERS, half])

    def copy_in(table: str, rows: list[bytes]) -> None:
        with psycopg.connect(**settings) as mine, mine.cursor().copy(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write(row)

    with psycopg.connect(**settings, autocommit=True) as own:
        data = {}
        for table in TABLES:
            with own.cursor().copy(f"copy {table} to stdout") as copy:
                data[table] = [bytes(chunk) for chunk in copy]
        own.execute(f"truncate {', '.join(TABLES)} cascade")
        own.execute("update journal_entry set told_at = null")
        start = time.perf_counter()
        for table in TABLES:  # in this order, since rows point to rows of the tables before
            in_halves(copy_in, [(table, data[table][n::WORKERS]) for n in range(WORKERS)])
        in_halves(mark, [(n,) for n in range(WORKERS)])
        return time.perf_counter() - start


def in_halves(work: Callable[..., None], each: list[tuple[Any, ...]]) -> None:
    """Do the work in as many threads at once as there are workers."""
    halves = [threading.Thread(target=work, args=given) for given in each]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
