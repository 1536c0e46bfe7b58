"""What the API answers: every shape, typed."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field


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
