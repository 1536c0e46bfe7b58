"""How programs ask for what an administrator sets for a brand."""

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool

from aspa.api.wishes import Base64, Line, Wish
from aspa.hours.working_time import Opening
from aspa.kit.lines import one_line

Language = Literal["fi", "sv", "en"]
Long = Annotated[str, Field(max_length=10_000)]
Clock = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Short = Annotated[str, Field(min_length=1, max_length=250), AfterValidator(one_line)]


class AddressWish(Wish):
    """Where a brand hears."""

    address: Annotated[str, Field(max_length=320)]


class OpeningWish(AddressWish):
    """A new brand."""

    name: Line
    language: Language = "fi"


class BrandWish(Wish):
    """What a brand is called, how it writes and looks and what it promises; what is left out stays."""

    name: Line | None = None
    signature: Annotated[str, Field(max_length=2000)] | None = None
    language: Language | None = None
    answers_within_minutes: Annotated[int, Field(gt=0, le=24_000)] | None = None
    acknowledges: StrictBool | None = None
    colour: Annotated[str, Field(max_length=30)] | None = None


class LogoWish(Wish):
    """A logo; `data` is the bytes of a PNG, JPEG or WebP in Base64."""

    data: Base64


class GreetingWish(Wish):
    """How a letter begins and ends; `{name}` stands for the customer's name. What is empty is Aspa's own."""

    named: Line = ""
    plain: Line = ""
    closing: Line = ""


class SpeechWish(Wish):
    """How a brand speaks."""

    tone: Long = ""
    greetings: dict[Language, GreetingWish] = {}
    asks_next: StrictBool = True


class StretchWish(Wish):
    """From when until when; 00:00 at the end means midnight."""

    opens: Clock
    closes: Clock

    def stretch(self) -> Opening:
        """Return it as hours are kept."""
        return time.fromisoformat(self.opens), time.fromisoformat(self.closes)


Day = Annotated[list[StretchWish], Field(max_length=12)]


class WeekWish(Wish):
    """When a brand serves; a day that is left out is closed."""

    monday: Day = []
    tuesday: Day = []
    wednesday: Day = []
    thursday: Day = []
    friday: Day = []
    saturday: Day = []
    sunday: Day = []


class SpecialDayWish(Wish):
    """How a date differs: its one stretch of service, or null when the brand is closed."""

    opening: StretchWish | None = None


class QueueNameWish(Wish):
    """What a queue is called."""

    name: Line


class QueueWish(Wish):
    """A queue of a brand."""

    name: Line = ""


class MailboxWish(Wish):
    """Which mail is fetched from where."""

    host: Short
    username: Short
    secret: Annotated[str, Field(min_length=1, max_length=10_000)]
    port: Annotated[int, Field(gt=0, lt=65536)] = 993
    is_encrypted: StrictBool = True
    sign_in: Literal["password", "xoauth2"] = "password"
    folder: Short = "INBOX"


class MailboxChange(Wish):
    """Another way to reach a mailbox; what is left out stays, its password too on the same server."""

    host: Short | None = None
    username: Short | None = None
    secret: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None
    port: Annotated[int, Field(gt=0, lt=65536)] | None = None
    is_encrypted: StrictBool | None = None
    sign_in: Literal["password", "xoauth2"] | None = None
    folder: Short | None = None
