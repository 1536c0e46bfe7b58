"""
Reception: the story of every contact, told once.

A batch of journal entries is read → understood → its customers recognised → its matters found → answers promised →
placed → acknowledged, and everything is written in one transaction. One bad letter never takes its batch down.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from aspa.cases import intake as cases
from aspa.cases.queries import named_by
from aspa.channels import intake as deliveries
from aspa.channels import verbs as channels
from aspa.customers.verbs import Known, Person, recognise
from aspa.history import verbs as history
from aspa.hours.queries import hours_of
from aspa.journal import verbs as journal
from aspa.kit import walls
from aspa.kit.rows import reserve
from aspa.live import verbs as live
from aspa.promises import intake as promises
from aspa.promises.verbs import rise
from aspa.reception.asking import asked
from aspa.reception.claims import claim, count_try, is_alone_in_proving, let_others_prove
from aspa.reception.houses import Houses
from aspa.reception.letter import Letter, Waiting, understand
from aspa.reception.matter import Matters
from aspa.reception.plan import Plan, Planner
from aspa.reception.sent import recognised
from aspa.reception.sifting import suspected
from aspa.screening.intake import suspect_many
from aspa.screening.queries import standing
from aspa.screening.rules.speak import Spoke
from aspa.understanding.intake import understand_many
from aspa.understanding.recurring import earlier

log = structlog.get_logger()

BATCH = 250  # entries; what each statement costs by itself is shared by so many
TOO_LONG = "54"  # the class of SQLSTATEs for what exceeds the database's limits
HOPELESS_AFTER = 3  # failed tries before a letter is shown as it came, for a person to read
FATAL_AFTER = 5  # tries that ended the process: machines lose their power too, so it gets more of them
EXAMPLE = b"From: liisa@example.fi\r\nSubject: Hei\r\nContent-Type: text/html\r\n\r\n<p>Miss\xc3\xa4 pakettini on?</p>"

houses = Houses()
NOTHING: Mapping[int, Spoke] = {}


class Reception:
    """
    A worker that tells what waits.

    Its first turn goes letter by letter, and counts each try before it reads: should a letter bring the whole process
    down, the next process finds the count, and after a few such ends shows the letter as it came. Then it goes fast.
    Workers that start together take their first turns one after the other, so that no letter is counted twice.
    """

    def __init__(self) -> None:
        self.is_proven = False

    def turn(self) -> float:
        """Tell one batch of what waits; return 0 while more may wait, else the seconds until the next look."""
        at = timezone.now()  # noqa: TID251  # the worker looks at the clock
        if not self.is_proven and not is_alone_in_proving():
            return 0.2
        if not self.is_proven:
            warm_up(at=at)
        told = tell_waiting(at=at) if self.is_proven else tell_singly(at=at, is_counting=True)
        if not self.is_proven:
            self.is_proven = True
            let_others_prove()
        return 0.0 if told else 60.0


def warm_up(*, at: datetime) -> None:
    """Load what the first letter would wait for: a process that is ended meanwhile has no letter in hand to blame."""
    houses.refresh_addresses()
    understand(Waiting(0, 0, 0, "email", EXAMPLE, "", "", "", at, 0, ""))


def tell_waiting(*, at: datetime, most: int = BATCH) -> int:
    """
    Tell the stories of entries that wait, oldest first; return how many were taken in hand.

    When a batch fails it is told again letter by letter, and only the letters that fail stay untold.
    """
    said = asked(at=at, most=most)
    try:
        with transaction.atomic():
            entries = claim(most=most, at=at, only=said.asked)
            tell([(entry, False) for entry in entries], at=at, against=said.against)
            return len(entries) or len(said.asked or ())
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
        failed_before = count_try(at=at) if is_counting else set()
        entry_id, said = 0, asked(at=at, most=1)
        try:
            with transaction.atomic():
                entries = claim(most=1, at=at, only=said.asked)
                if not entries:
                    return nth
                entry_id = entries[0].id
                tell_one(entries[0], at=at, has_failed=entry_id in failed_before, against=said.against)
        except Exception as trouble:
            if not entry_id or not connection.is_usable():
                raise
            log.exception("reception.failed", entry_id=entry_id)
            with walls.within(entries[0].organisation_id):
                journal.failed(entry_id, error=type(trouble).__name__, at=at)
    return most


def tell_one(entry: Waiting, *, at: datetime, has_failed: bool = False, against: Mapping[int, Spoke] = NOTHING) -> None:
    """
    Tell an entry in the transaction that claimed it; after several tries, if need be, as it came.

    One that failed is read once more before: what stood in its way may have been mended. One that was counted again
    and again without an error beside it brought the process down each time, and is not read.
    """
    if entry.tries >= FATAL_AFTER and not (has_failed or entry.error):
        tell([(entry, True)], at=at)
        return
    try:
        with transaction.atomic():
            tell([(entry, False)], at=at, against=against)
    except Exception as trouble:
        if entry.tries < HOPELESS_AFTER or is_passing(trouble) or not connection.is_usable():
            raise
        log.exception("reception.hopeless", entry_id=entry.id)
        tell([(entry, True)], at=at)


def is_passing(trouble: Exception) -> bool:
    """Tell whether the database was in trouble, not the letter: a full disk, a deadlock; but not too long a row."""
    state = getattr(trouble.__cause__, "sqlstate", None) or ""
    return isinstance(trouble, OperationalError) and not state.startswith(TOO_LONG)


def tell(entries: Sequence[tuple[Waiting, bool]], *, at: datetime, against: Mapping[int, Spoke] = NOTHING) -> None:
    """
    Tell the stories of claimed entries of one organisation, in the transaction that claimed them and so marked them as
    told.

    Args:
        against: what a spam filter said against entries, by their key.
    """
    if entries:
        with walls.within(entries[0][0].organisation_id):
            _tell(entries, against, at=at)


def _tell(entries: Sequence[tuple[Waiting, bool]], said: Mapping[int, Spoke], *, at: datetime) -> None:
    houses.refresh(entries[0][0].organisation_id)
    understood = [understand(entry, is_hopeless=is_hopeless) for entry, is_hopeless in entries]
    letters = [recognised(letter, houses) for letter in understood]
    open_letters = [letter for letter in letters if not letter.is_to_agents]
    customers = recognise([Person(*letter.key, named(letter), spoken(letter)) for letter in open_letters], at=at)
    matters = find(open_letters, customers)
    against = suspected(open_letters, customers, houses, said)
    recent = recent_cases(customers, at=at)
    before = earlier([known.id for known in customers.values() if not known.is_new], at=at)
    planner = Planner(houses, hours_of, keys_for(len(letters)), matters, customers, recent, before, against, at)
    for letter in letters:
        (planner.withhold if letter.is_to_agents else planner.place)(letter)
    write(planner.plan, at=at)
    hint(planner.plan, at=at)


def find(letters: Sequence[Letter], customers: dict[tuple[int, str], Known]) -> Matters:
    """Find the matters the letters name, and hold those they may join until the transaction ends."""
    evidence = [(letter.entry.organisation_id, *one) for letter in letters for one in letter.evidence]
    asked = list(dict.fromkeys(evidence))
    matters = Matters(named_by(asked))
    while matters.by_id and matters.have_moved(cases.hold({key[1] for key in matters.by_id})):
        matters = Matters(named_by(asked))  # somebody merged one into another before it was held
    matters.stand(standing({id for _organisation, id in matters.by_id}))
    return matters


def write(plan: Plan, *, at: datetime) -> None:
    """Write what was planned, each floor its own rows."""
    promises.give_many(plan.promises)
    deliveries.deliver_many(plan.deliveries)
    cases.open_many(plan.cases, plan.closures, plan.participants, plan.links)
    suspect_many(plan.suspicions)
    cases.say_many(plan.messages, plan.attachments)
    understand_many(plan.understood, plan.questions)
    rise(plan.lifts)
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


def named(letter: Letter) -> str:
    """The customer's name, where the letter tells it."""
    return "" if letter.is_sent else letter.contact.sender_name


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
