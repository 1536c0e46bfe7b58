"""What the API answers: every shape, and where it differs from the row it is made of, how."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from aspa.api.resting.shapes import Rest
from aspa.cases.lists import CaseRow
from aspa.cases.models import Attachment, Case, Message
from aspa.channels.models import Delivery
from aspa.customers.models import Customer
from aspa.journal.queries import Summary
from aspa.promises.models import Promise
from aspa.staff.models import Agent, Queue


class Refusal(Schema):
    """Why something was not done: `code` for programs, `sentence` for people in the language they asked for."""

    code: str
    sentence: str


class Named(Schema):
    """Something with a name."""

    id: int
    name: str


class AgentShape(Named):
    """A person who serves."""

    email: str


class Owner(Schema):
    """Who takes care of a case: exactly one of the two."""

    agent: Named | None
    queue: Named | None


class Owed(Schema):
    """What is owed next in a case."""

    act: str
    due_from: datetime | None
    due_until: datetime
    is_broken: bool


class PromiseShape(Owed):
    """A promise; `outcome` is empty while it is owed."""

    id: int
    text: str
    given_at: datetime
    given_by: str
    ended_at: datetime | None
    outcome: str

    @staticmethod
    def resolve_is_broken(promise: Promise) -> bool:
        """Whether its time passed while it was owed."""
        return promise.broken_at is not None


class CaseInList(Schema):
    """A case as a list shows it."""

    number: int
    subject: str
    gist: str
    channel: str
    language: str
    contacts: int
    latest_at: datetime
    is_open: bool
    is_readable: bool
    customer_name: str
    customer_address: str
    brand_name: str
    owner_name: str
    rests_until: datetime | None
    promise: Owed | None

    @staticmethod
    def resolve_promise(row: CaseRow) -> CaseRow | None:
        """What is owed next, if anything: its facts stand in the row."""
        return row if row.due_until else None


class CasePage(Schema):
    """Some cases, and where the list goes on (null at its end)."""

    items: list[CaseInList]
    next: str | None


class CaseShape(Schema):
    """A case."""

    number: int
    subject: str
    channel: str
    language: str
    brand: Named
    customer: Named
    owner: Owner
    promise: PromiseShape | None
    snooze: Rest | None
    is_open: bool
    is_readable: bool
    outcome: str | None
    merged_into: int | None
    closed_at: datetime | None
    opened_at: datetime
    latest_at: datetime

    @staticmethod
    def resolve_owner(case: Case) -> dict[str, Agent | Queue | None]:
        """An agent or a queue."""
        return {"agent": case.owner_agent, "queue": case.owner_queue}

    @staticmethod
    def resolve_outcome(case: Case) -> str | None:
        """How it ended, while it is closed."""
        return case.closure.outcome if case.closure else None

    @staticmethod
    def resolve_merged_into(case: Case) -> int | None:
        """The number of the case in which it goes on, while it is merged."""
        return case.joined_to.number if case.joined_to else None

    @staticmethod
    def resolve_closed_at(case: Case) -> datetime | None:
        """When it ended, while it is closed."""
        return case.closure.closed_at if case.closure else None


class AttachmentShape(Schema):
    """A file of a message."""

    id: int
    name: str
    size: int
    sha256: str
    content_type: str
    inline: bool
    url: str

    @staticmethod
    def resolve_inline(file: Attachment) -> bool:
        """Whether it stands in the text."""
        return file.is_inline

    @staticmethod
    def resolve_url(file: Attachment) -> str:
        """Where its bytes are."""
        return reverse("api-1:attachment", args=[file.pk])


class DeliveryShape(Schema):
    """How far a message is on its way."""

    state: Literal["waiting", "sent", "failed"]
    error: str
    sent_at: datetime | None
    failed_at: datetime | None

    @staticmethod
    def resolve_state(delivery: Delivery) -> str:
        """A report may come after it was sent, and then it has failed."""
        if delivery.failed_at:
            return "failed"
        return "sent" if delivery.sent_at else "waiting"


class MessageShape(Schema):
    """Something said in a case. `text` is all of it, `visible_text` what the writer wrote now."""

    id: int
    direction: Literal["in", "out"]
    kind: str
    sender: str = Field(serialization_alias="from", description="Address of whoever wrote it.")
    from_name: str
    to: list[str]
    subject: str
    text: str
    html: str = Field(description="The same with its formatting, of a reply that was written with any; clean.")
    visible_text: str
    at: datetime
    author: str
    channel: str
    message_id: str
    delivery: DeliveryShape | None
    attachments: list[AttachmentShape]

    @staticmethod
    def resolve_direction(message: Message) -> str:
        """Seen from here."""
        return "in" if message.is_inbound else "out"

    @staticmethod
    def resolve_from_name(message: Message) -> str:
        """As the writer gave it."""
        return message.sender_name

    @staticmethod
    def resolve_to(message: Message) -> Sequence[str]:
        """Every address it was written to."""
        return message.recipients  # type: ignore[no-any-return]  # a list in JSON

    @staticmethod
    def resolve_visible_text(message: Message) -> str:
        """Without quotes and signature."""
        return message.visible

    @staticmethod
    def resolve_attachments(message: Message) -> Sequence[Attachment]:
        """In the order of the mail."""
        return sorted(message.attachments.all(), key=lambda file: file.position)


class MessagePage(Schema):
    """Some messages, and where the list goes on."""

    items: list[MessageShape]
    next: str | None


class EntryShape(Schema):
    """A contact as it arrived: `waiting` for its story, `told`, or `failed` and waiting for another try."""

    id: int
    state: Literal["waiting", "told", "failed"]
    error: str
    tries: int
    received_at: datetime
    told_at: datetime | None
    size: int
    sha256: str
    channel: str
    source: str
    envelope_from: str
    envelope_to: str
    case_number: int | None
    kind: str | None


class EntryPage(Schema):
    """Some entries, and where the list goes on."""

    items: list[EntryShape]
    next: str | None


class SummaryShape(Schema):
    """How the journal stands."""

    waiting: int
    failed: int
    told: int
    total: int
    oldest_waiting_at: datetime | None

    @staticmethod
    def resolve_total(now: Summary) -> int:
        """All there are."""
        return now.waiting + now.failed + now.told


class CustomerShape(Schema):
    """A customer with every address."""

    id: int
    kind: str
    name: str
    language: str
    company_name: str
    since: datetime
    addresses: list[str]

    @staticmethod
    def resolve_company_name(customer: Customer) -> str:
        """Where the person works, if known."""
        return customer.company.name if customer.company else ""

    @staticmethod
    def resolve_addresses(customer: Customer) -> Sequence[str]:
        """The one known longest comes first."""
        return [identity.value for identity in sorted(customer.identities.all(), key=lambda one: one.pk)]
