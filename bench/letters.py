"""Realistic mails for the benches: Finnish shops' customers, their clients, charsets, threads and files."""

import base64
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

FIRST = "Liisa Matti Aino Väinö Kaarina Jukka Päivi Åke Mårten Sari Tuomas Leena Öyvind Hanna Mikko Eeva".split()
LAST = "Virtanen Korhonen Mäkinen Nieminen Hämäläinen Åkerlund Söderström Laine Heikkinen Järvinen Lehtonen".split()
WORDS = (
    "tilaus paketti lasku palautus toimitus vaihto kello laturi tuote saapui rikki viikko maanantaina eilen tänään "
    "haluaisin tietää milloin missä voisitteko lähettää uuden kiitos hei terveisin edelleen odotan vastausta numero "
    "osoite puhelin kortti maksu hyvitys takuu väri koko myymälä verkkokauppa kuljetus seurantakoodi viallinen"
).split()
CHARSETS = ("utf-8", "utf-8", "utf-8", "iso-8859-1", "windows-1252", "iso-8859-15")


def letters(count: int, *, to: str, seed: int = 7) -> Iterator[bytes]:
    """
    Yield mails: 3–8 kB of text and HTML, every third a reply with its thread quoted, every tenth with a 200 kB file.

    Senders come back: there are a third as many customers as mails.
    """
    dice = random.Random(seed)
    for nth in range(count):
        yield _letter(dice, nth, count, to)


def _letter(dice: random.Random, nth: int, count: int, to: str) -> bytes:
    who = dice.randrange(count // 3 + 1)
    name = f"{FIRST[who % len(FIRST)]} {LAST[who % len(LAST)]}"
    address = f"asiakas{who}@posti{who % 50}.example"
    message = EmailMessage()
    message["From"], message["To"] = f"{name} <{address}>", to
    message["Message-ID"] = f"<{nth}.{who}@posti{who % 50}.example>"
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Received"] = "from mx.example by mail.example with ESMTPS id 4Xk; Mon, 16 Nov 2026 09:00:00 +0200"
    subject = f"{dice.choice(WORDS).capitalize()} {dice.choice(WORDS)} {dice.randrange(10_000)}"
    text = "\n\n".join(" ".join(dice.choices(WORDS, k=dice.randrange(8, 30))) for _ in range(dice.randrange(2, 6)))
    text = f"Hei,\n\n{text}\n\nYstävällisin terveisin\n{name}\n"
    if nth % 3 == 0:
        message["References"] = f"<vanha.{nth}@kuusi.example> <{max(nth - 3, 0)}.{who}@posti{who % 50}.example>"
        subject = f"Re: {subject}"
        quoted = "\n".join("> " + " ".join(dice.choices(WORDS, k=10)) for _ in range(12))
        text += f"\nma 16.11.2026 klo 9.00 Kuusi <{to}> kirjoitti:\n{quoted}\n"
    message["Subject"] = subject
    message.set_content(text, charset=dice.choice(CHARSETS), cte="quoted-printable")
    if nth % 2:
        rows = "".join(f"<p style='margin:0'>{line}</p>" for line in text.splitlines())
        message.add_alternative(f"<html><body><div dir='ltr'>{rows}</div></body></html>", subtype="html")
    if nth % 10 == 0:
        data = base64.b64encode(dice.randbytes(110_000)) + b"\x00" * 60_000
        message.add_attachment(data[:200_000], maintype="image", subtype="jpeg", filename=f"kuva-{nth}-ä.jpg")
    return message.as_bytes()
