"""Asking who our customers are: one of them, those whom a name, an address or a number finds, who works where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from aspa.customers.models import Consent, Customer, Identity, Note
from aspa.kit import addresses, phones
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer

MOST = 200  # rows of one page
HITS = 500  # customers whom a name finds that are looked at; more need a fuller name
LARGEST_KEY = 2**63 - 1
Only = tuple[str, dict[str, Any]]
EVERYBODY: Only = ("true", {})
WORD = re.compile(r"[^\W_]+")


class CustomerRow(NamedTuple):
    """One row of a list of customers; `number` and `address` are the first of each that is known."""

    id: int
    kind: str
    name: str
    company_name: str
    address: str
    number: str
    since: datetime

    @property
    def display(self) -> str:
        """The name, or what is known instead."""
        return self.name or self.address or phones.shown(self.number)

    @property
    def calls(self) -> str:
        """The number as people read it."""
        return phones.shown(self.number) if self.number else ""


@dataclass(frozen=True, slots=True)
class CustomerList:
    """A page of customers; `more` is where the next page begins, or None."""

    rows: list[CustomerRow]
    more: str | None


ROW = """
select who.id, who.kind, who.name, coalesce((select name from customers_customer where id = who.company_id), ''),
       coalesce((select value from customers_identity i where i.customer_id = who.id and kind = 'email'
                 and value not like '%%@invalid' order by i.is_primary desc, i.id limit 1), ''),
       coalesce((select value from customers_identity i where i.customer_id = who.id and kind = 'phone'
                 order by i.is_primary desc, i.id limit 1), ''), who.since
