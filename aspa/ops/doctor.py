"""`aspa doctor`: what is in force, what is wrong, and what to do about it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.conf import settings
from django.db.utils import Error
from django.utils import timezone

from aspa.kit.secrets import OtherKey
from aspa.ops.checks import machine, work
from aspa.ops.checks.finding import Finding
from aspa.ops.database import database
from aspa.ops.serving import folder, started
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
    yield from (machine.release(), machine.names(), machine.folder(), machine.disk())
    if not folder.holds_installation():
        return  # whatever else could be looked at would be another installation's
    yield machine.backups(at=now)
    yield from _outside()
    try:
        with database("doctor", migrated=False):
            yield from _inside()
    except (Trouble, Error) as error:
        advice = "See postgres.log in the data folder, or what ASPA_DATABASE_URL names."
        yield Finding("database", "wrong", (sentence(error) or str(error)).partition("\n")[0], advice)


def _outside() -> Iterator[Finding]:
    """Look at what the Aspa that serves from here speaks with; where none serves, at what this shell would begin."""
    try:
        running = started.running()
    except OtherKey:
        running = None
        yield Finding("shell", "wrong", "its ASPA_SECRET_KEY is not the running Aspa's", "Set it to the same.")
    if running:
        yield machine.shell(running)
    seen = running or started.here()
    yield from machine.listening(seen.places, is_ours=folder.is_served() or not settings.IS_EMBEDDED)
    yield machine.way_out(seen.smtp_url)
    if seen.clamd:
        yield machine.scanner(seen.clamd)
    yield machine.spam_filter(seen.rspamd)


def _inside() -> Iterator[Finding]:
    yield (tables := work.tables())
    if tables.state == "wrong":
        return  # nothing else can be asked of tables of another release
    now = timezone.now()
    yield work.wall()
    yield from work.database(at=now)
    yield from (work.journal(at=now), work.deliveries(at=now), work.reactions(at=now), work.promises(at=now))
    yield work.suspects(at=now)
    yield work.sign_ins()
    yield from work.mailboxes(at=now)


def _tell(found: Iterable[Finding]) -> None:
    for finding in found:
        print(f"{MARKS[finding.state]}  {finding.name:<12} {finding.what}")
        if finding.advice:
            print(f"{'':23}→ {finding.advice}")
