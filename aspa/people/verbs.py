"""What is done with customers and their cases together."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.customers import editing, identities
from aspa.customers.editing import Facts
from aspa.customers.models import Customer, Identity
from aspa.customers.touch import hold_identities, hold_one
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer

REACHED_BY = (Identity.Kind.EMAIL, Identity.Kind.PHONE)


class StillNeeded(Refused):
    """An open case could not be answered without it."""

    code = "identity_still_needed"


@transaction.atomic
def forget_identity(identity: Identity, *, by: Viewer, at: datetime) -> None:
    """
    Know a customer by an address, a number or an account no longer.

    Raises StillNeeded for the last by which the customer of an open case is reached, Missing when it is gone already.
    """
    held = hold_identities([identity.customer_id])  # a letter that comes from it now waits, or its case is seen here
    customer = hold_one(identity.customer)
    if identity.pk not in {one.pk for one in held}:
        raise Missing(_("The customer is not known by this; somebody may have taken it away."))
    others = [one for one in held if one.pk != identity.pk and one.kind in REACHED_BY]
    if identity.kind in REACHED_BY and not any(_answers_in_place_of(identity, one) for one in others):
        open_case = customer.cases.filter(closure__isnull=True).order_by("id").first()
        if open_case:
            sentence = _("Case #%(number)s is open, and this is the last way to reach the customer. Add another first.")
            raise StillNeeded(sentence % {"number": open_case.number})
    identities.remove(identity, by=by, at=at)


def _answers_in_place_of(gone: Identity, other: Identity) -> bool:
    """Tell whether cases go on without the one: mail needs an address, a call may go to a number or be a letter."""
    return other.kind == Identity.Kind.EMAIL or gone.kind == other.kind


@transaction.atomic
def open_case(
    customer: Customer, *, subject: str, text: str, channel: str, by: Viewer, at: datetime, brand_id: int = 0
) -> Case:
    """
    Open a case of a customer who is known, for what was said by phone, on a visit or in a letter.

    Args:
        brand_id: under which brand; the viewer's first when 0.

    Raises MergedAway, Missing for an unknown brand, and cases.EmptyText.
    """
    held = hold_one(customer)
    brand = brands.brand_of(by, brand_id)
    return cases.open_case(brand=brand, customer=held, subject=subject, text=text, by=by, at=at, channel=channel)


@transaction.atomic
def edit(customer: Customer, *, facts: Facts, was: Facts, by: Viewer, at: datetime, new_company: str = "") -> Customer:
    """
    Change what is known of a customer, as `editing.edit` does; a company that nobody knows yet is made with it.

    Args:
        new_company: the name of the company; "" where `facts` tell it.
    """
    if new_company:
        facts = replace(facts, company_id=_company(new_company, by=by, at=at))
    return editing.edit(customer, facts, was=was, by=by, at=at)


@transaction.atomic
def welcome(  # each is one thing that is known of somebody new
    *, facts: Facts, address: str = "", number: str = "", by: Viewer, at: datetime, new_company: str = ""
) -> Customer:
    """
    Make a customer of whom nobody has heard yet, with an address and a number where they are known.

    Raises NameNeeded, NotACompany, BadAddress, BadNumber, and KnownElsewhere where somebody is known by one of these.
    """
    if new_company:
        facts = replace(facts, company_id=_company(new_company, by=by, at=at))
    customer = editing.make(facts, by=by, at=at)
    for kind, value in ((Identity.Kind.EMAIL, address), (Identity.Kind.PHONE, number)):
        if value.strip():
            identities.add(customer, kind=kind, value=value, by=by, at=at)
    return customer


def _company(name: str, *, by: Viewer, at: datetime) -> int:
    return editing.make(Facts(name=name, kind=Customer.Kind.COMPANY), by=by, at=at).pk
