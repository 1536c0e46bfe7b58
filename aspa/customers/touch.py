"""What every change of a customer shares: its locks, its history and the hint to browsers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from aspa.customers.models import Customer, Edit, Identity
from aspa.history import verbs as history
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live


class MergedAway(Refused):
    """What was known of this customer stands with another now."""

    code = "customer_merged"


class Change(NamedTuple):
    """A field, and what stood and stands in it, as people read it."""

    field: str
    before: str
    after: str


def hold_identities(customer_ids: Collection[int]) -> list[Identity]:
    """
    Lock all by which customers are known, in the order in which reception locks what it recognises.

    Whoever holds these holds back every letter from these customers until the transaction ends. Locks of customers come
    after these, and locks of cases after both.
    """
    ours = Identity.objects.filter(customer_id__in=customer_ids).order_by("id")
    return list(ours.select_for_update())


def hold(customer_ids: Collection[int], *, shells: Collection[int] = ()) -> dict[int, Customer]:
    """
    Lock customers until the transaction ends and return them as they are now, by key.

    Args:
        shells: of them, those that may have been merged away.

    Raises Missing, and MergedAway for a shell.
    """
    # Rows that point to a customer may be written meanwhile: a stronger lock would hold back each new case.
    rows = Customer.objects.filter(pk__in=customer_ids).order_by("id").select_for_update(no_key=True)
    held = {customer.pk: customer for customer in rows}
    if len(held) < len(set(customer_ids)):
        raise Missing(_("There is no such customer."))
    if any(customer.merged_into_id for customer in held.values() if customer.pk not in shells):
        raise MergedAway(_("This customer was merged with another. Open the page anew."))
    return held


def hold_one(customer: Customer) -> Customer:
    """Lock one customer and return the row as it is now; raises MergedAway for a shell."""
    return hold([customer.pk])[customer.pk]


def changed(
    customer: Customer, name: str, *changes: Change, by: Viewer, at: datetime, hints: bool = True, **facts: Any
) -> None:
    """
    Write down what was changed, by whom; record the event with the names of fields only, and hint browsers.

    The last step of a verb; one that goes on hints by itself.
    """
    Edit.objects.bulk_create(
        Edit(organisation_id=customer.organisation_id, customer=customer, by=by.actor, at=at, **change._asdict())
        for change in changes
    )
    ours = {"organisation_id": customer.organisation_id}
    fields = [change.field for change in changes]
    history.record(name, **ours, subject_id=customer.pk, actor=by.actor, at=at, fields=fields, **facts)
    if hints:
        live.hint([f"customer-{customer.pk}"], **ours, at=at)
