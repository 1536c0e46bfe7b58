"""Rows as the API shows them."""

from typing import Literal

from django.urls import reverse

from aspa.api.shapes import (
    AttachmentShape,
    CaseInList,
    CaseShape,
    CustomerShape,
    DeliveryShape,
    EntryShape,
    MessageShape,
    Named,
    Owed,
    Owner,
    PromiseShape,
)
from aspa.cases.lists import CaseRow
from aspa.cases.models import Attachment, Case, Message
from aspa.customers.models import Customer
from aspa.journal.queries import EntryRow
from aspa.promises.models import Promise


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