from {source} where who.organisation_id = %(organisation)s and who.merged_into_id is null and {where}
order by {order} limit %(limit)s
"""
# A common beginning is in a hundred thousand names: a bounded handful of each is read, and put in order then.
KNOWN = "(select distinct id from ({hits}) as hit) as known join customers_customer who on who.id = known.id"
BY_NAME = """(select id from customers_customer
    where customers_findable(name, organisation_id) @@ %(words)s::tsquery and merged_into_id is null
    and (%(of_kind)s = '' or kind = %(of_kind)s)
    limit %(hits)s)"""
BY_IDENTITY = """(select customer_id as id from customers_identity
    where organisation_id = %(organisation)s and kind = %(kind)s and value >= %(from)s and value < %(until)s
    order by value limit %(hits)s)"""
BY_ACCOUNT = """select customer_id as id from customers_identity
    where organisation_id = %(organisation)s and kind = 'account' and value = %(account)s"""


def customers(
    viewer: Viewer, text: str = "", *, after: str = "", limit: int = 50, kind: str = "", only: Only = EVERYBODY
) -> CustomerList:
    """
    Return the customers whom a text finds: the beginnings of words of a name, of an address, of a number, an account.

    Without a text all are listed, the newest first and page by page; what is found comes by name, on one page.

    Args:
        after: the `more` of the page before.
        kind: `person` or `company` alone.
        only: a further condition on `who`, and its parameters, from floors that know more of customers.
    """
    limit = min(limit, MOST)
    facts: dict[str, Any] = {"organisation": viewer.organisation_id, "limit": limit + 1, "hits": HITS}
    facts["of_kind"], facts["after"] = kind, _after(after)
    source, where, order = _search(text.replace("\x00", "").strip().lower(), facts)
    where += f" and (%(of_kind)s = '' or who.kind = %(of_kind)s) and {only[0]}"
    with connection.cursor() as cursor:
        cursor.execute(ROW.format(source=source, where=where, order=order), facts | only[1])
        rows = [CustomerRow._make(row) for row in cursor.fetchall()]
    pages_on = len(rows) > limit and not text.strip()
    return CustomerList(rows[:limit], str(rows[limit - 1].id) if pages_on else None)


def _search(text: str, facts: dict[str, Any]) -> tuple[str, str, str]:
    """Say where to look, by what the text looks like; fills in the facts the search needs."""
    if not text:
        return "customers_customer who", "(%(after)s = 0 or who.id < %(after)s)", "who.id desc"
    if "@" in text:
        looks = _beginning(facts, "email", addresses.normal(text))
    elif phones.WRITTEN.fullmatch(text) and (number := phones.normal(text) or _begun(text)):
        looks = _beginning(facts, "phone", number)
    elif words := WORD.findall(text):
        facts["words"] = " & ".join(f"'{facts['organisation']}.{word}':*" for word in words[:6])
        looks = [BY_NAME, *([] if " " in text else _beginning(facts, "email", text))]
    else:
        looks = []
    facts["account"] = " ".join(text.split()).upper()
    return KNOWN.format(hits=" union all ".join([*looks, BY_ACCOUNT])), "true", "lower(who.name), who.id"


def _beginning(facts: dict[str, Any], kind: str, value: str) -> list[str]:
    """Look for what is kept from `value` on; a text that is nothing but what falls away begins nothing."""
    facts |= {"kind": kind, "from": value, "until": value[:-1] + chr(ord(value[-1]) + 1)} if value else {}
    return [BY_IDENTITY] if value else []


def _begun(text: str) -> str:
    """Return the beginning of a number as it would be kept, of one that is not whole yet."""
    digits = re.sub(r"[^\d+]", "", text)
    return digits if digits.startswith("+") else "+358" + digits.removeprefix("0")


def _after(after: str) -> int:
    return min(int(after), LARGEST_KEY) if after.isascii() and after.isdecimal() and len(after) < 20 else 0


def customer_of(viewer: Viewer, customer_id: int) -> Customer:
    """
    Return one customer with the company; one that was merged away is returned as the shell it is.

    Raises Missing.
    """
    rows = Customer.objects.visible_to(viewer).select_related("company")
    found: Customer | None = rows.filter(pk=customer_id).first()
    return or_missing(found, _("There is no such customer."))


def identities_of(customer: Customer) -> list[Identity]:
    """Return by what a customer is known; of each kind the one to use stands first."""
    known = Identity.objects.filter(customer=customer).exclude(value__endswith="@invalid")
    return list(known.order_by("kind", "-is_primary", "id"))


def identity_of(viewer: Viewer, customer_id: int, identity_id: int) -> Identity:
    """
    Return one thing by which a customer is known.

    Raises Missing.
    """
    rows = Identity.objects.visible_to(viewer).select_related("customer")
    found: Identity | None = rows.filter(pk=identity_id, customer_id=customer_id).first()
    return or_missing(found, _("The customer is not known by this; somebody may have taken it away."))


def notes_of(customer: Customer) -> list[Note]:
    """Return what stands on serving a customer: wishes first, oldest first."""
    return list(Note.objects.filter(customer=customer, ended_at__isnull=True).order_by("-kind", "id"))


def note_of(viewer: Viewer, customer_id: int, note_id: int) -> Note:
    """
    Return one note about a customer, also one that has ended.

    Raises Missing.
    """
    rows = Note.objects.visible_to(viewer).select_related("customer")
    found: Note | None = rows.filter(pk=note_id, customer_id=customer_id).first()
    return or_missing(found, _("There is no such note; somebody may have taken it away."))


def consents_of(customer: Customer) -> list[Consent]:
    """Return a customer's consents: those that stand first, the newest first."""
    given = Consent.objects.filter(customer=customer)
    return sorted(given.order_by("-given_at", "-id"), key=lambda one: one.withdrawn_at is not None)


def consent_of(viewer: Viewer, customer_id: int, consent_id: int) -> Consent:
    """
    Return one consent of a customer.

    Raises Missing.
    """
    rows = Consent.objects.visible_to(viewer).select_related("customer")
    found: Consent | None = rows.filter(pk=consent_id, customer_id=customer_id).first()
    return or_missing(found, _("There is no such consent."))


def rows_of(viewer: Viewer, customer_ids: Sequence[int]) -> dict[int, CustomerRow]:
    """Return customers as a list shows them, by key; shells are left out."""
    facts: dict[str, Any] = {
        "organisation": viewer.organisation_id,
        "limit": len(customer_ids),
        "these": list(customer_ids),
    }
    sql = ROW.format(source="customers_customer who", where="who.id = any(%(these)s)", order="who.id")
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return {row[0]: CustomerRow._make(row) for row in cursor.fetchall()}


def companies_named(viewer: Viewer, name: str) -> list[Customer]:
    """Return the companies of exactly this name, whatever its capitals; `#12` is the one with that key."""
    ours = Customer.objects.visible_to(viewer).filter(kind=Customer.Kind.COMPANY, merged_into__isnull=True)
    key = name.strip().removeprefix("#")
    if name.strip().startswith("#") and key.isascii() and key.isdecimal() and len(key) < 19:
        return list(ours.filter(pk=int(key)))
    found = [row.id for row in customers(viewer, name, kind=Customer.Kind.COMPANY, limit=MOST).rows]
    return list(ours.filter(pk__in=found, name__iexact=" ".join(name.split())).order_by("id"))
