"""
Reception: the story of every contact, told once.

A batch of journal entries is read → understood → its customers recognised → its matters found → answers promised →
placed → acknowledged, and everything is written in one transaction. One bad letter never takes its batch down.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
import structlog
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from aspa.cases import intake as cases
from aspa.cases.queries import named_by
from aspa.channels import intake as deliveries
from aspa.channels import verbs as channels
from aspa.customers.verbs import Known, Person, recognise
from aspa.history import verbs as history
from aspa.hours.queries import hours_of
from aspa.journal import verbs as journal
from aspa.kit.rows import reserve
from aspa.live import verbs as live
from aspa.promises import intake as promises
from aspa.reception.houses import Houses
from aspa.reception.letter import Letter, Waiting, understand
from aspa.reception.matter import Matters
from aspa.reception.plan import Plan, Planner

log = structlog.get_logger()

BATCH = 100  # entries
BATCH_BYTES = 24 * 1024 * 1024
HOPELESS_AFTER = 3  # failed tries before a letter is shown as it came, for a person to read

houses = Houses()


class Reception:
    """
    A worker that tells what waits.

    Its first turn goes letter by letter, and counts each try before it reads: should a letter bring the whole process
    down, the next process finds the count, and after a few such ends shows the letter as it came. Then it goes fast.
    """

    def __init__(self) -> None:
        self.is_proven = False

    def turn(self) -> float:
        """Tell one batch of what waits; return 0 while more may wait, else the seconds until the next look."""
        at = timezone.now()  # noqa: TID251  # the worker looks at the clock
        told = tell_waiting(at=at) if self.is_proven else tell_singly(at=at, is_counting=True)
        self.is_proven = True
        return 0.0 if told else 60.0


def tell_waiting(*, at: datetime, most: int = BATCH) -> int:
    """
    Tell the stories of entries that wait, oldest first; return how many were taken in hand.

    When a batch fails it is told again letter by letter, and only the letters that fail stay untold.
    """
    try:
        with transaction.atomic():
            entries = claim(most=most, at=at)
            tell([(entry, False) for entry in entries], at=at)
            return len(entries)
    except DatabaseError:
        if not connection.is_usable():
            raise  # the database is away; nothing is wrong with the letters
        log.warning("reception.batch_failed")
    except Exception:
        log.exception("reception.batch_failed")
    return tell_singly(at=at, most=most)


def tell_singly(*, at: datetime, most: int = BATCH, is_counting: bool = False) -> int:
    """Tell entries that wait, each in its own transaction, and note beside each what went wrong."""
    for nth in range(most):
        if is_counting:
            count_try(at=at)
        entry_id, tries = 0, 0
        try:
            with transaction.atomic():
                entries = claim(most=1, at=at)
                if not entries:
                    return nth
                entry_id, tries = entries[0].id, tries_of(entries[0].id)
                tell([(entries[0], tries >= HOPELESS_AFTER)], at=at)
        except Exception as trouble:
            if not entry_id or not connection.is_usable():
                raise
            log.exception("reception.failed", entry_id=entry_id, tries=tries)
            journal.failed(entry_id, error=type(trouble).__name__, at=at)
    return most


def tell(entries: Sequence[tuple[Waiting, bool]], *, at: datetime) -> None:
    """Tell the stories of claimed entries, in the transaction that claimed them."""
    if not entries:
        return
    houses.refresh()
    letters = [understand(entry, is_hopeless=is_hopeless) for entry, is_hopeless in entries]
    customers = recognise(
        [Person(*letter.key, letter.contact.sender_name, spoken(letter)) for letter in letters], at=at
    )
    matters = find(letters, customers)
    planner = Planner(houses, hours_of, keys_for(len(letters)), matters, customers, recent_cases(customers, at=at), at)
    for letter in letters:
        planner.place(letter)
    write(planner.plan, at=at)
    journal.told([letter.entry.id for letter in letters], at=at)
    hint(planner.plan, at=at)


def find(letters: Sequence[Letter], customers: dict[tuple[int, str], Known]) -> Matters:
    """Find the matters the letters name, and hold those they may join until the transaction ends."""
    evidence = [(letter.entry.organisation_id, *one) for letter in letters for one in letter.evidence]
    matters = Matters(named_by(list(dict.fromkeys(evidence))))
    candidates = {key[1] for key in matters.by_id}
    if candidates:
        now = {id: (is_open, is_promised) for id, is_open, is_promised in cases.hold(candidates)}
        for (_organisation, id), matter in matters.by_id.items():
            matter.is_open, matter.is_promised = now.get(id, (matter.is_open, matter.is_promised))
    return matters


def write(plan: Plan, *, at: datetime) -> None:
    """Write what was planned, each floor its own rows."""
    promises.give_many(plan.promises)
    deliveries.deliver_many(plan.deliveries)
    cases.open_many(plan.cases, plan.closures, plan.participants, plan.links)
    cases.say_many(plan.messages, plan.attachments)
    cases.join_many(plan.joined)
    for delivery_id, letter in plan.bounces:
        report(delivery_id, letter, at=at)
    history.record_many(plan.events)


def report(delivery_id: int | None, letter: Letter, *, at: datetime) -> None:
    """Tie a delivery report to what was sent; a report of a mere delay changes nothing."""
    contact = letter.contact
    if contact.is_failure_permanent:
        channels.reported(
            delivery_id,
            message_id=contact.failed_message_id,
            error=contact.failure or contact.subject,
            organisation_id=letter.entry.organisation_id,
            at=at,
        )


def hint(plan: Plan, *, at: datetime) -> None:
    """Let open browsers know; last, since an organisation's stream stays locked until the commit."""
    for organisation_id in sorted(plan.topics):
        live.hint(sorted(plan.topics[organisation_id]), organisation_id=organisation_id, at=at)


