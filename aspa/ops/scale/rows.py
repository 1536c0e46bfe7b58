"""Many cases as rows for COPY, shaped like five years of a busy company."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from aspa.ops.scale.texts import Text, names, subjects, texts

BLOCK = 2_000  # cases whose messages are written together, in the order of time, as they would have come
YEARS = 5
DAY, HOUR = 86_400, 3_600
# messages of a hundred cases: five on average, two at least, some very long
LENGTHS = [2] * 12 + [3] * 28 + [4] * 22 + [5] * 14 + [6] * 9 + [8] * 7 + [10] * 4 + [15] * 3 + [39]
CUSTOMER_SHARE = 0.4  # customers to cases; how often each writes falls off, and the first one has written very often

COLUMNS = {
    "customers_customer": "id organisation_id kind name language since",
    "customers_identity": "organisation_id customer_id kind value",
    "cases_case": "id organisation_id number brand_id customer_id subject channel address_id language owner_agent_id "
    "owner_queue_id promise_id closure_id is_readable gist contacts opened_at latest_at",
    "cases_closure": "id organisation_id case_id outcome closed_by closed_at",
    "promises_promise": "id organisation_id brand_id subject_id act given_by given_at due_until broken_at ended_at "
    "outcome",
    "channels_delivery": "id organisation_id brand_id channel purpose sender sender_name recipients subject text "
    "message_id written_at tries sent_at",
    "cases_message": "id organisation_id case_id kind is_inbound channel sender sender_name author subject text "
    "visible has_html message_id recipients delivery_id words at",
}
COUNTED = (
    "customers_customer",
    "cases_case",
    "cases_closure",
    "promises_promise",
    "channels_delivery",
    "cases_message",
)
NULL = "\\N"
KINDS = {2: "reply", 3: "contact", 0: "reply", 1: "contact"}
SECONDS = [f" {at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}+00" for at in range(DAY)]
Lines = dict[str, list[str]]


class Said(NamedTuple):
    """A message before it has a key: `text` is its place in the pool, `nth` its case's, `customer` its writer's."""

    at: int
    case: int
    turn: int
    kind: str
    text: int
    nth: int
    customer: int


@dataclass(slots=True)
class Place:
    """Whose the rows are, and the keys they begin after."""

    organisation: int
    brand: int
    address: int
    queue: int
    agents: list[int]
    first: dict[str, int]
    number: int


@dataclass
class Maker:
    """Makes blocks of rows; the same seed makes the same rows."""

    place: Place
    count: int
    now: datetime
    chance: Random = field(default_factory=lambda: Random(11))  # noqa: S311  # figures, not secrets

    def __post_init__(self) -> None:
        self.texts = texts(self.chance)
        self.subjects = subjects(self.chance)
        self.names = names()
        self.keys = dict(self.place.first)
        self.customers = max(1, int(self.count * CUSTOMER_SHARE))
        self.end = int(self.now.timestamp())
        self.days: dict[int, str] = {}

    def people(self) -> Iterator[Lines]:
        """Make the customers and their addresses, a block at a time."""
        first, organisation = self.place.first["customers_customer"], self.place.organisation
        since = self._moment(self.end - YEARS * 365 * DAY)
        for begin in range(0, self.customers, BLOCK * 10):
            people, identities = [], []
            for nth in range(begin, min(begin + BLOCK * 10, self.customers)):
                name = self.names[nth % len(self.names)]
                language = "sv" if nth % 10 == 0 else "fi"
                people.append(f"{first + nth}\t{organisation}\tperson\t{name.shown}\t{language}\t{since}\n")
                identities.append(f"{organisation}\t{first + nth}\temail\t{self._address(nth)}\n")
            yield {"customers_customer": people, "customers_identity": identities}

    def cases(self) -> Iterator[Lines]:
        """Make the cases with everything that belongs to them, a block at a time."""
        for begin in range(0, self.count, BLOCK):
            lines: Lines = {table: [] for table in COLUMNS}
            said: list[Said] = []
            for nth in range(begin, min(begin + BLOCK, self.count)):
                said += self._case(nth, lines)
            said.sort()
            for message in said:
                self._message(message, lines)
            yield lines

    def _key(self, table: str) -> int:
        key = self.keys[table]
        self.keys[table] = key + 1
        return key

    def _case(self, nth: int, lines: Lines) -> list[Said]:
        """Make one case; return its messages, which are written when those of its whole block are sorted."""
        chance, place = self.chance, self.place
        case = self._key("cases_case")
        customer = int(self.customers * chance.random() ** 2)
        opened = self.end - int(YEARS * 365 * DAY * (1 - (nth + 1) / self.count)) - 1 - int(chance.random() * HOUR)
        is_open = nth > self.count * 0.98 and chance.random() < 0.5
        order = 100_000 + nth
        said = self._said(case, nth, customer, opened, LENGTHS[int(chance.random() * 100)])
        latest = said[-1].at
        contacts = sum(each.kind == "contact" for each in said)
        promise = self._promises(case, opened, latest, contacts, is_open=is_open, lines=lines)
        closure = None if is_open else self._closure(case, latest, lines)
        agent = None if is_open and chance.random() < 0.4 else chance.choice(place.agents)
        subject = f"{self.subjects[nth % len(self.subjects)]} {order}"
        lines["cases_case"].append(
            f"{case}\t{place.organisation}\t{place.number + nth}\t{place.brand}\t"
            f"{place.first['customers_customer'] + customer}\t{subject}\temail\t{place.address}\tfi\t{agent or NULL}\t"
            f"{NULL if agent else place.queue}\t{promise or NULL}\t{closure or NULL}\tt\t"
            f"{self.texts[said[0].text].gist}\t{contacts}\t{self._moment(opened)}\t{self._moment(latest)}\n"
        )
        return said

    def _said(self, case: int, nth: int, customer: int, at: int, length: int) -> list[Said]:
        chance = self.chance
        said = []
        for turn in range(length):
            if at >= self.end:
                break
            kind = "contact" if turn == 0 else "acknowledgement" if turn == 1 else KINDS[turn % 4]
            text = int(chance.random() * len(self.texts))
            said.append(Said(at, case, turn, kind, text, nth, customer))
            at += 20 if turn == 0 else 600 + int(chance.random() * 19 * HOUR)
        return said

    def _message(self, said: Said, lines: Lines) -> None:
        at, case, _, kind, _, nth, customer = said
        place, text, when = self.place, self.texts[said.text], self._moment(at)
        key = self._key("cases_message")
        is_inbound = kind == "contact"
        subject = f"{self.subjects[nth % len(self.subjects)]} {100_000 + nth}"
        address = self._address(customer)
        name = self.names[customer % len(self.names)].shown
        words = self._words(text, nth, customer, kind)
        delivery: int | str = NULL
        if kind in ("reply", "acknowledgement"):
            delivery = self._key("channels_delivery")
            lines["channels_delivery"].append(
                f"{delivery}\t{place.organisation}\t{place.brand}\temail\t{kind}\ttuki@suuri.example\tSuuri\t"
                f'["{address}"]\t{subject}\t{text.body}\t{case}.{key}@suuri.example\t{when}\t1\t{when}\n'
            )
        author = f"customer:{place.first['customers_customer'] + customer}" if is_inbound else "agent:1"
        sender, shown = (address, name) if is_inbound else ("tuki@suuri.example", "Suuri")
        lines["cases_message"].append(
            f"{key}\t{place.organisation}\t{case}\t{kind}\t{'t' if is_inbound else 'f'}\temail\t{sender}\t{shown}\t"
            f"{author}\t{subject}\t{text.body}\t{text.body}\tf\t{case}.{key}@suuri.example\t[]\t{delivery}\t"
            f"{{{words}}}\t{when}\n"
        )

    def _words(self, text: Text, nth: int, customer: int, kind: str) -> str:
        if kind == "acknowledgement":
            return ""
        plain = self.names[customer % len(self.names)]
        return f"{text.words},{100_000 + nth},{plain.shown.lower().replace(' ', ',')}"

    def _promises(
        self, case: int, opened: int, latest: int, contacts: int, *, is_open: bool, lines: Lines
    ) -> int | None:
        """Make the promises of a case; return the one that is owed, if any."""
        chance, place = self.chance, self.place
        for nth in range(max(1, contacts // 2)):
            key = self._key("promises_promise")
            is_owed = is_open and nth == 0
            given = opened + nth * DAY if not is_owed else min(latest, self.end - 60)
            due = given + 8 * HOUR if not is_owed else self.end + int((chance.random() * 74 - 2) * HOUR)
            due = max(due, given + 60)
            is_late = due <= self.end if is_owed else chance.random() < 0.08
            ended = (
                NULL
                if is_owed
                else self._moment(due + HOUR if is_late else given + HOUR + int(chance.random() * 7 * HOUR))
            )
            lines["promises_promise"].append(
                f"{key}\t{place.organisation}\t{place.brand}\t{case}\tanswer\taspa\t{self._moment(given)}\t"
                f"{self._moment(due)}\t{self._moment(due) if is_late else NULL}\t{ended}\t"
                f"{'' if is_owed else 'late' if is_late else 'kept'}\n"
            )
            if is_owed:
                return key
        return None

    def _closure(self, case: int, latest: int, lines: Lines) -> int:
        key = self._key("cases_closure")
        agent = self.chance.choice(self.place.agents)
        lines["cases_closure"].append(
            f"{key}\t{self.place.organisation}\t{case}\tsolved\tagent:{agent}\t{self._moment(latest)}\n"
        )
        return key

    def _address(self, customer: int) -> str:
        return f"{self.names[customer % len(self.names)].plain}{customer}@asiakas{customer % 40}.example"

    def _moment(self, at: int) -> str:
        day, second = divmod(at, DAY)
        if day not in self.days:
            self.days[day] = str(date(1970, 1, 1) + timedelta(days=day))
        return self.days[day] + SECONDS[second]
