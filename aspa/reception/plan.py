"""What becomes of a batch of letters, as rows. Pure: everything asked was asked before, everything is written after."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aspa.cases.intake import Joined, NewAttachment, NewCase, NewClosure, NewLink, NewMessage, NewParticipant
from aspa.cases.touch import subject_of
from aspa.channels.email import plus
from aspa.channels.email.evidence import NUMBER
from aspa.channels.intake import NewDelivery
from aspa.customers.verbs import Known
from aspa.history.verbs import NewEvent
from aspa.hours.working_time import NoHours, WeekHours
from aspa.kit.addresses import is_plausible, without_tag
from aspa.promises.intake import NewPromise
from aspa.promises.window import Window, window_since
from aspa.reception import rows
from aspa.reception.acknowledgement import acknowledgement
from aspa.reception.houses import House, Houses
from aspa.reception.letter import Letter
from aspa.reception.matter import Found, Matter, Matters
from aspa.reception.rows import Acknowledged
from aspa.screening.intake import NewSuspicion
from aspa.screening.looking import look_by
from aspa.screening.rules.speak import Spoke
from aspa.understanding.intake import NewQuestion, NewUnderstood, asked, understood
from aspa.understanding.recurring import times
from aspa.understanding.rising import lift

OLD = timedelta(days=14)  # a fetched or imported mail older than this is history: it needs no answer now
DOOR, IMPORT = "door", "import"  # sources of journal entries
ACKNOWLEDGED_A_DAY = 5  # to one customer; two machines that answer each other stop here


@dataclass(slots=True)
class Plan:
    """The rows of a batch."""

    promises: list[NewPromise] = field(default_factory=list)
    cases: list[NewCase] = field(default_factory=list)
    closures: list[NewClosure] = field(default_factory=list)
    participants: list[NewParticipant] = field(default_factory=list)
    links: list[NewLink] = field(default_factory=list)
    suspicions: list[NewSuspicion] = field(default_factory=list)
    messages: list[NewMessage] = field(default_factory=list)
    attachments: list[NewAttachment] = field(default_factory=list)
    understood: list[NewUnderstood] = field(default_factory=list)
    lifts: dict[int, timedelta] = field(default_factory=dict)  # case → how much sooner it comes
    questions: list[NewQuestion] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    deliveries: list[NewDelivery] = field(default_factory=list)
    events: list[NewEvent] = field(default_factory=list)
    bounces: list[tuple[int | None, Letter]] = field(default_factory=list)
    topics: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(slots=True)
class Planner:
    """
    Plans letter after letter.

    Args:
        keys: next keys of cases, numbers, promises, messages, deliveries and closures.
        recent: how many cases each customer has opened within a day.
        earlier: what each customer wrote within a month.
        suspected: what speaks against letters, by the key of their entry; of most nothing does.
    """

    houses: Houses
    hours: Callable[[int], WeekHours]
    keys: dict[str, Iterator[int]]
    matters: Matters
    customers: dict[tuple[int, str], Known]
    recent: dict[int, int]
    earlier: dict[int, list[str]]
    suspected: Mapping[int, list[Spoke]]
    at: datetime
    plan: Plan = field(default_factory=Plan)

    def place(self, letter: Letter) -> None:
        """Plan what becomes of one letter: it joins its matter or opens one."""
        customer = self.customers[letter.key]
        found = self.matters.answered_by(letter) if letter.is_sent else self.matters.find(letter, customer)
        key = next(self.keys["message"])  # before the acknowledgement's, so that the thread stands in order
        if found.matter is None:
            matter, promise_id, delivery_id = self._open(letter, customer, found)
        else:
            matter, promise_id, delivery_id = found.matter, self._join(letter, customer, found), None
        self._say(letter, matter, customer, key)
        self.matters.remember(letter, matter)
        if letter.contact.kind == "bounce":
            self.plan.bounces.append((letter.bounced_delivery, letter))
        facts = {"case": matter.id, "promise": promise_id, "delivery": delivery_id, "kind": letter.contact.kind}
        self._record(letter, "aspa" if letter.is_sent else f"customer:{customer.id}", facts)
        self.plan.topics[letter.entry.organisation_id] |= (
            {"list"} if matter.is_new else {"list", f"case-{matter.number}"}
        )

    def withhold(self, letter: Letter) -> None:
        """Plan that a letter stays in the journal and becomes nothing that people read."""
        self._record(letter, "aspa", {"case": None, "promise": None, "delivery": None, "kind": letter.contact.kind})

    def _record(self, letter: Letter, actor: str, facts: dict[str, Any]) -> None:
        entry = letter.entry
        self.plan.events.append(
            NewEvent(entry.organisation_id, "contact.received", entry.id, actor, self.at, json.dumps(facts), False)
        )

    def _open(self, letter: Letter, customer: Known, found: Found) -> tuple[Matter, int | None, int | None]:
        entry, house = letter.entry, self.houses.house(letter.entry.brand_id)
        address_id, address = self.houses.written_to(letter.recipients, house)
        matter = Matter(
            next(self.keys["case"]), entry.organisation_id, customer.id, next(self.keys["number"]), is_new=True
        )
        matter.language = next(
            (lang for lang in (letter.language, customer.language) if lang in _SPOKEN), house.language
        )
        is_history = letter.is_sent or self._is_old(letter)
        spoken = self._suspected(letter, found) if not is_history else []
        window = None if is_history or spoken or not letter.is_contact else self._window(letter)
        promise_id = self._promise(letter, matter, window) if window else None
        matter.promised = {0} if window else set()
        if is_history:
            self.plan.closures.append(
                NewClosure(
                    next(self.keys["closure"]), entry.organisation_id, matter.id, "no_answer_needed", "aspa", self.at
                )
            )
            matter.is_open = False
        self.plan.cases.append(rows.case(letter, matter, house, address_id, promise_id))
        if found.proposed:
            self.plan.links.append(NewLink(entry.organisation_id, matter.id, found.proposed.id, found.reason))
        if spoken:
            self._suspect(letter, matter, spoken)
        delivery_id = None
        if window and self._may_acknowledge(letter, customer, house):
            delivery_id = self._acknowledge(letter, matter, customer, house, address, window)
        self.recent[customer.id] = self.recent.get(customer.id, 0) + 1
        return matter, promise_id, delivery_id

    def _join(self, letter: Letter, customer: Known, found: Found) -> int | None:
        matter, entry = found.matter, letter.entry
        if matter is None:
            raise ValueError("nothing to join")
        if found.is_new_participant:
            matter.participants.add(customer.id)
            self.plan.participants.append(NewParticipant(entry.organisation_id, matter.id, customer.id))
        if letter.is_sent or not letter.is_contact or self._is_old(letter):
            return None  # what we sent, or a machine, reopens nothing and is owed nothing
        promise_id = None
        if not matter.is_suspected and not matter.owes(customer.id) and (window := self._window(letter)):
            to = customer.id if matter.promised else None
            promise_id = self._promise(letter, matter, window, to=to)
            matter.promised.add(to or 0)
        matter.is_open = True
        self.plan.joined.append(Joined(matter.id, letter.gist, promise_id, entry.received_at))
        return promise_id

    def _suspected(self, letter: Letter, found: Found) -> list[Spoke]:
        """What speaks against a letter that opens a case; whoever refers to our mail is no spammer."""
        return [] if found.proposed and found.reason != NUMBER else self.suspected.get(letter.entry.id, [])

    def _suspect(self, letter: Letter, matter: Matter, spoken: list[Spoke]) -> None:
        house, entry = self.houses.house(letter.entry.brand_id), letter.entry
        due = look_by(self.hours(house.brand_id), house.looks_within, at=max(entry.received_at, self.at))
        matter.is_suspected = True
        self.plan.suspicions.append(rows.suspicion(letter, matter.id, house, spoken, look_by=due, at=self.at))
        self.plan.events.append(
            NewEvent(entry.organisation_id, "case.suspected", matter.id, "aspa", self.at, rows.told(spoken), False)
        )

    def _window(self, letter: Letter) -> Window | None:
        """The window in which an answer can be promised; none by a brand that has no hours."""
        house, came_at = self.houses.house(letter.entry.brand_id), letter.entry.received_at
        try:
            return window_since(self.hours(house.brand_id), house.answers_within, came_at=came_at, at=self.at)
        except NoHours:
            return None

    def _promise(self, letter: Letter, matter: Matter, window: Window, *, to: int | None = None) -> int:
        entry, key = letter.entry, next(self.keys["promise"])
        self.plan.promises.append(
            NewPromise(
                id=key,
                organisation_id=entry.organisation_id,
                brand_id=entry.brand_id,
                subject_id=matter.id,
                act="answer",
                given_by="aspa",
                given_at=entry.received_at,
                due_from=window.due_from,
                due_until=window.due_until,
                customer_id=to,
            )
        )
        return key

    def _is_old(self, letter: Letter) -> bool:
        """Imported mail may have been sent, and fetched mail have come, long ago; what comes to the door is new."""
        entry = letter.entry
        came_at = (letter.contact.sent_at or entry.received_at) if entry.source == IMPORT else entry.received_at
        return entry.source != DOOR and came_at < self.at - OLD

    def _may_acknowledge(self, letter: Letter, customer: Known, house: House) -> bool:
        return (
            house.acknowledges
            and letter.contact.readable
            and is_plausible(letter.sender)
            and not self.houses.is_ours(letter.sender)
            and self.recent.get(customer.id, 0) < ACKNOWLEDGED_A_DAY
        )

    def _acknowledge(
        self, letter: Letter, matter: Matter, customer: Known, house: House, address: str, window: Window
    ) -> int:
        contact, key = letter.contact, next(self.keys["delivery"])
        ours = without_tag(address)
        subject, text = acknowledgement(
            matter.language,
            name=customer.name or contact.sender_name,
            subject=subject_of(contact.subject),
            number=matter.number,
            brand=house.name,
            window=window,
            at=self.at,
        )
        acknowledged = Acknowledged(
            key=key,
            sender=ours,
            recipients=json.dumps([letter.answers_to]),
            subject=subject,
            text=text,
            message_id=plus.message_id_for(matter.id, ours.partition("@")[2]),
            language=matter.language,
            at=self.at,
        )
        self.plan.deliveries.append(rows.delivery(letter, matter.id, house, acknowledged))
        self.plan.messages.append(
            rows.acknowledgement(letter, matter.id, next(self.keys["message"]), house, acknowledged)
        )
        return key

    def _say(self, letter: Letter, matter: Matter, customer: Known, key: int) -> None:
        said = rows.contact(letter, matter.id, key, customer.id)
        self.plan.messages.append(rows.sent(said) if letter.is_sent else said)
        self.plan.attachments += rows.attachments(letter, key)
        if letter.judged and not letter.is_sent:
            whose = {"organisation_id": letter.entry.organisation_id, "message_id": key}
            count = self._times(letter, customer) if matter.is_new else 1
            self.plan.understood.append(understood(letter.judged, times=count, **whose))
            rises = lift(letter.judged.felt.mood, letter.judged.felt.certainty)
            if rises or not matter.is_new or matter.id in self.plan.lifts:  # the newest contact says
                self.plan.lifts[matter.id] = rises
            self.plan.questions += asked(letter.judged.questions, **whose)

    def _times(self, letter: Letter, customer: Known) -> int:
        """How many times the customer has turned to us about this, in other cases and in this batch."""
        before = self.earlier.setdefault(customer.id, [])
        count = times(letter.own, before)
        before.append(letter.own)
        return count


_SPOKEN = {"fi", "sv", "en"}
