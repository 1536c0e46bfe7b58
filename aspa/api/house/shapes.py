"""How brands, their hours and their mail look to programs."""

from datetime import date, datetime, time
from typing import Any

from ninja import Schema
from pydantic import Field

from aspa.api.shapes import Named
from aspa.brands.models import Brand
from aspa.channels.models import Mailbox
from aspa.hours import queries as hours
from aspa.hours.models import SpecialDay
from aspa.hours.verbs import DAYS


def clock(moment: time) -> str:
    """Return hours and minutes."""
    return f"{moment:%H:%M}"


class GreetingShape(Schema):
    """How a letter begins and ends in one language; what is empty is Aspa's own."""

    named: str
    plain: str
    closing: str


class BrandShape(Named):
    """A brand: where it hears, how it writes, what it promises."""

    addresses: list[str]
    retired_addresses: list[str] = Field(description="Out of use: only answers to what was sent still come.")
    language: str
    signature: str
    answers_within_minutes: int = Field(description="Working time.")
    acknowledges: bool
    tone: str
    greetings: dict[str, GreetingShape]
    asks_next: bool
    colour: str = Field(description="#rrggbb; empty for Aspa's own.")
    logo: str = Field(description="SHA-256 of its logo; empty without one.")

    @staticmethod
    def resolve_addresses(brand: Brand) -> list[str]:
        """The first is the one from which the brand writes."""
        return [address.value for address in brand.heard_at]

    @staticmethod
    def resolve_retired_addresses(brand: Brand) -> list[str]:
        """In the order in which they came."""
        return [address.value for address in brand.retired]

    @staticmethod
    def resolve_answers_within_minutes(brand: Brand) -> int:
        """In minutes."""
        return int(brand.answers_within.total_seconds() // 60)

    @staticmethod
    def resolve_greetings(brand: Brand) -> dict[str, Any]:
        """By language."""
        names = ("named", "plain", "closing")
        return {code: dict(zip(names, words, strict=True)) for code, words in brand.greetings.items()}


class OpeningShape(Schema):
    """A stretch of service; `closes` at 00:00 means midnight."""

    opens: str = Field(description="Such as 08:30.")
    closes: str


class WeekShape(Schema):
    """When a brand serves; a day without stretches is closed."""

    monday: list[OpeningShape]
    tuesday: list[OpeningShape]
    wednesday: list[OpeningShape]
    thursday: list[OpeningShape]
    friday: list[OpeningShape]
    saturday: list[OpeningShape]
    sunday: list[OpeningShape]

    @staticmethod
    def of(brand: Brand) -> dict[str, list[dict[str, str]]]:
        """Return the hours of a brand as they are set."""
        week = hours.week_of(brand)
        return {
            day: [{"opens": clock(opens), "closes": clock(closes)} for opens, closes in stretches]
            for day, stretches in zip(DAYS, week, strict=True)
        }


class SpecialDayShape(Schema):
    """A date that differs; without times it is closed."""

    on: date
    opens: str | None
    closes: str | None

    @staticmethod
    def resolve_opens(day: SpecialDay) -> str | None:
        """By the clock of the brand."""
        return clock(day.opens) if day.opens is not None else None

    @staticmethod
    def resolve_closes(day: SpecialDay) -> str | None:
        """By the clock of the brand."""
        return clock(day.closes) if day.closes is not None else None


class MailboxShape(Schema):
    """A folder whose mail is fetched; its password is told to nobody. `trouble` is empty while all is well."""

    id: int
    brand: Named
    host: str
    port: int
    is_encrypted: bool
    username: str
    folder: str
    checked_at: datetime | None
    on_server: int | None
    missing: int | None
    trouble: str

    @staticmethod
    def resolve_trouble(mailbox: Mailbox) -> str:
        """In the language that was asked for."""
        return mailbox.trouble


class FindingShape(Schema):
    """What receivers find; `name` and `value` are of the record to add, empty when there is nothing to do."""

    about: str
    state: str
    sentence: str
    name: str
    value: str


class SenderShape(Schema):
    """How a domain stands from which mail is sent."""

    id: int
    domain: str
    checked_at: datetime | None
    findings: list[FindingShape]
