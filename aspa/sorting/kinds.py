"""The kinds of fields: what may be written into each, and how it is kept. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused
from aspa.kit.lines import one_line

LONGEST = 500  # characters of a value
DIGITS = 18


class BadValue(Refused):
    """This can not be written into this field."""

    code = "bad_value"


def read(kind: str, written: str, choices: Sequence[str] = ()) -> str:
    """
    Return a value as it is kept: a number with a point, a date as `2026-11-22`, yes or no by these words.

    Nothing written is an empty value. Raises BadValue.
    """
    text = one_line(written)
    if len(text) > LONGEST:
        raise BadValue(_("This is too long: %(most)s characters at most.") % {"most": LONGEST})
    if kind == "choice":
        return _choice(text, choices)
    return KINDS[kind](text) if text else ""


def _number(text: str) -> str:
    plain = "".join(text.split()).replace("\u2212", "-").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or number.adjusted() >= DIGITS or len(number.as_tuple().digits) > DIGITS:
        raise BadValue(_("Write a number, such as 12 or 3,5."))
    return f"{number:f}"


def _date(text: str) -> str:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  # a date has no zone
        except ValueError:
            continue
    raise BadValue(_("Write a date, such as 24.12.2026."))


def _yes_no(text: str) -> str:
    if text not in {"yes", "no"}:
        raise BadValue(_("Choose yes or no."))
    return text


def _link(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in text:
        raise BadValue(_("Write an address that begins with https://."))
    return text


def _choice(text: str, choices: Sequence[str]) -> str:
    if text and text not in choices:
        raise BadValue(_("Choose one of those that are offered."))
    return text


def day(value: str) -> date:
    """Return the day that a value of the kind `date` keeps."""
    return date.fromisoformat(value)


KINDS: dict[str, Callable[[str], str]] = {
    "text": str,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "link": _link,
}
