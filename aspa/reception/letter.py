"""One journal entry, understood: what was written, by whom, in which language, and which case it names. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from aspa.cases.touch import gist_of, words_of
from aspa.channels.contact import Contact
from aspa.channels.email import plus
from aspa.channels.email.evidence import Evidence, evidence
from aspa.channels.email.folding.passed_on import parted
from aspa.channels.email.parse import read
from aspa.channels.email.quotes import fold
from aspa.channels.email.reading.kinds import TO_AGENTS
from aspa.journal.verbs import storable
from aspa.kit.addresses import is_plausible
from aspa.language.analysis import Judged, judge
from aspa.language.detect import detect

TELLING = 4_000  # characters; further down nothing more is learnt of who writes
MOST_ADDRESSES = 50  # recipients kept with a message; a mail to ten thousand is no conversation


@dataclass(frozen=True, slots=True)
class Waiting:
    """A journal entry that waits for its story, with how often telling it has failed and the last error."""

    id: int
    organisation_id: int
    brand_id: int
    channel: str
    raw: bytes
    envelope_from: str
    envelope_to: str
    source: str
    received_at: datetime
    tries: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as its row will say; the bytes stay in the journal."""

    position: int
    name: str
    content_type: str
    size: int
    sha256: str
    content_id: str
    is_inline: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """
    An entry and everything that can be said of it without asking anybody; `own` stands above what is passed on.

    `judged` is what a person who wrote asks and feels; None where a machine did.
    """

    entry: Waiting
    contact: Contact
    sender: str
    visible: str
    own: str
    language: str
    words: list[str]
    gist: str
    evidence: list[Evidence]
    bounced_delivery: int | None
    recipients: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    sent_to: str = ""
    judged: Judged | None = None

    @property
    def is_sent(self) -> bool:
        """Whether it is not from a customer but to one: history of a brand that served elsewhere."""
        return bool(self.sent_to)

    @property
    def is_to_agents(self) -> bool:
        """Whether it is our own mail to an agent, which opens a door: nobody else may read it."""
        return self.contact.rule == TO_AGENTS

    @property
    def is_contact(self) -> bool:
        """Whether a person wrote and waits for an answer."""
        return self.contact.kind == "contact"

    @property
    def answers_to(self) -> str:
        """Where an answer goes: Reply-To when it can be written to, else the sender; a form's mail says it so."""
        return next((address for address in self.contact.reply_to if is_plausible(address)), self.sender)[:320]

    @property
    def key(self) -> tuple[int, str]:
        """Organisation and address: by these the customer is known."""
        return self.entry.organisation_id, self.sent_to or self.sender


def read_mail(raw: bytes) -> Contact:
    """Return a mail as a contact, knowing which mail is our own come back."""
    return read(raw, instance=plus.instance())


READERS: dict[str, Callable[[bytes], Contact]] = {"email": read_mail}


def understand(entry: Waiting, *, is_hopeless: bool = False) -> Letter:
    """
    Return an entry understood as far as it can be.

    Args:
        is_hopeless: reading it failed again and again; its raw text is shown to a person instead.
    """
    contact = unread(entry.raw) if is_hopeless else READERS[entry.channel](entry.raw)
    folded = fold(contact.text, contact.html)
    visible = folded.visible or contact.text
    above, rest = parted(visible[:TELLING])
    language = language_of(contact, above, rest)
    sender = contact.sender if is_plausible(contact.sender) else _stand_in(entry)
    recipients = [*entry.envelope_to.split(", "), *contact.to, *contact.cc][:MOST_ADDRESSES]
    return Letter(
        entry=entry,
        contact=contact,
        sender=sender,
        visible=visible,
        own=above,
        language=language,
        words=words_of(*searched(contact, visible, sender), language=language),
        gist=gist_of(visible or contact.subject),
        evidence=evidence(contact, recipients),
        bounced_delivery=next(filter(None, map(plus.delivery_of, recipients)), None),
        recipients=recipients,
        files=files_of(contact),
        judged=judge(above, language) if contact.kind == "contact" and contact.readable else None,
    )


def searched(contact: Contact, visible: str, sender: str) -> list[str]:
    """Return the texts of a contact that it is found by."""
    return [contact.subject, visible, contact.sender_name, sender, *(file.name for file in contact.attachments)]


def files_of(contact: Contact) -> list[File]:
    """Return what came with a contact as rows will say it."""
    return [
        File(
            nth,
            storable(a.name)[:250],
            storable(a.content_type)[:100],
            a.size,
            sha256(a.data).hexdigest(),
            storable(a.content_id)[:250],
            a.inline,
        )
        for nth, a in enumerate(contact.attachments)
    ]


def language_of(contact: Contact, above: str, rest: str) -> str:
    """Return in which language the sender writes: told by their own words before those of a letter they pass on."""
    own = [above] if above != rest else []
    found = (detect(text) for text in [*own, f"{contact.subject}\n{rest}"])
    return next((language for language in found if language != "und"), contact.language)


def unread(raw: bytes) -> Contact:
    """Return bytes that nobody could read as a contact that shows them."""
    text = raw[:1_000_000].decode("utf-8", "replace").replace("\x00", "")
    return Contact(text=text, readable=False, rule="unreadable")


def _stand_in(entry: Waiting) -> str:
    """Whom a letter without a usable From is from: its envelope; else nobody, each such letter its own."""
    if is_plausible(entry.envelope_from):
        return entry.envelope_from.lower()
    return f"unknown-{entry.id}@invalid"
