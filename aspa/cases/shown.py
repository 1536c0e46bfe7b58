"""What the page of a case shows, as plain rows: models would cost more than the questions themselves."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from aspa.brands.colours import in_dark
from aspa.channels.email.replies import meaning
from aspa.kit import phones
from aspa.kit.addresses import is_plausible

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
LARGEST_SHOWN = 10_000_000  # bytes of a picture that is shown where it is named
SMALLEST_PHOTO = 10_000  # bytes; smaller ones inside a letter are logos of signatures


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of a message. `scan` is `` while no scanner has been asked, else clean | infected | unscanned."""

    id: int
    name: str
    content_type: str
    size: int
    is_inline: bool
    sha256: str
    content_id: str
    scan: str = ""
    finding: str = ""
    is_released: bool = False

    @property
    def is_kept_back(self) -> bool:
        """Whether it is handed out only after somebody answers for it."""
        return self.scan == "infected" and not self.is_released

    @property
    def is_picture(self) -> bool:
        """Whether it says that it is a picture, of a size to be looked at."""
        return self.content_type in PICTURES and self.size <= LARGEST_SHOWN


@dataclass(frozen=True)
class MessageRow:
    """One message as shown. `delivery` is `` | waiting | sent | failed; `error` says why it failed."""

    id: int
    kind: str
    is_inbound: bool
    channel: str
    sender: str
    sender_name: str
    reply_to: str
    author: str
    author_name: str
    subject: str
    text: str
    visible: str
    html: str
    has_html: bool
    rule: str
    message_id: str
    at: datetime
    recipients: list[str]
    delivery_id: int | None
    delivery: str
    error: str
    sent_at: datetime | None
    hidden_recipients: list[str]
    attachments: list[AttachmentRow]

    @cached_property
    def hidden(self) -> bool:
        """Whether there is more text than the visible part: quotes or a signature."""
        return len(self.text.strip()) > len(self.visible.strip())

    @property
    def trouble(self) -> str:
        """What the mail server's refusal means, in the language of whoever looks; empty where that is not known."""
        return meaning(self.error)

    @property
    def files(self) -> list[AttachmentRow]:
        """What came along and is worth showing: also photos that were pasted into the text."""
        return [
            file
            for file in self.attachments
            if not file.is_inline or (not self.html and file.is_picture and file.size >= SMALLEST_PHOTO)
        ]


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """Another case of the same customer."""

    number: int
    subject: str
    opened_at: datetime
    latest_at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """How this customer wishes to be served (`wish`), or is served well (`advice`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class OwedElsewhere:
    """What the customer was promised in another case that is open."""

    number: int
    subject: str
    act: str
    due_from: datetime | None
    due_until: datetime
    broken_at: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer beside the case."""

    id: int
    kind: str
    name: str
    language: str
    since: datetime
    company_name: str
    company_id: int | None
    addresses: list[str]
    numbers: list[str]
    notes: list[NoteLine]
    owed: list[OwedElsewhere]
    earlier: list[EarlierCase]
    cases_count: int
    kept: int
    given: int

    @property
    def display(self) -> str:
        """The name, or the address when no name is known."""
        return self.name or next(iter([*self.addresses, *map(phones.shown, self.numbers)]), "")


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise of a case; `endings` are how it ended and when, also where it was owed again later."""

    id: int
    act: str
    given_at: datetime
    due_from: datetime | None
    due_until: datetime
    broken_at: datetime | None
    ended_at: datetime | None
    outcome: str
    endings: list[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: `actor` as history writes it, and the name of an agent or a program."""

    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """That the case was closed, and opened again; `reopened_by` is nobody where the customer wrote."""

    outcome: str
    closed_at: datetime
    closed_by: Actor
    reopened_at: datetime | None
    reopened_by: Actor


@dataclass(frozen=True, slots=True)
class SnoozeRow:
    """That the case rests or rested; `roused_at` is when its customer wrote while it does."""

    until: datetime
    note: str
    snoozed_at: datetime
    snoozed_by: Actor
    roused_at: datetime | None
    ended_at: datetime | None
    ending: str
    ended_by: Actor


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A case that a stranger's message named."""

    id: int
    number: int
    subject: str


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case itself; `promise` is what is owed in it now, `outcome` how it ended while it is closed."""

    id: int
    number: int
    subject: str
    language: str
    contacts: int
    is_readable: bool
    brand_name: str
    brand_id: int
    brand_colour: str
    brand_logo: str
    has_other_brands: bool
    owner_name: str
    owner_agent_id: int | None
    owner_queue_id: int | None
    outcome: str
    closed_at: datetime | None
    customer: CustomerCard
    promise: PromiseRow | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still takes care of it."""
        return self.closed_at is None

    @property
    def brand_in_dark(self) -> str:
        """The shade of the brand's colour on a dark page."""
        return in_dark(self.brand_colour)


@dataclass(frozen=True)
class CasePage:
    """
    A case with a page of its messages, its promises, proposed links and customer.

    Args:
        before: the id of the message after this page; None on the newest.
        since: when the message before this page came; None on the oldest.
        seen: id of the newest message there is, which whoever looks at this page can have seen.
        labelled: what floors above say of the case, by the names they gave.
    """

    case: CaseHead
    messages: list[MessageRow]
    promises: list[PromiseRow]
    links: list[LinkRow]
    closures: list[ClosureRow]
    snoozes: list[SnoozeRow]
    before: int | None = None
    since: datetime | None = None
    seen: int = 0
    labelled: dict[str, Any] = field(default_factory=dict)

    @property
    def customer(self) -> CustomerCard:
        """The customer beside the case."""
        return self.case.customer

    @property
    def snooze(self) -> SnoozeRow | None:
        """The rest that has not ended."""
        return next((snooze for snooze in self.snoozes if not snooze.ended_at), None)

    @property
    def has_older(self) -> bool:
        """Whether there are messages before these."""
        return self.since is not None

    def covers(self, at: datetime) -> bool:
        """Tell whether what happened at this time belongs to this page; each moment belongs to one."""
        is_after = self.since is None or at > self.since
        return is_after and (self.before is None or (bool(self.messages) and at <= self.messages[-1].at))

    @property
    def latest_contact(self) -> MessageRow | None:
        """The newest message from the customer."""
        return next((message for message in reversed(self.messages) if message.kind == "contact"), None)

    @property
    def answers_to(self) -> str:
        """The address an answer goes to: where the newest contact asked for it, else where the customer is known."""
        contact, known = self.latest_contact, self.customer.addresses
        asked = [contact.reply_to, contact.sender] if contact else []
        return next((address for address in [*asked, *known] if is_plausible(address)), "")
