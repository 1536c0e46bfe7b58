"""What a channel makes of the raw bytes somebody sent: one inbound contact, understood as far as it can be."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["contact", "auto_reply", "bounce", "receipt", "bulk", "loop"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that came with a contact; `data` is decoded, `inline` means the text shows it by `content_id`."""

    name: str
    content_type: str
    size: int
    content_id: str
    inline: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Contact:
    """
    One inbound contact as read from raw bytes.

    Addresses are lower-cased, international domains readable; message ids stand without angle brackets; texts are NFC,
    without NUL, with "\\n" between lines. `rule` names the rule that decided `kind`. `text` is the best plain text,
    read from the HTML where no other came; `headers` holds the few others that routing and the desk may ask for.
    `readable` is False where the bytes could not be understood: the case then shows them raw.
    """

    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sent_at: datetime | None = None
    language: str = ""
    kind: Kind = "contact"
    rule: str = ""
    failed_recipients: tuple[str, ...] = ()
    failure: str = ""
    failed_message_id: str = ""
    is_failure_permanent: bool = False
    readable: bool = True
    headers: dict[str, str] = field(default_factory=dict)
