"""Files that come with a letter: what they are called, safely, and whether the text shows them."""

import re
import unicodedata

from aspa.channels.contact import Attachment
from aspa.channels.email.reading.charsets import clean
from aspa.channels.email.reading.headers import headers_at, parameters
from aspa.channels.email.reading.mime import Part

_SUFFIXES = {
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/ms-tnef": ".dat",
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/pgp-signature": ".asc",
    "application/pkcs7-mime": ".p7m",
    "application/pkcs7-signature": ".p7s",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-pkcs7-signature": ".p7s",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "audio/mpeg": ".mp3",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/tiff": ".tiff",
    "image/webp": ".webp",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/css": ".css",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/rfc822-headers": ".txt",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/xml": ".xml",
    "video/mp4": ".mp4",
}
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_MAX_NAME = 200


def disposition(part: Part) -> str:
    """Return "attachment", "inline" or ""."""
    return parameters(part.headers.plain("content-disposition"))[0] if "content-disposition" in part.headers else ""


def said_name(part: Part) -> str:
    """Return the name the sender gave the part, made safe; "" where none was given."""
    name = ""
    if "content-disposition" in part.headers:
        name = parameters(part.headers.plain("content-disposition"))[1].get("filename", "")
    return safe_name(name or part.params.get("name", ""))


def _place(part: Part) -> str:
    """Return the file a part names as its place, where that looks like a file."""
    where = safe_name(part.headers.text("content-location").partition("?")[0]) if part.headers else ""
    return where if "." in where and len(where) < 100 and " " not in where else ""


def safe_name(name: str) -> str:
    """Return `name` without path, control characters and tricks that show it backwards."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = " ".join(_FORBIDDEN.sub("", name).split()).strip(". ") if name.strip(". ") else ""
    if len(name) <= _MAX_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    is_suffix = dot and len(suffix) <= 10
    return f"{stem[: _MAX_NAME - 11]}.{suffix}" if is_suffix else name[:_MAX_NAME]


def attached(part: Part, *, place: int, html: str) -> Attachment:
    """Return the part as an attachment, the `place`-th of its letter."""
    data = part.data
    said_id = part.headers.plain("content-id") if "content-id" in part.headers else ""
    content_id = clean(said_id).strip().strip("<>").strip()
    is_shown = bool(content_id) and f"cid:{content_id}".lower() in html.lower()
    return Attachment(
        name=said_name(part) or _place(part) or _name_for(part, place),
        content_type=clean(part.content_type)[:127],
        size=len(data),
        content_id=content_id[:255],
        inline=is_shown or disposition(part) == "inline",
        data=data,
    )


def _name_for(part: Part, place: int) -> str:
    """Name a file nobody named: a letter by its subject, the rest by type and place."""
    suffix = _SUFFIXES.get(part.content_type, "")
    if part.content_type in ("message/rfc822", "message/global"):
        subject = safe_name(headers_at(part.data.lstrip(b"\r\n"), 0)[0].text("subject").replace("/", "-")[:100])
        return f"{subject}.eml" if subject else f"attachment-{place}.eml"
    return f"attachment-{place}{suffix or '.bin'}"