def spoken(letter: Letter) -> str:
    """The customer's language, where the letter tells it."""
    return letter.language if letter.language in {"fi", "sv", "en"} else ""


SEQUENCES = {
    "case": "cases_case_id_seq",
    "number": "case_number",
    "promise": "promises_promise_id_seq",
    "message": "cases_message_id_seq",
    "delivery": "channels_delivery_id_seq",
    "closure": "cases_closure_id_seq",
}


def keys_for(letters: int) -> dict[str, Any]:
    """Take keys for everything a batch may write; a letter makes at most two messages."""
    taken = reserve({name: letters * (2 if word == "message" else 1) for word, name in SEQUENCES.items()})
    return {word: taken[name] for word, name in SEQUENCES.items()}


RECENT = """
select customer_id, count(*) from cases_case
where customer_id = any(%s) and latest_at > %s::timestamptz - interval '1 day'
  and opened_at > %s::timestamptz - interval '1 day'
group by customer_id
"""


def recent_cases(customers: dict[tuple[int, str], Known], *, at: datetime) -> dict[int, int]:
    """Return how many cases each known customer has opened within a day."""
    known = [customer.id for customer in customers.values() if not customer.is_new]
    if not known:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(RECENT, [known, at, at])
        return dict(cursor.fetchall())


# No try is put off longer than an hour; what waits beyond a day was written by a clock gone wrong, and waits no more.
IS_DUE = "told_at is null and (next_try_at <= %(at)s or next_try_at > %(at)s::timestamptz + interval '1 day')"
CLAIM = f"""
select id, size from journal_entry where {IS_DUE} order by next_try_at, id limit %(most)s for update skip locked
"""  # noqa: S608  # a constant of ours
RAW = """
select id, organisation_id, brand_id, channel, raw, envelope_from, envelope_to, source, received_at
from journal_entry where id = any(%s) order by id
"""


def claim(*, most: int, at: datetime) -> list[Waiting]:
    """Take entries that wait, so that no other worker takes them before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "most": most})
        chosen: list[int] = []
        size = 0
        for id, bytes_ in cursor.fetchall():
            size += bytes_
            if chosen and size > BATCH_BYTES:
                break
            chosen.append(id)
    if not chosen:
        return []
    # Django's own cursor reads bytes as hex; this one takes them as they are.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return [Waiting(*row) for row in cursor.execute(RAW, [chosen], binary=True).fetchall()]


COUNT_TRY = f"""
update journal_entry set tries = tries + 1 where id in (
    select id from journal_entry where {IS_DUE} order by next_try_at, id limit 1 for update skip locked)
"""  # noqa: S608  # a constant of ours


def count_try(*, at: datetime) -> None:
    """Count a try of the next entry before it is read, committed at once."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TRY, {"at": at})


def tries_of(entry_id: int) -> int:
    """Return how often telling an entry has failed."""
    with connection.cursor() as cursor:
        cursor.execute("select tries from journal_entry where id = %s", [entry_id])
        return int(cursor.fetchone()[0])
