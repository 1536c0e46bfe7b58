"""Phone numbers as people write them and as they are kept: E.164, whatever country they are dialled from. Pure."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberMatcher

HOME = "FI"  # whose national way of writing is understood and shown
LONGEST = 60  # characters somebody may write for one number
MOST = 20  # numbers looked for in one text
DIGITS = re.compile(r"\d")
WRITTEN = re.compile(r"[+()\d\s./-]{5,30}")  # a text that is nothing but a number, or its beginning


def normal(text: str, *, region: str = HOME) -> str:
    """Return a number as it is kept, `+358401234567`; an empty string where nobody could be called."""
    try:
        number = phonenumbers.parse(text[:LONGEST], region)
    except NumberParseException:
        return ""
    is_whole = len(text) <= LONGEST and number.extension is None and phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if is_whole else ""


def searched(text: str) -> str:
    """Return the number that somebody looks for, as it is kept; empty for a text that is more than a number."""
    return normal(text) if WRITTEN.fullmatch(text) else ""


def is_valid(kept: str) -> bool:
    """Tell whether a kept number is one that its country gives out."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(kept, None))
    except NumberParseException:
        return False


def shown(kept: str, *, region: str = HOME) -> str:
    """Return a kept number as people read it: `040 1234567` at home, `+46 70 123 45 67` abroad."""
    try:
        number = phonenumbers.parse(kept, None)
    except NumberParseException:
        return kept
    is_home = phonenumbers.region_code_for_number(number) == region
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    )


def numbers_in(text: str, *, region: str = HOME) -> list[str]:
    """Return the numbers that stand in a text, as they are kept, each once and in their order."""
    if not DIGITS.search(text):
        return []
    found = PhoneNumberMatcher(text, region, max_tries=MOST)
    numbers = (phonenumbers.format_number(one.number, PhoneNumberFormat.E164) for one in found)
    return list(dict.fromkeys(numbers))[:MOST]
