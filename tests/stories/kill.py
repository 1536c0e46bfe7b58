"""
Kill tests: SIGKILL at random moments while mail flows in and answers flow out, and a count of everything afterwards.

usage: python -m tests.stories.kill [--mails 5000] [--rounds 3] [--seed N]     (prints the table of docs/faults.md)
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tests.parts.serving import Installation, Serving
from tests.stories.ledger import Book, Ledger
from tests.stories.outside import Elsewhere
from tests.stories.people import Agents, Customers

KINDS = ("worker", "web", "door", "database", "everything")
COMM = {"worker": "aspa-work-1", "web": "aspa-web-1", "door": "aspa-door"}
PATIENCE = 120.0  # seconds without anything happening
CALM = 3.0  # seconds without anything happening before the clock is helped on


@dataclass
class Told:
    """How a run went."""

    ledger: Ledger
    kills: int
    seconds: float


class Company:
    """Kuusi Oy at work: customers write, agents answer, the mail server outside takes what leaves."""

    def __init__(self, folder: Path, *, mails: int, seed: int) -> None:
        self.outside = Elsewhere(folder)
        self.at = Installation(folder / "data", ASPA_SMTP_URL=self.outside.url, ASPA_LOG="warning")
        self.serving = Serving(self.at)
        self.book = Book(self.at.data / "run")
        self.customers = Customers(int(self.at.lmtp.rpartition(":")[2]), mails, seed)
        self.mails, self.seed = mails, seed

    def begin(self, stack: ExitStack) -> None:
        """Serve, and let everybody come."""
        self.at.set_up()
        stack.enter_context(self.outside)
        self.serving.__enter__()
        stack.callback(lambda: self.serving.__exit__(None, None, None))
        token = self.at.aspa("token", "create", "--name", "kassa").stdout.strip()
        self.agents = Agents(self.at.http, token, self.mails // 5, self.seed)
        self.customers.start()
        self.agents.start()

    @property
    def progress(self) -> float:
        """How much of what will happen has happened: mails accepted, letters out."""
        expected = self.customers.mails + self.customers.firsts + self.agents.replies
        return (len(self.customers.accepted) + self.outside.count) / expected

    def kill(self, kind: str) -> None:
        """Kill one part, or everything and start it again."""
        if kind == "everything":
            self.serving.stop(signal.SIGKILL)
            self.serving = Serving(self.at)
            self.serving.__enter__()
            return
        while not (found := self._found(kind)):
            time.sleep(0.01)  # it is being started again after the last time
        found.kill()

    def _found(self, kind: str) -> psutil.Process | None:
        try:
            if kind == "database":
                return self.serving.database()
            parts = psutil.Process(self.serving.process.pid).children()
            return next((part for part in parts if comm(part.pid) == COMM[kind]), None)
        except (psutil.NoSuchProcess, OSError, IndexError):
            return None

    def end(self) -> Ledger:
        """Return when everybody has said everything and everything has left, with the count of it."""
        self.customers.join()
        self.agents.join()
        self.goes_on(lambda: self._left() == 0, self._left)
        return self.book.ledger(self.customers, self.agents, self.outside.copies)

    def goes_on(self, is_so: Callable[[], bool], measure: Callable[[], float]) -> None:
        """Wait until something is so; fail when what is measured stands still."""
        known, since, helped = measure(), time.monotonic(), time.monotonic()
        while not is_so():
            time.sleep(0.2)
            if (now := measure()) != known:
                known, since = now, time.monotonic()
            if time.monotonic() - max(since, helped) > CALM:
                self.minute_passes()
                helped = time.monotonic()
            assert time.monotonic() - since < PATIENCE, f"{now} stands still\n{self.serving.said[-3000:]}"

    def minute_passes(self) -> None:
        """Let the minute pass that what a dead worker held waits for, if the database is there."""
        with suppress(psycopg.Error):
            self.book.minute_passes()

    def _left(self) -> int:
        try:
            return self.book.waiting()
        except psycopg.Error:
            return -1  # the database is coming back


def comm(pid: int) -> str:
    """Return what `ps` calls a process."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


def run(kinds: Sequence[str], *, mails: int, seed: int) -> Told:
    """Let `mails` flow and kill each of `kinds` once, in this order, at random moments drawn from `seed`."""
    rng, began = random.Random(seed), time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="aspa-kill-", dir="/tmp"))  # short: it holds a socket
    folder.chmod(0o755)
    try:
        with ExitStack() as stack:
            company = Company(folder, mails=mails, seed=seed)
            company.begin(stack)
            killing(company, kinds, moments=sorted(rng.uniform(0.02, 0.95) for _ in kinds), rng=rng)
            ledger = company.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Told(ledger, len(kinds), time.monotonic() - began)


def killing(company: Company, kinds: Iterable[str], *, moments: Iterable[float], rng: random.Random) -> None:
    """Kill at each moment of the whole progress, and a few random milliseconds later."""
    for kind, moment in zip(kinds, moments, strict=True):
        company.goes_on(lambda moment=moment: company.progress >= moment, lambda: company.progress)
        time.sleep(rng.uniform(0, 0.03))
        company.kill(kind)


HEAD = """| killed | runs | kills | mails accepted | missing | doubled | replies | unsent | sent twice | shown unread |
|---|---|---|---|---|---|---|---|---|---|"""


def any_of_them(kills: int, seed: int) -> list[str]:
    """Return every kind about equally often, in an order drawn from `seed`."""
    kinds = [*KINDS * (kills // len(KINDS) + 1)][:kills]
    random.Random(seed).shuffle(kinds)
    return kinds


def row(kind: str, runs: Sequence[Told]) -> str:
    """Return a row of the table."""
    names = ("accepted", "missing", "doubled", "replies", "unsent", "sent_twice", "unread")
    sums = [sum(getattr(one.ledger, name) for one in runs) for name in names]
    return (
        f"| {kind} | {len(runs)} | {sum(one.kills for one in runs)} | " + " | ".join(f"{one:,}" for one in sums) + " |"
    )


def main() -> int:
    """Run all rounds; print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--mails", type=int, default=5000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--kills", type=int, default=6, help="in each run")
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked.add_argument("--only", default="", help="one kind")
    given = asked.parse_args()
    told: dict[str, list[Told]] = {kind: [] for kind in ([given.only] if given.only else [*KINDS, "any of them"])}
    for seed in range(given.seed, given.seed + given.rounds):
        for kind, runs in told.items():
            kinds = [kind] * given.kills if kind in KINDS else any_of_them(given.kills, seed)
            runs.append(run(kinds, mails=given.mails, seed=seed))
            print(kind, seed, kinds, runs[-1], flush=True)
        print("\n".join([HEAD, *(row(kind, runs) for kind, runs in told.items())]), flush=True)
    return 0


if __name__ == "__main__":
    os.umask(0o022)
    threading.current_thread().name = "kill"
    with tempfile.TemporaryDirectory(prefix="aspa-kill-", dir="/tmp") as shared:  # by all runs, as in a run of tests
        Path(shared).chmod(0o755)
        os.environ["ASPA_DATA"] = shared
        sys.exit(main())
