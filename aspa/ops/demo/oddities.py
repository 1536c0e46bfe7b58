"""What also lands in every mailbox: automatic answers, newsletters, strangers, and what nobody can read."""

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


def unreadable(to: str, at: datetime, number: int) -> bytes:
    """Return bytes that no program makes sense of."""
    return bytes((value * 97 + 31) % 256 for value in range(240))


def _mail(to: str, subject: str, at: datetime, *, key: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{LATER.name} <{LATER.address}>", to, subject
    made["Date"], made["Message-ID"] = format_datetime(at), f"<{key}@example.org>"
    return made


ODDITIES = (away, newsletter, stranger, unreadable)
