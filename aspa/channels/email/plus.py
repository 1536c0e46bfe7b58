"""
Signed marks by which mail comes back to where it belongs: plus-addresses, Message-IDs and return paths.

Nobody outside can make one, and one made for a case opens no other.
"""

import re
import secrets
from functools import lru_cache
from itertools import islice

from django.conf import settings

from aspa.kit import addresses
from aspa.kit.signing import SIGNATURE_CHARS, is_signed, sign

TO_AGENTS = "X-Aspa-To-Agents"  # on mail about signing in, which is for nobody else to read
CASE, MESSAGE, BOUNCE = "reply-to", "message-id", "bounce"
SIGNATURE = f"[a-z2-7]{{{SIGNATURE_CHARS}}}"
KEY = "[1-9][0-9]{0,17}"  # fits a bigint
CASE_TAG = re.compile(rf"({KEY})\.({SIGNATURE})")
BOUNCE_TAG = re.compile(rf"b({KEY})\.({SIGNATURE})")
OWN_MESSAGE_ID = re.compile(rf"<?(({KEY})\.[a-z0-9]{{1,40}})\.({SIGNATURE})@[^@\s<>]+>?")
MESSAGE_ID = re.compile(r"<[^<>@\s]{1,200}@[^<>@\s]{1,255}>")
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 256 * 1024  # bytes
MOST_NAMED = 200  # Message-IDs of one head that are looked at; checking a signature is work


def instance() -> str:
    """Return the mark this installation puts on its mail, by which it knows its own when it comes back."""
    return _instance(settings.SECRET_KEY)


def marks_to_agents() -> dict[str, str]:
    """Return the headers of mail to agents: it opens a door, and must not become a case should it come back."""
    return {"X-Aspa-Instance": instance(), TO_AGENTS: "yes", "Auto-Submitted": "auto-generated"}


@lru_cache(maxsize=1)
def _instance(_secret: str) -> str:
    """Every mail that comes asks for it; it is made anew only where the secret is another."""
    return sign("instance", "aspa")


def reply_address(address: str, case_id: int) -> str:
    """Return the address whose mail joins this case: `tuki+7.abc…@kuusi.fi`."""
    return _tagged(address, f"{case_id}.{sign(CASE, case_id)}")


def case_of(address: str) -> int | None:
    """Return the case an address of ours names, or None when it names none or the signature is not ours."""
    return _opened(CASE_TAG, CASE, address)


def verp(delivery_id: int, address: str) -> str:
    """Return the return path by which a delivery's bounces come back: `tuki+b7.abc…@kuusi.fi`."""
    return _tagged(address, f"b{delivery_id}.{sign(BOUNCE, delivery_id)}")


def delivery_of(address: str) -> int | None:
    """Return the delivery a return path of ours names, or None when it names none or the signature is not ours."""
    return _opened(BOUNCE_TAG, BOUNCE, address)


def message_id_for(case_id: int, domain: str) -> str:
    """Return a new Message-ID, without brackets, whose replies join this case."""
    once = f"{case_id}.{secrets.token_hex(6)}"
    return f"{once}.{sign(MESSAGE, once)}@{domain}"


def case_of_message_id(message_id: str) -> int | None:
    """Return the case a Message-ID of ours names, with or without brackets; None when it is not ours."""
    found = OWN_MESSAGE_ID.fullmatch(message_id.strip().lower())
    if found and is_signed(MESSAGE, found[1], found[3]):
        return int(found[2])
    return None


def is_marked(address: str) -> bool:
    """Tell whether an address of ours bears a mark of ours: mail to it answers or reports on what was sent."""
    return case_of(address) is not None or delivery_of(address) is not None


def answers_ours(raw: bytes) -> bool:
    """Tell whether the head of a mail names a Message-ID of ours, as answers do however they are addressed."""
    head = END_OF_HEAD.split(raw[:LONGEST_HEAD], 1)[0].decode("ascii", "replace")
    named = islice(MESSAGE_ID.finditer(head), MOST_NAMED)
    return any(case_of_message_id(each[0]) is not None for each in named)


def _tagged(address: str, tag: str) -> str:
    local, at, domain = addresses.without_tag(address).partition("@")
    return f"{local}+{tag}{at}{domain}"


def _opened(shape: re.Pattern[str], purpose: str, address: str) -> int | None:
    if "+" not in address:
        return None
    found = shape.fullmatch(addresses.tag(addresses.normal(address)))
    if found and is_signed(purpose, int(found[1]), found[2]):
        return int(found[1])
    return None
