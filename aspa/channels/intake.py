"""Deliveries of many acknowledgements at once, by reception."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from aspa.jobs.loop import wake
from aspa.kit.rows import write_in


class NewDelivery(NamedTuple):
    """A row of channels_delivery; see `verbs.deliver` for one at a time."""

    id: int
    organisation_id: int
    brand_id: int
    channel: str
    purpose: str
    sender: str
    sender_name: str
    reply_to: str
    recipients: str
    subject: str
    text: str
    message_id: str
    in_reply_to: str
    references: str
    language: str
    written_at: datetime


def deliver_many(deliveries: Sequence[NewDelivery]) -> None:
    """Let deliveries leave when this transaction commits."""
    if deliveries:
        write_in("channels_delivery", deliveries)
        wake("send")
