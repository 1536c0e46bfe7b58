"""What the API answers about customers."""

from datetime import datetime

from ninja import Schema

from aspa.customers import queries
from aspa.customers.models import Consent, Customer, Identity, Note
from aspa.people.models import Merge


class IdentityShape(Schema):
    """By what a customer is known; numbers are E.164."""

    id: int
    kind: str
    value: str
    is_primary: bool


class NoteShape(Schema):
    """A wish of the customer's, or advice on serving this customer."""

    id: int
    kind: str
    text: str
    written_by: str
    written_at: datetime
    ended_at: datetime | None


class ConsentShape(Schema):
    """To what a customer consented."""

    id: int
    purpose: str
    channel: str
    given_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_channel: str


class KnownShape(Schema):
    """A customer with everything that is known, but for the cases."""

    id: int
    kind: str
    name: str
    language: str
    company_id: int | None
    company_name: str
    since: datetime
    identities: list[IdentityShape]
    notes: list[NoteShape]
    consents: list[ConsentShape]

    @staticmethod
    def resolve_company_name(customer: Customer) -> str:
        """Where the person works, if known."""
        return customer.company.name if customer.company else ""

    @staticmethod
    def resolve_identities(customer: Customer) -> list[Identity]:
        """Of each kind the one to use comes first."""
        return queries.identities_of(customer)

    @staticmethod
    def resolve_notes(customer: Customer) -> list[Note]:
        """What stands: wishes first."""
        return queries.notes_of(customer)

    @staticmethod
    def resolve_consents(customer: Customer) -> list[Consent]:
        """Those that stand first."""
        return queries.consents_of(customer)


class CustomerRowShape(Schema):
    """A customer as a list shows one."""

    id: int
    kind: str
    name: str
    company_name: str
    address: str
    number: str
    since: datetime


class CustomerPage(Schema):
    """Some customers, and where the list goes on."""

    items: list[CustomerRowShape]
    next: str | None


class EditShape(Schema):
    """One change of what is known of a customer."""

    field: str
    before: str
    after: str
    by: str
    at: datetime


class LikenessShape(Schema):
    """Who may be the same customer, and why."""

    customer_id: int
    reasons: list[str]


class MergeShape(Schema):
    """That two customers are one."""

    id: int
    kept_id: int
    merged_id: int
    reasons: list[str]
    merged_by: str
    merged_at: datetime
    undone_at: datetime | None

    @staticmethod
    def resolve_kept_id(merge: Merge) -> int:
        """The customer who stays."""
        return int(merge.kept_id)
