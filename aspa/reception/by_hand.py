"""A contact that somebody types in: a call, a visit, a letter."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.customers import editing, identities
from aspa.customers import verbs as customers
from aspa.customers.identities import BadAddress, KnownElsewhere
from aspa.customers.models import Customer, Identity
from aspa.customers.touch import hold_one
from aspa.kit import addresses
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.language.detect import detect
from aspa.understanding import verbs as understanding


class NobodyToAnswer(Refused):
    """Neither an address nor a number: nobody could be answered."""

    code = "customer_unreachable"


@transaction.atomic
def enter(  # noqa: PLR0913  # each is one thing that is known of a contact
    *,
    address: str,
    name: str,
    subject: str,
    text: str,
    by: Viewer,
    at: datetime,
    number: str = "",
    brand_id: int = 0,
    channel: str = "hand",
) -> Case:
    """
    Recognise the customer and open a case, with its answer promised; whoever enters it tells the customer.

    Args:
        address: by which the customer is recognised; may be empty where there is a phone number and a name.
        brand_id: under which brand; the viewer's first when 0.
        channel: how it came.

    Raises NobodyToAnswer, BadAddress, BadNumber, NameNeeded for somebody new without an address, Missing for an
    unknown brand, and cases.EmptyText.
    """
    brand = brands.brand_of(by, brand_id)
    if address.strip():
        customer = _writer(address, name=name, text=text, brand=brand, by=by, at=at)
    elif number.strip():
        customer = _caller(number, name=name, text=text, brand=brand, by=by, at=at)
    else:
        raise NobodyToAnswer(_("Write an e-mail address or a phone number, so that the customer can be answered."))
    if address.strip() and number.strip():
        _known_by(number, customer, by=by, at=at)
    case = cases.open_case(brand=brand, customer=customer, subject=subject, text=text, by=by, at=at, channel=channel)
    understanding.ask(case.messages.get())
    return case


def _writer(address: str, *, name: str, text: str, brand: Brand, by: Viewer, at: datetime) -> Customer:
    """Return the customer of an address."""
    if not addresses.is_plausible(addresses.normal(address)):
        raise BadAddress(_("This is not an e-mail address."))
    person = customers.Person(by.organisation_id, address, name.strip(), detect(text, brand.language))
    known = next(iter(customers.recognise([person], at=at).values()))
    return Customer.objects.get(pk=known.id)


def _caller(number: str, *, name: str, text: str, brand: Brand, by: Viewer, at: datetime) -> Customer:
    """Return the customer of a phone number; of two who enter the same stranger at once, both get one."""
    kept = identities.normal(Identity.Kind.PHONE, number)
    ours = Identity.objects.visible_to(by).select_related("customer")
    known = ours.filter(kind=Identity.Kind.PHONE, value=kept).first()
    if known:
        return hold_one(known.customer)
    try:
        with transaction.atomic():
            facts = editing.Facts(name=name, language=detect(text, brand.language))
            made = editing.make(facts, by=by, at=at)
            identities.add(made, kind=Identity.Kind.PHONE, value=kept, by=by, at=at)
            return made
    except KnownElsewhere as met:
        return hold_one(Customer.objects.get(pk=met.customer_id))


def _known_by(number: str, customer: Customer, *, by: Viewer, at: datetime) -> None:
    """Let a customer be known by a number, unless somebody else is: a household shares one."""
    try:
        with transaction.atomic():
            identities.add(customer, kind=Identity.Kind.PHONE, value=number, by=by, at=at)
    except KnownElsewhere:
        return
