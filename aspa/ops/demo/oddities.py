"""What also lands in every mailbox: automatic answers, newsletters, strangers, spam, and what nobody can read."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from aspa.ops.demo.letters import Writer, letter

LATER = Writer("Kaisa Lammi", "kaisa.lammi@example.org", "fi")
STRANGER = Writer("Joni Strömberg", "joni.stromberg@example.com", "fi")


def away(to: str, at: datetime, number: int) -> bytes:
    """Return an automatic answer of somebody who is away."""
    made = _mail(to, "Automaattinen vastaus: Olen lomalla", at, key="demo.away")
    made["Auto-Submitted"] = "auto-replied"
    made.set_content("Olen lomalla ja palaan 3. päivä. Kiireellisissä asioissa ota yhteyttä kollegaani.\n")
    return made.as_bytes()


def newsletter(to: str, at: datetime, number: int) -> bytes:
    """Return a newsletter nobody ordered."""
    made = _mail(to, "Viikon tarjoukset pakkausteipistä", at, key="demo.news")
    made["List-Unsubscribe"], made["Precedence"] = "<https://uutiskirje.example/pois>", "bulk"
    made.set_content("Nyt teipit -40 %! Tilaa tänään, saat rullan kaupan päälle.\n")
    return made.as_bytes()


def stranger(to: str, at: datetime, number: int) -> bytes:
    """Return a mail that names another customer's case: it must open its own, with a proposed link."""
    text = "Hei, jatkan tästä vaimoni asiaa. Voitteko kertoa, missä paketti on nyt?"
    return letter(STRANGER, f"Vs: Missä pakettini viipyy? #{number}", text, to=to, at=at, key="demo.stranger")


def bait(to: str, at: datetime, number: int) -> bytes:
    """Return a mail that fishes for passwords as if it came from a bank."""
    made = _mail(to, "Verkkopankkitunnuksesi vanhenevat tänään", at, key="demo.bait")
    made.replace_header("From", '"Nordea Asiakaspalvelu" <turva@pankki-viesti.example>')
    made["Authentication-Results"] = "mx.kuusi.example; spf=fail; dmarc=fail header.from=pankki-viesti.example"
    made.set_content("Vahvista verkkopankkitunnuksesi heti, tai tilisi suljetaan.\n")
    link = '<a href="http://45.9.148.2/kirjaudu">https://www.nordea.fi/kirjaudu</a>'
    made.add_alternative(f"<p>Vahvista verkkopankkitunnuksesi heti: {link}</p>", subtype="html")
    return made.as_bytes()


def offer(to: str, at: datetime, number: int) -> bytes:
    """Return an offer that nobody asked for."""
    made = _mail(to, "Re: your website", at, key="demo.offer")
    made.replace_header("From", "Ronald Web Expert <ronald@rank-first.example>")
    made["Reply-To"], made["X-Spam-Flag"] = "ronald.ranks@gmail.com", "YES"
    made.set_content("We bring your website to the first page of Google. SEO traffic from 99 USD.\n")
    return made.as_bytes()


def unreadable(to: str, at: datetime, number: int) -> bytes:
    """Return bytes that no program makes sense of."""
    return bytes((value * 97 + 31) % 256 for value in range(240))


def _mail(to: str, subject: str, at: datetime, *, key: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{LATER.name} <{LATER.address}>", to, subject
    made["Date"], made["Message-ID"] = format_datetime(at), f"<{key}@example.org>"
    return made


ODDITIES = (away, newsletter, stranger, bait, offer, unreadable)
