"""The mails of the demo as bytes, the way people's mail programs write them."""

import struct
import zlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

SIDE = 96  # pixels of the photo


@dataclass(frozen=True, slots=True)
class Writer:
    """A customer of the demo."""

    name: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a customer's mail answers: our message, as their program quotes it."""

    message_id: str
    text: str
    at: datetime


def letter(  # noqa: PLR0913  # a letter consists of this much
    writer: Writer,
    subject: str,
    text: str,
    *,
    to: str,
    at: datetime,
    key: str,
    answers: Answered | None = None,
    files: tuple[str, ...] = (),
) -> bytes:
    """
    Return a mail.

    Args:
        key: makes its Message-ID; the same key is the same mail.
        files: "photo" or "receipt".
    """
    made = EmailMessage()
    made["From"] = f"{writer.name} <{writer.address}>"
    made["To"], made["Subject"], made["Date"] = to, subject, format_datetime(at)
    made["Message-ID"] = f"<{key}@{writer.address.partition('@')[2]}>"
    body = text.strip() + "\n"
    if answers:
        made["In-Reply-To"] = made["References"] = f"<{answers.message_id}>"
        body += f"\n{_attribution(writer.language, answers.at)}\n" + _quoted(answers.text)
    made.set_content(body)
    if zlib.crc32(key.encode()) % 3 == 0:
        made.add_alternative(_html(body), subtype="html")
    if "photo" in files:
        made.add_attachment(photo(), maintype="image", subtype="png", filename="kuva.png")
    if "receipt" in files:
        made.add_attachment(receipt(subject), maintype="application", subtype="pdf", filename="tosite.pdf")
    return made.as_bytes()


def photo() -> bytes:
    """Return a small picture: a hill under an evening sky."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y) for x in range(SIDE)) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def receipt(text: str) -> bytes:
    """Return a PDF of one line."""
    words = text.encode("ascii", "replace").replace(b"(", b"").replace(b")", b"")
    draw = b"BT /F1 14 Tf 60 760 Td (" + words + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for nth, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (nth, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def _attribution(language: str, at: datetime) -> str:
    day, clock = f"{at.day}.{at.month}.{at.year}", f"{at:%H.%M}"
    words = {"fi": f"{day} klo {clock} Kuusi kirjoitti:", "sv": f"Den {day} kl. {clock} skrev Kuusi:"}
    return words.get(language, f"On {at:%d %b %Y}, at {at:%H:%M}, Kuusi wrote:")


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.strip().splitlines())


def _html(text: str) -> str:
    parts = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))
    return f"<html><body>{parts}</body></html>"


def _pixel(x: int, y: int) -> bytes:
    is_hill = y > SIDE * 0.55 + 12 * ((x / SIDE * 2 - 1) ** 2)
    return bytes((46, 92 - y // 4, 58)) if is_hill else bytes((250 - y, 190 - y // 2, 140 + y // 2))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
