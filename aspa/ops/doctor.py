"""`aspa doctor`: what is in force, what is wrong, and what to do about it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.db.utils import Error
from django.utils import timezone

from aspa.ops.checks import machine, work
from aspa.ops.checks.finding import Finding
from aspa.ops.database import database
from aspa.ops.trouble import DONE, WRONG, Trouble, sentence

MARKS = {"ok": "ok     ", "warning": "WARNING", "wrong": "WRONG  "}


def doctor(*, as_json: bool) -> int:
    """Look at everything and tell it; the exit code is 1 when something is wrong, 0 otherwise."""
    found = list(examine())
    is_well = all(finding.state != "wrong" for finding in found)
    if as_json:
        print(json.dumps({"is_well": is_well, "checks": [asdict(finding) for finding in found]}, indent=1))
    else:
        _tell(found)
    return DONE if is_well else WRONG


def examine() -> Iterator[Finding]:
    """Look at one thing after the other; what cannot be looked at is a finding too."""
    now = timezone.now()
    yield from (machine.release(), machine.names(), machine.folder(), machine.disk(), machine.backups(at=now))
    yield from machine.listening()
    yield machine.way_out()
    try:
        with database("doctor", migrated=False):
            yield from _inside()
    except (Trouble, Error) as error:
        advice = "See postgres.log in the data folder, or what ASPA_DATABASE_URL names."
        yield Finding("database", "wrong", (sentence(error) or str(error)).partition("\n")[0], advice)


def _inside() -> Iterator[Finding]:
    yield (tables := work.tables())
    if tables.state == "wrong":
        return  # nothing else can be asked of tables of another release
    now = timezone.now()
    yield from work.database(at=now)
    yield from (work.journal(at=now), work.deliveries(at=now), work.reactions(at=now), work.promises(at=now))
    yield from work.mailboxes(at=now)


def _tell(found: Iterable[Finding]) -> None:
    for finding in found:
        print(f"{MARKS[finding.state]}  {finding.name:<12} {finding.what}")
        if finding.advice:
            print(f"{'':23}→ {finding.advice}")
