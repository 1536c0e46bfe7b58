"""What is known of a customer: entered by hand and changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.customers import names as called
from aspa.customers.models import Customer
from aspa.customers.touch import Change, changed, hold
from aspa.kit.errors import Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.naming import named
from aspa.kit.viewer import Viewer

LONGEST_NAME = 200


class ChangedMeanwhile(Refused):
    """Somebody else changed the same thing since it was read."""

    code = "changed_meanwhile"


class NotACompany(Refused):
    """A person works for a company, and for one of the same organisation."""

    code = "not_a_company"


class HasPeople(Refused):
    """A company to which people belong stays a company."""

    code = "has_people"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of every customer."""

    name: str = ""
    kind: str = Customer.Kind.PERSON
    language: str = ""
    company_id: int | None = None


def facts_of(customer: Customer) -> Facts:
    """Return what is known of a customer now."""
    return Facts(customer.name, customer.kind, customer.language, customer.company_id)


@transaction.atomic
def make(facts: Facts, *, by: Viewer, at: datetime) -> Customer:
    """
    Make a customer of whom nobody has heard yet.

    Raises NameNeeded, NotACompany, Missing.
    """
    company = _company(facts, hold(_ids(facts.company_id)), by=by)
    customer: Customer = Customer.objects.create(
        organisation_id=by.organisation_id,
        name=named(facts.name, longest=LONGEST_NAME),
        kind=facts.kind,
        language=facts.language,
        company=company,
        since=at,
    )
    called.keep(customer)
    changed(customer, "customer.made", Change("name", "", customer.name), by=by, at=at)
    return customer


@transaction.atomic
def edit(customer: Customer, facts: Facts, *, was: Facts, by: Viewer, at: datetime, hints: bool = True) -> Customer:
    """
    Change what is known of a customer, and return the row as it is then; what nobody touched stays as others made it.

    Args:
        was: what stood there when `facts` were written; where both say the same, nothing is changed.
        hints: whether browsers are hinted here; a verb that locks more afterwards hints by itself.

    Raises ChangedMeanwhile when somebody else changed the same field otherwise, NotACompany, HasPeople, Missing.
    """
    touched = {field.name for field in fields(Facts) if getattr(facts, field.name) != getattr(was, field.name)}
    held = hold(_ids(customer.pk, facts.company_id if "company_id" in touched else None))
    customer = held[customer.pk]
    now = facts_of(customer)
    ours = sorted(name for name in touched if getattr(facts, name) != getattr(now, name))
    if any(getattr(was, name) != getattr(now, name) for name in ours):
        raise ChangedMeanwhile(_clash(customer))
    if ours:
        wanted = replace(now, **{name: getattr(facts, name) for name in ours})
        _change(customer, wanted, ours, held, by=by, at=at, hints=hints)
    return customer


def _change(
    customer: Customer,
    facts: Facts,
    names: list[str],
    held: dict[int, Customer],
    *,
    by: Viewer,
    at: datetime,
    hints: bool,
) -> None:
    """Let a customer who is held say `facts`; `names` are the fields that differ."""
    before = {name: _said(customer, name) for name in names}
    if {"company_id", "kind"} & {*names}:
        company = held.get(facts.company_id or 0) or customer.company
        customer.company = _company(facts, {company.pk: company} if company else {}, by=by)
    customer.name = one_line(facts.name)[:LONGEST_NAME]
    customer.kind, customer.language = facts.kind, facts.language
    if customer.kind == Customer.Kind.PERSON and customer.people.exists():
        raise HasPeople(_("People belong to this company. Give them another company first."))
    customer.save(update_fields=[name.removesuffix("_id") for name in names])
    called.keep(customer)
    told = [Change(name.removesuffix("_id"), before[name], _said(customer, name)) for name in names]
    changed(customer, "customer.edited", *told, by=by, at=at, hints=hints)


def _ids(*ids: int | None) -> set[int]:
    return {id for id in ids if id}


def _company(facts: Facts, held: Mapping[int, Customer], *, by: Viewer) -> Customer | None:
    """Return the company somebody works for, one of those that are held; raises NotACompany, Missing."""
    company = held.get(facts.company_id) if facts.company_id else None
    if company is None:
        return None
    if facts.kind == Customer.Kind.COMPANY:
        raise NotACompany(_("A company belongs to nobody. Choose “person”, or leave its company out."))
    if company.organisation_id != by.organisation_id:
        raise Missing(_("There is no such customer."))
    if company.kind != Customer.Kind.COMPANY:
        raise NotACompany(_("Choose a company: this one is a person."))
    return company


def _clash(customer: Customer) -> str:
    """Say what stands there now, so that nobody has to look for it."""
    now = ", ".join(said for name in ("name", "company_id", "language") if (said := _said(customer, name)))
    return _("Somebody else changed this while you wrote. It says now: %(now)s. Save again if yours is right.") % {
        "now": now or "–"
    }


def _said(customer: Customer, field: str) -> str:
    """Return a field as people read it."""
    if field == "company_id":
        return customer.company.name or f"#{customer.company_id}" if customer.company else ""
    return str(getattr(customer, field))
