"""Numbers with check digits: which of those that look right are right. By python-stdnum and the posts' union."""

import re

from stdnum import iban, iso11649, luhn
from stdnum.fi import hetu, ytunnus

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # UPU S10-12
REFERENCE_WEIGHTS = (7, 3, 1)  # Finance Finland, structure of a reference number
SHORTEST_REFERENCE, LONGEST_REFERENCE = 4, 20
SHORTEST_CARD = 13
S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")


def identity(written: str) -> str:
    """Return a Finnish personal identity code, or nothing; temporary ones (900-999) belong to people too."""
    code = written.upper()
    return code if hetu.is_valid(code, allow_temporary=True) else ""


def account(written: str) -> str:
    """Return an account number (IBAN) without spaces, or nothing."""
    number: str = iban.compact(written)
    return number if iban.is_valid(number, check_country=False) else ""


def business(written: str) -> str:
    """Return a Finnish business id as `1234567-1`, or nothing; a VAT number holds one."""
    digits = re.sub(r"\D", "", written)
    return f"{digits[:7]}-{digits[7:]}" if ytunnus.is_valid(digits) else ""


def reference(written: str) -> str:
    """Return a reference number without spaces, Finnish or international (RF, ISO 11649), or nothing."""
    number = re.sub(r"\s", "", written).upper()
    if number.startswith("RF"):
        return number if iso11649.is_valid(number) else ""
    if not SHORTEST_REFERENCE <= len(number) <= LONGEST_REFERENCE or not number.isdecimal():
        return ""
    weighed = sum(int(digit) * REFERENCE_WEIGHTS[at % 3] for at, digit in enumerate(reversed(number[:-1])))
    return number if (10 - weighed % 10) % 10 == int(number[-1]) else ""


def post(written: str) -> str:
    """Return an item number of the posts' union, as `RR123456785FI`, or nothing."""
    number = written.upper()
    found = S10.fullmatch(number)
    if not found:
        return ""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(found[1], S10_WEIGHTS, strict=True)) % 11
    return number if {10: 0, 11: 5}.get(rest, rest) == int(found[2]) else ""


def card(written: str) -> str:
    """Return a payment card's number without spaces, or nothing."""
    digits = re.sub(r"\D", "", written)
    return digits if len(digits) >= SHORTEST_CARD and luhn.is_valid(digits) else ""
