"""What the API answers: every shape, typed, and how it is made of rows."""

from datetime import datetime
from typing import Literal

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from aspa.cases.lists import CaseRow
from aspa.cases.models import Attachment, Case, Message
from aspa.customers.models import Customer
from aspa.journal.queries import EntryRow
from aspa.promises.models import Promise


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
    promise: Owed | None


class CasePageShape(Schema):
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
    is_open: bool
    is_readable: bool
    outcome: str | None
    closed_at: datetime | None
    opened_at: datetime
    latest_at: datetime


class AttachmentShape(Schema):
    """A file of a message."""

    id: int
    name: str
    size: int
    sha256: str
    content_type: str
    inline: bool
    url: str


class DeliveryShape(Schema):
    """How far a message is on its way."""

    state: Literal["waiting", "sent", "failed"]
    error: str
    sent_at: datetime | None
    failed_at: datetime | None


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
    visible_text: str
    at: datetime
    author: str
    channel: str
    message_id: str
    delivery: DeliveryShape | None
    attachments: list[AttachmentShape]


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


class CustomerShape(Schema):
    """A customer with every address."""

    id: int
    kind: str
    name: str
    language: str
    company_name: str
    since: datetime
    addresses: list[str]


def in_list(row: CaseRow) -> CaseInList:
    """Return a row of a list."""
    owed = None
    if row.due_until is not None:
        owed = Owed(act=row.act, due_from=row.due_from, due_until=row.due_until, is_broken=row.is_broken)
    names = [name for name in CaseInList.model_fields if name != "promise"]
    return CaseInList(**{name: getattr(row, name) for name in names}, promise=owed)


def promise_shape(promise: Promise) -> PromiseShape:
    """Return a promise."""
    names = [name for name in PromiseShape.model_fields if name != "is_broken"]
    return PromiseShape(**{name: getattr(promise, name) for name in names}, is_broken=promise.broken_at is not None)


def case_shape(case: Case) -> CaseShape:
    """Return a case as `case_by_number` gives it."""
    agent, queue, closure = case.owner_agent, case.owner_queue, case.closure
    return CaseShape(
        number=case.number,
        subject=case.subject,
        channel=case.channel,
        language=case.language,
        brand=Named(id=case.brand_id, name=case.brand.name),
        customer=Named(id=case.customer_id, name=case.customer.name),
        owner=Owner(
            agent=Named(id=agent.pk, name=agent.name) if agent else None,
            queue=Named(id=queue.pk, name=queue.name) if queue else None,
        ),
        promise=promise_shape(case.promise) if case.promise else None,
        is_open=case.is_open,
        is_readable=case.is_readable,
        outcome=closure.outcome if closure else None,
        closed_at=closure.closed_at if closure else None,
        opened_at=case.opened_at,
        latest_at=case.latest_at,
    )


def attachment_shape(file: Attachment) -> AttachmentShape:
    """Return a file."""
    return AttachmentShape(
        id=file.pk,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        content_type=file.content_type,
        inline=file.is_inline,
        url=reverse("api-1:attachment", args=[file.pk]),
    )


def delivery_shape(message: Message) -> DeliveryShape | None:
    """Return how far a message is on its way, None for one that does not travel."""
    delivery = message.delivery
    if delivery is None:
        return None
    state: Literal["waiting", "sent", "failed"] = "sent" if delivery.sent_at else "waiting"
    return DeliveryShape(
        state="failed" if delivery.failed_at else state,
        error=delivery.error,
        sent_at=delivery.sent_at,
        failed_at=delivery.failed_at,
    )


def message_shape(message: Message) -> MessageShape:
    """Return a message with its files and delivery."""
    return MessageShape(
        id=message.pk,
        direction="in" if message.is_inbound else "out",
        kind=message.kind,
        sender=message.sender,
        from_name=message.sender_name,
        to=message.recipients,
        subject=message.subject,
        text=message.text,
        visible_text=message.visible,
        at=message.at,
        author=message.author,
        channel=message.channel,
        message_id=message.message_id,
        delivery=delivery_shape(message),
        attachments=[
            attachment_shape(file) for file in sorted(message.attachments.all(), key=lambda file: file.position)
        ],
    )


def entry_shape(entry: EntryRow, became: tuple[int, str] | None) -> EntryShape:
    """Return an entry and what became of it."""
    names = [name for name in EntryShape.model_fields if name not in {"case_number", "kind"}]
    number, kind = became or (None, None)
    return EntryShape(**{name: getattr(entry, name) for name in names}, case_number=number, kind=kind)


def customer_shape(customer: Customer) -> CustomerShape:
    """Return a customer."""
    return CustomerShape(
        id=customer.pk,
        kind=customer.kind,
        name=customer.name,
        language=customer.language,
        company_name=customer.company.name if customer.company else "",
        since=customer.since,
        addresses=[identity.value for identity in sorted(customer.identities.all(), key=lambda one: one.pk)],
    )
