"""
Which customers a viewer may know, change, merge and hand out.

Customers belong to the whole organisation. Whoever may read only some cases knows the customers of those cases.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aspa.cases.allowed import clause, narrowed
from aspa.cases.models import Case
from aspa.customers import queries as customers
from aspa.customers.models import Customer
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer


def customer_of(viewer: Viewer, customer_id: int, *, power: Power = Power.READ) -> Customer:
    """
    Return a customer with the company, perhaps a shell, for somebody who may do something with customers.

    Args:
        power: `answer` to change what is known, `export` to hand it out.

    Raises Missing for a customer none of whose cases the viewer may read, and Forbidden.
    """
    found = customers.customer_of(viewer, customer_id)
    if not may_know(viewer, found):
        raise Missing(_("There is no such customer."))
    must(viewer, power)
    return found


def may_know(viewer: Viewer, customer: Customer) -> bool:
    """Tell whether a viewer may know a customer: may read every case, or one of this customer's."""
    return viewer.may(Power.READ) or _readable(viewer, customer).exists()


def home_of(viewer: Viewer, customer_id: int) -> Customer:
    """
    Return a customer, or whom it was merged into, however often; raises Missing and Forbidden as `customer_of` does.
    """
    found = customers.customer_of(viewer, customer_id)
    while found.merged_into_id:
        found = customers.customer_of(viewer, found.merged_into_id)
    return customer_of(viewer, found.pk)


def must(viewer: Viewer, power: Power) -> None:
    """Raise Forbidden unless the viewer may do this at all; what is handed out must be all the viewer's to give."""
    may = viewer.may(power) if power == Power.EXPORT else viewer.powers.anywhere(power)
    if not may:
        raise Forbidden(_("Your role does not let you do this with customers."))


def must_merge(viewer: Viewer) -> None:
    """Raise Forbidden unless the viewer may answer everybody's cases: merging moves them all."""
    if not viewer.may(Power.ANSWER):
        raise Forbidden(_("Only somebody who may answer every case may merge customers."))


def customer_list(viewer: Viewer, text: str = "", **how: Any) -> customers.CustomerList:
    """Return the customers whom a text finds and the viewer may know; further arguments as of `customers.customers`."""
    facts: dict[str, Any] = {}
    allowed = clause(viewer, facts)
    only = f"exists (select from cases_case c where c.customer_id = who.id{allowed})" if allowed else "true"
    return customers.customers(viewer, text, only=(only, facts), **how)


def _readable(viewer: Viewer, customer: Customer) -> QuerySet[Case]:
    return Case.objects.visible_to(viewer).filter(narrowed(viewer), customer=customer)
