"""
What speaks against a contact: plain rules, each with a name, a weight and, where it helps, what it found. Pure.

One sign that honest mail may show as well never weighs enough alone; what only spam shows does.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from aspa.channels.contact import Contact
from aspa.screening.rules import links
from aspa.screening.rules.baits import BAITS, baits

ENOUGH = 5.0  # what the rules that spoke must weigh together for a contact to be suspected
READ = 4_000  # characters of a text; whoever means to catch somebody comes to the point

SURE, STRONG, SOME, LITTLE = 5.0, 3.0, 2.0, 1.0

DMARC = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
ASKS_TO_REFUSE = re.compile(r"\bp=(?:reject|quarantine)\b|\baction=(?:reject|quarantine|oreject)\b", re.IGNORECASE)
SPF = re.compile(r"\bspf=fail\b", re.IGNORECASE)
DKIM = re.compile(r"\bdkim=pass\b", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}\.[a-z]{2,24}", re.IGNORECASE)
TWO_ALPHABETS = re.compile(r"[a-z][а-яіј]|[а-яіј][a-z]", re.IGNORECASE)
ANSWER = re.compile(r"\s*(?:re|vs|sv|vast|aw)\s*:", re.IGNORECASE)
PROGRAMS = tuple(
    ".exe .scr .com .pif .bat .cmd .js .jse .vbs .vbe .wsf .wsh .hta .msi .ps1 .jar .lnk .cpl .iso .img .vhd".split()
)
PAGES = (".html", ".htm", ".shtml", ".xhtml", ".svg", ".mht")
FREE = set(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com aol.com gmx.com mail.ru yandex.ru yandex.com "
    "proton.me protonmail.com qq.com 163.com 126.com zohomail.com".split()
)


class Spoke(NamedTuple):
    """
    A rule that spoke.

    Args:
        rule: its name; `words` has the sentence.
        detail: what it found, as it stood in the mail.
    """

    rule: str
    weight: float
    detail: str = ""


class Seen(NamedTuple):
    """
    A contact as the rules look at it.

    Args:
        own: what the writer wrote themselves, without what they quote or pass on.
        is_ours: tells whether an address is one of ours.
    """

    contact: Contact
    own: str
    is_ours: Callable[[str], bool]

    def header(self, name: str) -> str:
        """Return a header that was kept, or ""."""
        return self.contact.headers.get(name, "")


def speaking(seen: Seen) -> list[Spoke]:
    """Return the rules that speak against a contact, the weightiest first."""
    found = [Spoke(name, weight, detail[:200]) for name, weight, finds in RULES if (detail := finds(seen)) is not None]
    text = f"{seen.contact.subject}\n{seen.own[:READ]}".lower()
    found += [Spoke(name, STRONG) for name in baits(text)]
    return sorted(found, key=lambda spoke: -spoke.weight)


def weighed(spoken: list[Spoke]) -> float:
    """Return what rules weigh together."""
    return sum(spoke.weight for spoke in spoken)


def _marked(seen: Seen) -> str | None:
    """A filter before us said so; what it says is believed only where it speaks against."""
    flag, status = seen.header("x-spam-flag").strip().lower(), seen.header("x-spam-status").strip().lower()
    return "" if flag.startswith("yes") or status.startswith("yes") else None


def _refused(seen: Seen) -> str | None:
    said = seen.header("authentication-results")
    return _domain(seen) if DMARC.search(said) and ASKS_TO_REFUSE.search(said) else None


def _unproven(seen: Seen) -> str | None:
    said = seen.header("authentication-results")
    return _domain(seen) if DMARC.search(said) and not ASKS_TO_REFUSE.search(said) else None


def _not_its_server(seen: Seen) -> str | None:
    said = seen.header("authentication-results")
    is_told_otherwise = "dmarc=" in said.lower() or DKIM.search(said)
    return _domain(seen) if SPF.search(said) and not is_told_otherwise else None


def _as_ourselves(seen: Seen) -> str | None:
    """Forms on the web send as ourselves too, but name their customer in Reply-To."""
    contact = seen.contact
    answers = [address for address in contact.reply_to if not seen.is_ours(address)]
    return contact.sender if contact.sender and seen.is_ours(contact.sender) and not answers else None


def _named_as_us(seen: Seen) -> str | None:
    named = ADDRESS.search(seen.contact.sender_name)
    is_false = named and seen.is_ours(named[0].lower()) and not seen.is_ours(seen.contact.sender)
    return seen.contact.sender if is_false else None


def _named_elsewhere(seen: Seen) -> str | None:
    named = ADDRESS.search(seen.contact.sender_name)
    if not named or seen.is_ours(named[0].lower()):
        return None
    is_false = links.owner(named[0].rpartition("@")[2]) != links.owner(_domain(seen))
    return f"{named[0]} → {seen.contact.sender}" if is_false else None


def _two_alphabets(seen: Seen) -> str | None:
    said = f"{seen.contact.sender_name}\n{seen.contact.subject[:500]}"
    if said.isascii() or not TWO_ALPHABETS.search(said):
        return None
    return next((word for word in said.split() if TWO_ALPHABETS.search(word)), "")


def _misleading(seen: Seen) -> str | None:
    return links.misleading(seen.contact.html) or None if seen.contact.html else None


def _to_number(seen: Seen) -> str | None:
    return links.to_number(seen.contact.html, seen.own[:READ]) or None


def _program(seen: Seen) -> str | None:
    return _enclosed(seen, PROGRAMS)


def _page(seen: Seen) -> str | None:
    return _enclosed(seen, PAGES)


def _false_answer(seen: Seen) -> str | None:
    contact = seen.contact
    is_answer = contact.in_reply_to or contact.references or not ANSWER.match(contact.subject)
    return None if is_answer else ""


def _to_nobody(seen: Seen) -> str | None:
    return None if seen.contact.to or seen.contact.cc else ""


def _answers_elsewhere(seen: Seen) -> str | None:
    contact, own = seen.contact, _domain(seen)
    away = [address for address in contact.reply_to if (there := address.rpartition("@")[2]) in FREE and there != own]
    return away[0] if away and contact.sender and not seen.is_ours(contact.sender) else None


def _enclosed(seen: Seen, endings: tuple[str, ...]) -> str | None:
    names = (file.name.strip().rstrip(".") for file in seen.contact.attachments)
    return next((name for name in names if name.lower().endswith(endings)), None)


def _domain(seen: Seen) -> str:
    return seen.contact.sender.rpartition("@")[2]


RULES: tuple[tuple[str, float, Callable[[Seen], str | None]], ...] = (
    ("marked", SURE, _marked),
    ("refused", SURE, _refused),
    ("program", SURE, _program),
    ("unproven", STRONG, _unproven),
    ("as_ourselves", STRONG, _as_ourselves),
    ("named_as_us", STRONG, _named_as_us),
    ("two_alphabets", STRONG, _two_alphabets),
    ("misleading", STRONG, _misleading),
    ("to_number", STRONG, _to_number),
    ("not_its_server", SOME, _not_its_server),
    ("named_elsewhere", SOME, _named_elsewhere),
    ("page", SOME, _page),
    ("false_answer", LITTLE, _false_answer),
    ("to_nobody", LITTLE, _to_nobody),
    ("answers_elsewhere", LITTLE, _answers_elsewhere),
)
OTHERS = ("judged", "rspamd")  # what is asked elsewhere than in the mail
NAMES = (*(name for name, _weight, _finds in RULES), *BAITS, *OTHERS)
