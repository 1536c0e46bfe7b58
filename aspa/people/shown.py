"""What the page of a customer shows, as plain rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from aspa.cases.lists import CaseList, CaseRow
from aspa.customers.models import Customer
from aspa.kit import phones


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """By what a customer is known."""

    id: int
    kind: str
    value: str
    is_primary: bool

    @property
    def shown(self) -> str:
        """As people read it."""
        return phones.shown(self.value) if self.kind == "phone" else self.value


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A wish, or advice; `who` is the name of who wrote it down."""

    id: int
    kind: str
    text: str
    written_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """To what a customer consented; `who` is the name of who wrote it down."""

    id: int
    purpose: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None
    withdrawn_channel: str
    who: str


@dataclass(frozen=True, slots=True)
class EditRow:
    """One change of a customer; `who` is nobody where Aspa itself made it."""

    field: str
    before: str
    after: str
    by: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Another customer who was merged into this one."""

    id: int
    merged_id: int
    name: str
    merged_at: datetime
    who: str


class Colleague(NamedTuple):
    """Somebody who works for a company."""

    id: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A customer with everything that is known."""

    customer: Customer
    identities: list[IdentityRow]
    notes: list[NoteRow]
    consents: list[ConsentRow]
    edits: list[EditRow]
    merges: list[MergeRow]
    open_cases: list[CaseRow]
    cases: CaseList
    people: list[Colleague] = field(default_factory=list)

    @property
    def display(self) -> str:
        """The name, or what is known instead."""
        return self.customer.name or next((one.shown for one in self.identities), "")

    @property
    def has_others(self) -> bool:
        """Whether there are cases beside those that are open."""
        known = {row.number for row in self.open_cases}
        return self.cases.more is not None or any(row.number not in known for row in self.cases.rows)

    @property
    def is_company(self) -> bool:
        """Whether people may belong to it."""
        return self.customer.kind == Customer.Kind.COMPANY

    @property
    def wishes(self) -> list[NoteRow]:
        """What the customer asked for."""
        return [note for note in self.notes if note.kind == "wish"]

    @property
    def advice(self) -> list[NoteRow]:
        """How colleagues serve this customer well."""
        return [note for note in self.notes if note.kind == "advice"]
