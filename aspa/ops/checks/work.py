"""The work: is anything waiting that should not, is anything late."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aspa.kit import walls as kit
from aspa.ops import queries, walls
from aspa.ops.checks.finding import Finding, by_age

OLDEST_POSTGRES = 160_000
MOST_CLOCK = 2.0  # seconds between our clock and the database's
WAITS = timedelta(minutes=5)
LATELY = timedelta(days=7)
CHECKED = timedelta(minutes=30)


def database(*, at: datetime) -> list[Finding]:
    """The server, the clock, the worker and whether anybody can sign in."""
    server = queries.server()
    found = [
        _server(server),
        _clock(server, at=at),
        Finding("worker", "ok", f"{server.workers} at work")
        if server.workers
        else Finding("worker", "wrong", "nobody is at work", "Start `aspa serve`, or `aspa work` where it runs alone."),
    ]
    if not server.agents:
        found.append(Finding("agents", "warning", "nobody can sign in", "Open the link that `aspa serve` prints."))
    return found


def tables() -> Finding:
    """Whether the tables are this release's."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        what = f"{len(plan)} migrations have not been applied"
        return Finding("tables", "wrong", what, "aspa migrate, or start `aspa serve`, which does it.")
    return Finding("tables", "ok", "at this release")


def wall() -> Finding:
    """Whether the database itself holds organisations apart."""
    open_tables = walls.unguarded()
    if wrong := walls.trouble():
        return Finding("wall", "wrong", f"organisations are not held apart: {wrong}", "aspa migrate says what to do.")
    if open_tables:
        what = f"no wall around {', '.join(open_tables)}"
        return Finding("wall", "wrong", what, "aspa migrate, or start `aspa serve`, which raises it.")
    return Finding("wall", "ok", f"organisations are held apart; the application goes by {kit.role()}")


def journal(*, at: datetime) -> Finding:
    """Contacts that wait to be understood."""
    waiting, failed, oldest, oldest_failed = queries.journal()
    what = f"{waiting} wait, {failed} could not be told"
    if failed and oldest_failed:
        since = by_age((at - oldest_failed).total_seconds())
        return Finding(
            "journal", "wrong", f"{what}, the oldest since {since}", "Look at /api/v1/journal, then aspa replay."
        )
    if oldest and at - oldest > WAITS:
        since = by_age((at - oldest).total_seconds())
        return Finding("journal", "wrong", f"{what}, the oldest since {since}", "Does the worker run? See `worker`.")
    return Finding("journal", "ok", what)


def deliveries(*, at: datetime) -> Finding:
    """Mail that waits to leave or did not arrive."""
    waiting, oldest, error, failed = queries.deliveries(failed_since=at - LATELY)
    what = f"{waiting} wait, {failed} failed in 7 days"
    if oldest and at - oldest > WAITS:
        since = by_age((at - oldest).total_seconds())
        return Finding("deliveries", "wrong", f"{what}, the oldest since {since} {error}".strip(), "See `smtp`.")
    if failed:
        return Finding("deliveries", "warning", what, "Each is shown on the desk in the view of what did not arrive.")
    return Finding("deliveries", "ok", what)


def mailboxes(*, at: datetime) -> list[Finding]:
    """Whether each mailbox's mail is all in the journal."""
    return [mailbox(box, at=at) for box in queries.mailboxes()]


def promises(*, at: datetime) -> Finding:
    """Promises past their time."""
    count, oldest = queries.late(at=at)
    if not count or not oldest:
        return Finding("promises", "ok", "none is late")
    since = by_age((at - oldest).total_seconds())
    return Finding(
        "promises", "warning", f"{count} late, the oldest since {since}", "The view Late on the desk has them."
    )


def suspects(*, at: datetime) -> Finding:
    """Suspected spam at which nobody has looked in time: a customer may be among it."""
    waiting, overdue, oldest = queries.suspects(at=at)
    if not overdue or not oldest:
        return Finding("suspects", "ok", f"{waiting} wait to be looked at, none past its time")
    what = f"{overdue} of {waiting} past their time, the oldest since {by_age((at - oldest).total_seconds())}"
    advice = "A person decides: the view of what is suspected has them. The brand's settings say who looks."
    return Finding("suspects", "warning", what, advice)


def reactions(*, at: datetime) -> Finding:
    """What should have followed from something and has not."""
    count, tries = queries.reactions(overdue_since=at - WAITS)
    if count:
        return Finding("reactions", "wrong", f"{count} wait, tried up to {tries} times", "The worker's log says why.")
    return Finding("reactions", "ok", "none waits")


def sign_ins() -> Finding:
    """Whether a mail by which somebody comes in would come to a brand instead."""
    heard = queries.heard()
    if heard:
        advice = "A forgotten password's mail would not reach them. Invite each anew with an address that is their own."
        return Finding("sign-ins", "warning", f"a brand hears at {', '.join(heard)}", advice)
    return Finding("sign-ins", "ok", "no brand hears where somebody signs in")


def _server(server: queries.Server) -> Finding:
    what = f"PostgreSQL {server.version.partition(' ')[0]}, {server.size / 1e6:.0f} MB"
    if server.number < OLDEST_POSTGRES:
        return Finding("database", "wrong", what, "Aspa needs PostgreSQL 16 or newer.")
    return Finding("database", "ok", what)


def _clock(server: queries.Server, *, at: datetime) -> Finding:
    apart = abs((server.clock - at).total_seconds())
    if apart > MOST_CLOCK:
        what = f"this machine and the database are {by_age(apart)} apart"
        return Finding("clock", "wrong", what, "Keep both right with NTP: promises are counted by it.")
    if server.newest_event_at and server.newest_event_at - at > WAITS:
        ahead = by_age((server.newest_event_at - at).total_seconds())
        return Finding("clock", "wrong", f"something happened {ahead} from now", "Was the clock wrong, or is it now?")
    return Finding("clock", "ok", "right beside the database's")


def mailbox(box: queries.Mailbox, *, at: datetime) -> Finding:
    """Whether one mailbox's mail is all in the journal."""
    name = f"mailbox {box.id}"
    what = f"{box.folder} on {box.host}"
    if box.error:
        return Finding(name, "wrong", f"{what}: {box.error}", f"aspa mailbox check {box.id}")
    if box.checked_at is None or at - box.checked_at > CHECKED:
        return Finding(name, "warning", f"{what} has not been compared lately", f"aspa mailbox check {box.id}")
    if box.missing:
        what = f"{what}: {box.missing} of {box.on_server} mails are not in the journal"
        return Finding(name, "wrong", what, f"aspa mailbox check {box.id}")
    return Finding(name, "ok", f"{what}: all {box.on_server} mails are in the journal")
