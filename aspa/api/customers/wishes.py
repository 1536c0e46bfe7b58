"""What programs ask for about customers."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from aspa.api.wishes import Key, Line, Moment, Text, Wish
from aspa.customers.editing import Facts
from aspa.kit.lines import one_line
from aspa.people.likeness import REASONS

Kind = Literal["person", "company"]
Language = Literal["", "fi", "sv", "en"]
Name = Annotated[str, Field(max_length=200), AfterValidator(one_line)]
Said = Literal["email", "phone", "visit", "letter", "web"]


class NewCustomerWish(Wish):
    """A customer of whom nobody has heard yet."""

    name: Name
    kind: Kind = "person"
    language: Language = ""
    company_id: Key | None = None
    address: Annotated[str, Field(max_length=320)] = ""
    number: Annotated[str, Field(max_length=60)] = ""

    def facts(self) -> Facts:
        """Return what is known."""
        return Facts(self.name, self.kind, self.language, self.company_id)


class FactsWish(Wish):
    """What is known of a customer; what is left out is not meant."""

    name: Name | None = None
    kind: Kind | None = None
    language: Language | None = None
    company_id: Key | None = None

    def over(self, now: Facts) -> Facts:
        """Return the facts as they are with what is given here in its place."""
        given = self.model_dump(include={"name", "kind", "language", "company_id"}, exclude_unset=True)
        meant = {name: value for name, value in given.items() if value is not None or name == "company_id"}
        return replace(now, **meant)


class EditWish(FactsWish):
    """What is to be known of a customer; `was` is what the program had read, so that no other change is lost."""

    was: FactsWish | None = None

    def facts(self, now: Facts) -> Facts:
        """Return what is to stand there; what is left out stays as the program had read it."""
        return self.over(self.before(now))

    def before(self, now: Facts) -> Facts:
        """Return what the program had read; what it does not say it takes as it is."""
        return self.was.over(now) if self.was else now


class IdentityWish(Wish):
    """One thing more by which a customer is known; a number in any way of writing."""

    kind: Literal["email", "phone", "account"]
    value: Annotated[str, Field(min_length=1, max_length=320)]


class NoteWish(Wish):
    """A wish of the customer's, or advice; written so that it could be read aloud to the customer."""

    kind: Literal["wish", "advice"]
    text: Annotated[str, Field(min_length=1, max_length=300)]


class SaidWish(Wish):
    """What a customer who is known said by phone, on a visit or in a letter."""

    subject: Line = ""
    text: Text
    channel: Literal["email", "hand"] = "hand"
    brand_id: Annotated[int, Field(ge=0, lt=2**63)] = 0


class RewriteWish(Wish):
    """A note said otherwise; `was` is what it said when this was written."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    was: Annotated[str, Field(max_length=300)]


class WithdrawalWish(Wish):
    """How a customer said so."""

    channel: Said


class ConsentWish(WithdrawalWish):
    """To what a customer consented; `given_at` is now when left out."""

    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    given_at: Moment | None = None


class OtherWish(Wish):
    """Another customer."""

    other_id: Key


class MergeWish(OtherWish):
    """The customer who is the same; `reasons` are those of `likenesses`, if it was proposed."""

    reasons: Annotated[list[Annotated[str, Field(pattern=f"^({'|'.join(REASONS)})$")]], Field(max_length=10)] = []
