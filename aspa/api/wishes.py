"""What programs ask for: the bodies of requests, checked before anything is done."""

import base64
import binascii
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self, get_args

from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    WithJsonSchema,
    model_validator,
)

from aspa.kit.addresses import is_plausible, normal
from aspa.kit.lines import one_line
from aspa.promises.window import Window


def address(text: str) -> str:
    """Return an address that mail could be sent to; raises ValueError."""
    if not is_plausible(normal(text)):
        raise ValueError("not an e-mail address")
    return normal(text)


def address_if_any(text: str) -> str:
    """Return an address that mail could be sent to, or an empty text; raises ValueError."""
    return address(text) if text.strip() else ""


def written(moment: object) -> object:
    """Return a date or a moment as it is written; a number, which could count anything, is none; raises ValueError."""
    if not isinstance(moment, str) or not DATED.match(moment):
        raise ValueError("not a date")
    return moment


def in_utc(moment: datetime) -> datetime:
    """Return a moment without its zone, of which the database knows fewer than the world; raises ValueError."""
    if not 1900 <= moment.year <= 9000:
        raise ValueError("no such moment")
    return moment.astimezone(UTC)


def decoded(data: object) -> bytes:
    """Return what Base64 stands for, on one line or many; raises ValueError."""
    try:
        return base64.b64decode("".join(str(data).split()), validate=True)
    except binascii.Error as odd:
        raise ValueError("not Base64") from odd


Key = Annotated[int, Field(gt=0, lt=2**63)]
DATED = re.compile(r"\d{4}-\d\d-\d\d")
Text = Annotated[str, Field(min_length=1, max_length=200_000)]
NEWEST_SEEN = "Id of the newest message you have seen; refused with `case_changed` when something was said after it."
PUT_IN = "`version_id` of each ready passage that stands in the text."
Seen = Annotated[int | None, Field(ge=0, lt=2**63, description=NEWEST_SEEN)]
CAME_BY = "How it came: `hand` for a call, a visit, a letter; `email` unless said otherwise where there is an address."
ANYWAY = "Closes it though tasks are undone (`tasks_open`) or cases under it open (`children_open`): true, or which."
Question = Literal["tasks_open", "children_open"]
Anyway = Annotated[StrictBool | Annotated[list[Question], Field(max_length=10)], Field(description=ANYWAY)]
# A subject is a header, and must not begin another.
Line = Annotated[str, Field(max_length=500), AfterValidator(one_line)]
Address = Annotated[str, Field(max_length=320), AfterValidator(address)]
Moment = Annotated[AwareDatetime, BeforeValidator(written), AfterValidator(in_utc)]
Day = Annotated[date, BeforeValidator(written)]
Base64 = Annotated[bytes, BeforeValidator(decoded), WithJsonSchema({"type": "string", "format": "byte"})]
Outcome = Literal["solved", "could_not_help", "no_answer_needed", "spam"]
Act = Literal["answer", "call", "follow_up"]


def listed(value: object) -> list[object]:
    """Return what stands in a list; in anything else nothing does."""
    return value if isinstance(value, list) else []


def takes_yes(kind: Any) -> bool:
    """Tell whether a yes or no belongs to a kind of field, or to one of those that it may be."""
    return kind is bool or any(map(takes_yes, get_args(kind)))


class Wish(Schema):
    """A body; a field nobody knows is a mistake, not noise."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def yes_is_no_number(cls, said: Any) -> Any:
        """Refuse a yes or no where a number belongs; Python takes it for one."""
        for name, value in said.items() if isinstance(said, dict) else ():
            field = cls.model_fields.get(name)
            is_yes = any(isinstance(one, bool) for one in [value, *listed(value)])
            if is_yes and not (field and takes_yes(field.annotation)):
                raise ValueError(f"{name} is no yes or no")
        return said


class WindowWish(Wish):
    """When something is done: before `due_until`, and not before `due_from` if given. Times carry their zone."""

    due_from: Moment | None = None
    due_until: Moment

    def window(self) -> Window:
        """Return the window."""
        return Window(self.due_from, self.due_until)


class PromiseWish(WindowWish):
    """A promise made to the customer."""

    act: Act = "follow_up"
    text: Annotated[str, Field(max_length=2000)] = ""
    seen: Seen = None


class AnotherTimeWish(WindowWish):
    """Another time for what is owed, and the message that tells the customer so."""

    text: Text
    seen: Seen = None


class CustomerWish(Wish):
    """Whose matter it is: known by an address or a phone number; somebody new without an address needs a name."""

    address: Annotated[str, Field(max_length=320), AfterValidator(address_if_any)] = ""
    number: Annotated[str, Field(max_length=60)] = ""
    name: Annotated[str, Field(max_length=200), AfterValidator(one_line)] = ""


class CaseWish(Wish):
    """A contact to be entered: what the customer said, in the customer's words."""

    customer: CustomerWish
    subject: Line = ""
    text: Text
    brand_id: Annotated[int, Field(ge=0, lt=2**63)] = 0
    channel: Annotated[Literal["email", "hand"] | None, Field(description=CAME_BY)] = None

    @property
    def came_by(self) -> str:
        """How it came, unless that was said: written if there is an address to write to."""
        return self.channel or ("email" if self.customer.address else "hand")


class AttachmentWish(Wish):
    """A file that goes with an answer; `data` is its bytes in Base64."""

    name: Annotated[str, Field(min_length=1, max_length=250), AfterValidator(one_line)]
    content_type: Annotated[str, Field(max_length=100)] = "application/octet-stream"
    data: Base64


class ReplyWish(Wish):
    """An answer to the customer; may promise something next, and may close the case."""

    text: Text
    subject: Line = ""
    html: Annotated[str, Field(max_length=1_000_000)] = ""
    to: Annotated[str, Field(max_length=320)] = ""
    cc: Annotated[list[Address], Field(max_length=50)] = []
    bcc: Annotated[list[Address], Field(max_length=50)] = []
    promise: PromiseWish | None = None
    closes: Outcome | None = None
    anyway: Anyway = False
    attachments: list[AttachmentWish] = []
    passages: Annotated[list[Key], Field(max_length=50, description=PUT_IN)] = []
    seen: Seen = None


class MemoWish(Wish):
    """A note for colleagues."""

    text: Text


class MessageWish(ReplyWish):
    """A reply or a memo; a memo has a text only."""

    kind: Literal["reply", "memo"]

    @model_validator(mode="after")
    def memo_is_text_only(self) -> Self:
        """Refuse what a memo cannot have."""
        if self.kind == "memo" and (self.subject or self.cc or self.promise or self.closes or self.attachments):
            raise ValueError("a memo has a text only")
        return self


class ClosureWish(Wish):
    """How the matter ended."""

    outcome: Outcome
    seen: Seen = None
    anyway: Anyway = False


class LanguageWish(Wish):
    """In which language a case goes on."""

    language: Literal["fi", "sv", "en"]


class OwnerWish(Wish):
    """The new owner: an agent or a queue."""

    agent_id: Key | None = None
    queue_id: Key | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Self:
        """Refuse none and both."""
        if (self.agent_id is None) == (self.queue_id is None):
            raise ValueError("give agent_id or queue_id")
        return self
