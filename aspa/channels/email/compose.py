"""A delivery as the bytes of an e-mail: the same delivery always gives the same bytes."""

import re
from binascii import b2a_qp
from collections.abc import Iterable, Sequence
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from aspa.channels.email import plus
from aspa.channels.email.plain_html import html_of, page_of
from aspa.channels.models import Delivery
from aspa.kit.signing import sign

MOST_REFERENCES = 15  # the first and the newest; enough for every mail program to thread by
LINE = 76
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
MESSAGE_ID = re.compile(r"[^\s<>\x00-\x1f\x7f]{1,250}")
CONTENT_TYPE = re.compile(r"(application|audio|font|image|model|text|video)/[a-z0-9][a-z0-9.+-]{0,80}", re.IGNORECASE)
PLAIN_NAME = re.compile(r"[\w !#$%&'*+/=?^`{|}~.-]*", re.ASCII)

UNKNOWN_TYPE = "application/octet-stream"


class File(NamedTuple):
    """A file that goes with an e-mail."""

    name: str
    content_type: str
    data: bytes
    content_id: str = ""  # by which the HTML shows it


def compose(delivery: Delivery, files: Sequence[File] = ()) -> bytes:
    """
    Return the e-mail of a delivery: headers, plain text with its HTML twin and its pictures, and files; lines end in
    CRLF.

    Whatever stands in subject, names and ids, each stays inside its own header.
    """
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(delivery) if value)
    return head.encode() + _body(delivery, files)


def _headers(delivery: Delivery) -> list[tuple[str, str]]:
    headers = [
        ("From", _mailbox("From", delivery.sender_name, delivery.sender)),
        ("To", _safe(delivery.recipients[0])),
        ("Cc", ",\r\n ".join(_safe(address) for address in delivery.recipients[1:])),
        ("Reply-To", _safe(delivery.reply_to)),
        ("Subject", _words("Subject", delivery.subject)),
        ("Date", format_datetime(delivery.written_at)),
        ("Message-ID", _ids([delivery.message_id])),
        ("In-Reply-To", _ids(delivery.in_reply_to.split()[:1])),
        ("References", _ids(_shortened(delivery.references.split()))),
        ("Content-Language", _safe(delivery.language)),
        ("X-Aspa-Instance", plus.instance()),
    ]
    if delivery.purpose == Delivery.Purpose.ACKNOWLEDGEMENT:
        headers += [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")]
    return headers


def _body(delivery: Delivery, files: Sequence[File]) -> bytes:
    """Every boundary is told by the Message-ID and our key, so nobody can write one into a text."""
    text = delivery.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"
    language = _safe(delivery.language)
    shown = page_of(delivery.html, language=language) if delivery.html else html_of(text, language=language)
    inside = [file for file in files if delivery.html and file.content_id]
    html = _text("html", shown)
    if inside:
        html = _parts("related", delivery, [html, *map(_file, inside)])
    both = _parts("alternative", delivery, [_text("plain", text), html])
    beside = [_file(file) for file in files if file not in inside]
    return b"MIME-Version: 1.0\r\n" + (_parts("mixed", delivery, [both, *beside]) if beside else both)


def _parts(kind: str, delivery: Delivery, parts: Iterable[bytes]) -> bytes:
    boundary = _boundary(delivery, kind).encode()
    head = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind.encode(), boundary)
    return head + b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts) + b"--%s--\r\n" % boundary


def _text(kind: str, text: str) -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + b2a_qp(text.replace("\n", "\r\n").encode())


def _file(file: File) -> bytes:
    """A mail inside a mail goes as plain bytes: RFC 2046 forbids to encode it as what it is."""
    kind = file.content_type if CONTENT_TYPE.fullmatch(file.content_type) else UNKNOWN_TYPE
    maintype, _slash, subtype = kind.lower().partition("/")
    name = BREAKS.sub(" ", file.name).strip() or "file"
    part = EmailMessage(policy=SMTP)
    part.set_content(file.data, maintype=maintype, subtype=subtype, disposition=_place(file), filename=name)
    if file.content_id:
        part["Content-ID"] = f"<{_safe(file.content_id)}>"
    del part["MIME-Version"]
    return part.as_bytes()


def _place(file: File) -> str:
    return "inline" if file.content_id else "attachment"


def _boundary(delivery: Delivery, part: str) -> str:
    return f"={sign('boundary', f'{part}:{delivery.message_id}')}="


def _words(header: str, text: str) -> str:
    """A header's free text: as it is where it is plain and short, else in encoded words on folded lines."""
    text = BREAKS.sub(" ", text).strip()
    if text.isascii() and len(header) + len(text) < LINE and "=?" not in text:
        return text
    return _encoded(header, text)


def _mailbox(header: str, name: str, address: str) -> str:
    name = BREAKS.sub(" ", name).strip()
    if not name:
        return _safe(address)
    is_plain = PLAIN_NAME.fullmatch(name) and len(name) < LINE and "=?" not in name
    shown = f'"{name}"' if is_plain else _encoded(header, name)
    between = " " if is_plain and len(header + shown + address) < LINE else "\r\n "
    return f"{shown}{between}<{_safe(address)}>"


def _encoded(header: str, text: str) -> str:
    return Header(text, "utf-8", header_name=header, maxlinelen=LINE).encode(linesep="\r\n")


def _safe(text: str) -> str:
    """What was checked when it was written is checked once more where it would break out of its header."""
    return re.sub(r"[\s<>,\x00-\x1f\x7f]", "", text)


def _ids(ids: Sequence[str]) -> str:
    kept = [bare for one in ids if MESSAGE_ID.fullmatch(bare := one.strip("<>")) and bare.isascii()]
    return "\r\n ".join(f"<{one}>" for one in kept)


def _shortened(ids: list[str]) -> list[str]:
    return ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[1 - MOST_REFERENCES :]]
