"""Raw bytes into a contact. Pure: no database, no clock, no network; and it never raises, whatever the bytes."""

import re
from dataclasses import dataclass, replace

from aspa.channels.contact import Contact
from aspa.channels.email.reading import addresses, bodies, kinds
from aspa.channels.email.reading.charsets import clean, decode
from aspa.channels.email.reading.dates import sent_at
from aspa.channels.email.reading.headers import Headers
from aspa.channels.email.reading.mime import Part, split
from aspa.channels.email.reading.reports import Report, bare_id

_ID = re.compile(r"<\s*([^<>\s]{1,998})\s*>")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})\b")
_FAMILIAR = (
    "from", "to", "subject", "date", "message-id", "received", "content-type", "return-path", "reply-to", "cc",
    "mime-version",
)  # fmt: skip
_KEPT = (
    "authentication-results", "auto-submitted", "content-language", "delivered-to", "disposition-notification-to",
    "envelope-to", "importance", "list-id", "list-unsubscribe", "organization", "precedence", "priority", "return-path",
    "sender", "thread-index", "thread-topic", "user-agent", "x-aspa-instance", "x-envelope-to", "x-forwarded-for",
    "x-forwarded-to", "x-mailer", "x-original-to", "x-priority", "x-spam-flag", "x-spam-score", "x-spam-status",
)  # fmt: skip
_MAX_RAW_TEXT = 1_000_000
_MAX_REFERENCES = 1_000
_MAX_SUBJECT = 2_000


def read(raw: bytes, *, instance: str | None = None) -> Contact:
    """
    Return the contact these bytes are, understood as far as they can be.

    `instance` is the mark this installation puts on its own mail; without it any such mark means a loop.
    Message ids come without angle brackets; addresses lower-cased with their international domains readable;
    texts in NFC without NUL, lines ending in "\\n". What cannot be understood at all has `readable` False and
    its bytes, as far as they are text, in `text`. Never raises.
    """
    try:
        return understood(raw, instance=instance)
    except Exception:  # noqa: BLE001 - the promise of this function: one bad letter never stops the next
        return _unreadable(raw, "unreadable")


def understood(raw: bytes, *, instance: str | None = None) -> Contact:
    """Return what `read` returns; `read` adds only the net beneath it."""
    root = split(raw)
    headers = root.headers
    if not any(name in headers for name in _FAMILIAR):
        return _unreadable(raw, "no-headers")
    body = bodies.body_of(root)
    who = _people(headers)
    subject = headers.text("subject")[:_MAX_SUBJECT]
    kind, rule, report = kinds.kind_of(kinds.Letter(raw, root, who.sender, who.reply_to, subject, body.text, instance))
    contact = Contact(
        sender=who.sender,
        sender_name=who.name,
        to=addresses.every(headers.every("to")),
        cc=addresses.every(headers.every("cc")),
        reply_to=who.reply_to,
        subject=subject,
        text=body.text,
        html=body.html,
        attachments=body.attachments,
        message_id=clean(bare_id(headers.plain("message-id"))),
        in_reply_to=clean(bare_id(headers.plain("in-reply-to"))),
        references=_ids(headers.every("references")),
        sent_at=sent_at(headers.plain("date")),
        language=_language(root),
        kind=kind,
        rule=rule,
        headers={name: headers.text(name)[:2000] for name in _KEPT if name in headers},
    )
    return _with_report(contact, report) if report is not kinds.NO_REPORT else contact


def _with_report(contact: Contact, report: Report) -> Contact:
    return replace(
        contact,
        failed_recipients=report.failed_recipients,
        failure=clean(report.failure),
        failed_message_id=clean(report.failed_message_id),
        is_failure_permanent=report.is_permanent,
    )


@dataclass(frozen=True, slots=True)
class _People:
    sender: str
    name: str
    reply_to: tuple[str, ...]


def _people(headers: Headers) -> _People:
    """Return who wrote: From, or what comes nearest to it in a letter that has none."""
    reply_to = addresses.every(headers.every("reply-to")) if "reply-to" in headers else ()
    name, sender = "", ""
    for source in ("from", "sender", "resent-from", "return-path", "x-sender"):
        if source not in headers:
            continue
        found = [pair for value in headers.every(source) for pair in addresses.named(value)]
        if found:
            name, sender = next((pair for pair in found if "@" in pair[1]), found[0])
            break
    if not (sender and name) and "<>" in headers.plain("from"):
        name = headers.text("from").removesuffix("<>").strip(' "')
    elif not sender and "from" in headers:
        name = headers.text("from").strip(' "')
    return _People(sender, name[:200], reply_to)


def _ids(values: list[str]) -> tuple[str, ...]:
    """Return the message ids in References, oldest first; some programs forget the brackets."""
    if not values:
        return ()
    value = " ".join(values)
    found = _ID.findall(value) or [word for word in value.split() if "@" in word]
    return tuple(dict.fromkeys(clean(one) for one in found[-_MAX_REFERENCES:]))


def _language(root: Part) -> str:
    """Return the two-letter language the letter names, of itself or of its text; "" where it names none."""
    for part in [root, *root.children][:5]:
        if "content-language" in part.headers and (found := _LANGUAGE.match(part.headers.plain("content-language"))):
            return found[1].lower()
    return ""


def _unreadable(raw: bytes, rule: str) -> Contact:
    return Contact(text=clean(decode(raw[:_MAX_RAW_TEXT])), rule=rule, readable=False)
