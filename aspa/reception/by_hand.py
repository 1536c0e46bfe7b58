"""A contact that somebody types in: a call, a visit, a letter."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.customers import verbs as customers
from aspa.customers.identities import BadAddress
from aspa.customers.models import Customer
from aspa.kit import addresses
from aspa.kit.viewer import Viewer
from aspa.language.detect import detect


@transaction.atomic
def enter(  # noqa: PLR0913  # each is one thing that is known of a contact
    *,
    address: str,
    name: str,
    subject: str,
    text: str,
    by: Viewer,
    at: datetime,
    brand_id: int = 0,
    channel: str = "hand",
) -> Case:
    """
    Recognise the customer by address and open a case, with its answer promised; whoever enters it tells the customer.

    Args:
        brand_id: under which brand; the viewer's first when 0.
        channel: how it came.

    Raises BadAddress, Missing for an unknown brand, and cases.EmptyText.
    """
    if not addresses.is_plausible(addresses.normal(address)):
        raise BadAddress(_("This is not an e-mail address."))
    brand = brands.brand_of(by, brand_id)
    person = customers.Person(by.organisation_id, address, name.strip(), detect(text, brand.language))
    known = next(iter(customers.recognise([person], at=at).values()))
    customer = Customer.objects.get(pk=known.id)
    return cases.open_case(brand=brand, customer=customer, subject=subject, text=text, by=by, at=at, channel=channel)
